// What can have happened between an article and its readers: versions, schedules, retraction and takedown.
import type { BodyEdit } from '../text/body-edit';
import type { ArticleContent, Citation } from './content';
import type { Members, Told } from './events';
import type { Finding } from './finding';

/** A finding of severity error that was let pass, and why. */
export interface Waiver {
  readonly code: string;
  readonly reason: string;
}

export const changeKinds = [
  'update',
  'refile',
  'correction',
  'clarification',
  'removal',
  'editors-note',
  'reply',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What a version after the first changed. Readers are shown kind and note, dated, of all but `refile`. */
export interface Change {
  readonly kind: ChangeKind;
  readonly note?: string;
  /** From here on for staff: what was wrong and what is right. */
  readonly wrong?: string;
  readonly right?: string;
  /** The words of the story that were wrong, as they stood there. */
  readonly passage?: string;
  /** RFC 3339: when the newsroom learnt of the error. */
  readonly learnedAt?: string;
  readonly severity?: string;
  readonly placement?: string;
}

/** An edit of one content, as an event carries it. */
export interface ContentEdit {
  readonly members: Members;
  readonly body?: BodyEdit;
  /** Added or replaced, by key. */
  readonly citations?: readonly Citation[];
}

/** A place of the working copy that a correction of the story could not be merged into. */
export interface NotCarried {
  /** The version that made the correction. */
  readonly version: number;
  readonly field: string;
  /** What stood in the working copy there; the correction is not carried while it still does. */
  readonly stands: string;
  /** What the correction made of it in the story. */
  readonly corrected: string;
}

/** SHA-256, lower-case hex, of the bytes served from here on, by media type. */
export type ServedHashes = Readonly<Record<string, string>>;

/** What every publication of a version tells. */
export interface Publishing extends Told {
  readonly version: number;
  readonly slug: string;
  /** RFC 3339 UTC, milliseconds: the time that the story shows for this version. */
  readonly publishedAt: string;
  /** What lists show of the story; its text is the fold up to here. */
  readonly listed: Pick<ArticleContent, 'headline' | 'standfirst' | 'language' | 'category' | 'tags'>;
  readonly served: ServedHashes;
  readonly findings: readonly Finding[];
  readonly waived: readonly Waiver[];
  /** The time that it was scheduled for, where a schedule carried it out: what is published is what was pinned. */
  readonly scheduled?: string;
  /** Of versions after the first. */
  readonly change?: Change;
  /** Where the live story alone was changed: the edit of its last version. */
  readonly story?: ContentEdit;
  /** What of that edit was merged into the working copy. */
  readonly carried?: ContentEdit;
  readonly notCarried?: readonly NotCarried[];
  /** A later publication is scheduled whose pinned content lacks this edit. */
  readonly outdatesSchedule?: boolean;
}

/** Version 1. */
export interface ArticlePublished extends Publishing {
  readonly type: 'article-published';
}

/** A later version of kind `update` or `refile`. */
export interface ArticleUpdated extends Publishing {
  readonly type: 'article-updated';
}

/** A later version of any other kind. */
export interface ArticleCorrected extends Publishing {
  readonly type: 'article-corrected';
}

export type VersionPublished = ArticlePublished | ArticleUpdated | ArticleCorrected;

export interface PublicationScheduled extends Told {
  readonly type: 'publication-scheduled';
  /** RFC 3339 UTC, milliseconds. */
  readonly at: string;
  /** The revision that last changed the content: what will be published. */
  readonly content: number;
  readonly slug: string;
  readonly waived: readonly Waiver[];
  readonly change?: Change;
  /** Of a correction of the live story alone; what is published is then the story with this. */
  readonly story?: ContentEdit;
}

export interface PublicationUnscheduled extends Told {
  readonly type: 'publication-unscheduled';
  readonly reason: string;
}

/** Its time came, and it could not be published. */
export interface PublicationMissed extends Told {
  readonly type: 'publication-missed';
  readonly at: string;
  /** Why: the code that publishing would have been refused with. */
  readonly refusal: string;
  readonly findings: readonly Finding[];
}

export interface ArticleRetracted extends Told {
  readonly type: 'article-retracted';
  /** What readers are told. */
  readonly notice: string;
  readonly reason: string;
  readonly keepText: boolean;
  /** RFC 3339 UTC, milliseconds: the time that the story shows. */
  readonly retractedAt: string;
  readonly served: ServedHashes;
}

export interface ArticleUnpublished extends Told {
  readonly type: 'article-unpublished';
  readonly reason: string;
  /** Readers are told that it is for legal reasons. */
  readonly legal: boolean;
}

export type ScheduleEvent = PublicationScheduled | PublicationUnscheduled | PublicationMissed;
export type StoryEvent = VersionPublished | ArticleRetracted | ArticleUnpublished;
