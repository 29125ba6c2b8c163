// What publication, retraction and takedown do to the state of an article. Pure.
import type { Article, Recorded } from './article';
import { contentChanged } from './article-edits';
import type { ArticleContent } from './content';
import { unscheduled } from './article-schedule';
import { applyContentEdit, nextBlockIdAfter } from './content-edit';
import type { ArticleRetracted, StoryEvent, VersionPublished } from './publication-events';
import { sameContent } from './same';
import type { PublicCorrection } from './story';
import { stageOf, type Status } from './workflow';

/** What readers have: the last published version. */
export interface Publication {
  readonly version: number;
  readonly revision: number;
  readonly slug: string;
  /** RFC 3339 UTC: of version 1. */
  readonly publishedAt: string;
  /** RFC 3339 UTC: of this version. */
  readonly updatedAt: string;
  readonly content: ArticleContent;
  /** What readers are told of the versions after the first, oldest first. */
  readonly changes: readonly PublicCorrection[];
  readonly retraction: Retraction | null;
}

export interface Retraction {
  readonly notice: string;
  /** RFC 3339 UTC, milliseconds. */
  readonly at: string;
  readonly keepText: boolean;
}

export function published(article: Article, event: StoryEvent, { revision }: Recorded): Partial<Article> {
  switch (event.type) {
    case 'article-retracted':
      return retracted(article, event);
    case 'article-unpublished':
      return { ...withdrawn(article), status: 'unpublished' };
    case 'article-published':
    case 'article-updated':
    case 'article-corrected':
      return versionPublished(article, event, revision);
    default:
      return event satisfies never;
  }
}

function retracted(article: Article, { notice, retractedAt, keepText }: ArticleRetracted): Partial<Article> {
  const retraction = { notice, at: retractedAt, keepText };
  const publication = article.publication && { ...article.publication, retraction };
  return { ...withdrawn(article), status: 'retracted', publication };
}

/** Nothing that was scheduled before may bring a story back. */
const withdrawn = (article: Article): Partial<Article> =>
  article.schedule ? { ...unscheduled(article), schedule: null } : {};

function versionPublished(article: Article, event: VersionPublished, revision: number): Partial<Article> {
  const content = { ...publishedContent(article, event), slug: event.slug };
  const working = workingCopy(article, event, content, revision);
  const schedule = scheduleAfter(article, event);
  return {
    ...working,
    status: 'published',
    nextStatus: nextStage({ ...article, ...working, schedule }, event, content),
    nextBlockId: nextBlockIdAfter(article.nextBlockId, event.story?.body, event.carried?.body),
    publication: publicationOf(article, event, content, revision),
    schedule,
  };
}

/** A schedule publishes what it pinned, an edit of the story the last version with it, anything else the working copy. */
function publishedContent({ schedule, publication, content }: Article, event: VersionPublished): ArticleContent {
  if (event.scheduled !== undefined && schedule) return schedule.content;
  if (event.story && publication) return applyContentEdit(publication.content, event.story);
  return content;
}

function workingCopy(
  article: Article,
  event: VersionPublished,
  shown: ArticleContent,
  revision: number,
): Pick<Article, 'content'> & Partial<Article> {
  const { content, publication, notCarried } = article;
  const whole = event.scheduled === undefined && event.story === undefined;
  if (whole) return { content: shown, approvals: [], notCarried: [] };
  // An address that somebody is about to change stays as they have it.
  const slug = content.slug === null || content.slug === publication?.slug ? event.slug : content.slug;
  const left = event.scheduled !== undefined && event.story === undefined ? [] : notCarried;
  const kept = { content: { ...content, slug }, notCarried: [...left, ...(event.notCarried ?? [])] };
  if (!event.carried) return kept;
  const carried = applyContentEdit(kept.content, event.carried);
  return { ...kept, ...contentChanged(article, { by: event.by, revision }, carried), content: carried };
}

/** A schedule that was carried out is done; one that was not may have been overtaken. */
function scheduleAfter({ schedule }: Article, event: VersionPublished): Article['schedule'] {
  if (!schedule || event.scheduled !== undefined) return null;
  return event.outdatesSchedule ? { ...schedule, outdated: true } : schedule;
}

/** What is left to do on the working copy beside the story. */
function nextStage(working: Article, event: VersionPublished, shown: ArticleContent): Status | null {
  if (working.schedule) return 'scheduled';
  const stage = stageOf(working);
  const clean = sameContent(working.content, shown);
  if (clean && (stage === 'draft' || stage === 'scheduled' || stage === 'published')) return null;
  const whole = event.scheduled === undefined && event.story === undefined;
  if (whole) return null;
  return stage === 'submitted' || stage === 'approved' || stage === 'spiked' ? stage : 'draft';
}

function publicationOf(
  { publication }: Article,
  event: VersionPublished,
  content: ArticleContent,
  revision: number,
): Publication {
  const { version, slug, publishedAt: updatedAt } = event;
  const publishedAt = publication?.publishedAt ?? updatedAt;
  const changes = [...(publication?.changes ?? []), ...told(event)];
  return { version, revision, slug, publishedAt, updatedAt, content, changes, retraction: null };
}

/** What readers are told of the version: kind and note, but of a mere refile nothing. */
export function told({
  change,
  publishedAt: at,
}: Pick<VersionPublished, 'change' | 'publishedAt'>): PublicCorrection[] {
  return change?.note === undefined || change.kind === 'refile' ? [] : [{ kind: change.kind, note: change.note, at }];
}
