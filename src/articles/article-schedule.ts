// What schedules do to the state of an article: content is pinned, and let go again. Pure.
import type { Article, Recorded } from './article';
import type { Approval } from './article-review';
import type { ArticleContent } from './content';
import { applyContentEdit } from './content-edit';
import type { Person } from './events';
import type { Change, ContentEdit, PublicationScheduled, ScheduleEvent, Waiver } from './publication-events';
import { atStage, type Standing } from './workflow';

/** What will be published, and when; edits of the working copy do not move it. */
export interface Schedule {
  /** Of the event that made it. */
  readonly revision: number;
  /** RFC 3339 UTC, milliseconds. */
  readonly at: string;
  readonly by: Person;
  readonly slug: string;
  readonly waived: readonly Waiver[];
  readonly change?: Change;
  /** Of a correction of the live story alone. */
  readonly story?: ContentEdit;
  readonly content: ArticleContent;
  /** The revision that last changed the content. */
  readonly contentRevision: number;
  /** Of that content. */
  readonly approvals: readonly Approval[];
  /** The story was corrected since, and the pinned content lacks it. */
  readonly outdated: boolean;
}

export function scheduled(article: Article, event: ScheduleEvent, { revision }: Recorded): Partial<Article> {
  if (event.type === 'publication-scheduled')
    return { ...atStage(article, 'scheduled'), schedule: pinned(article, event, revision) };
  return { ...unscheduled(article), schedule: null };
}

function pinned(article: Article, event: PublicationScheduled, revision: number): Schedule {
  const { at, by, slug, waived, change, story } = event;
  const { publication, content, approvals } = article;
  return {
    ...{ revision, at, by, slug, waived },
    ...(change && { change }),
    ...(story && { story }),
    content: story && publication ? applyContentEdit(publication.content, story) : content,
    contentRevision: event.content,
    approvals,
    outdated: false,
  };
}

/** What was scheduled goes back to being approved, unless it was edited since. */
export function unscheduled(article: Article): Standing {
  const edited = article.contentRevision > (article.schedule?.contentRevision ?? 0);
  return atStage(article, edited ? 'draft' : 'approved');
}
