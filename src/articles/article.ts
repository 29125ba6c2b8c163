// The state of one article: the fold of its events. Values are never changed in place; an event makes a new state that
// shares what it did not touch.
import { applyBodyEdit } from '../text/body-edit';
import type { Block } from '../text/body';
import type { ArticleContent, Citation, Origin } from './content';
import type { ArticleEvent, Members, Person } from './events';

export const statuses = [
  'draft',
  'submitted',
  'approved',
  'scheduled',
  'published',
  'retracted',
  'unpublished',
  'spiked',
] as const;
export type Status = (typeof statuses)[number];

/** What readers see: the content of the last published version. */
export interface Publication {
  readonly version: number;
  readonly revision: number;
  readonly slug: string;
  /** RFC 3339 UTC: of version 1. */
  readonly publishedAt: string;
  /** RFC 3339 UTC: of this version. */
  readonly updatedAt: string;
  readonly content: ArticleContent;
}

export interface Contributor {
  readonly id: string;
  readonly name: string;
}

export interface Article {
  readonly id: string;
  readonly revision: number;
  /** The newsroom's log position of the last event. */
  readonly position: number;
  readonly status: Status;
  /** Review of the next version of a published article; null before the first publication. */
  readonly nextStatus: Status | null;
  readonly content: ArticleContent;
  /** The revision that last changed the content. */
  readonly contentRevision: number;
  readonly nextBlockId: number;
  readonly origin: Origin | null;
  readonly publication: Publication | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly contributors: readonly Contributor[];
  readonly assigned: readonly string[];
}

/** An event with its place: the next revision of the stream. */
export interface Recorded {
  readonly streamId: string;
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: string;
  readonly event: ArticleEvent;
}

/** Throws a plain error where the events cannot be an article's history: that is a defect, not a refusal. */
export function evolve(article: Article | undefined, recorded: Recorded): Article {
  const { event } = recorded;
  if (event.type === 'article-drafted') return drafted(event, recorded);
  if (!article) throw new Error(`${event.type} without article-drafted in stream ${recorded.streamId}`);
  const { revision, position, recordedAt } = recorded;
  if (revision !== article.revision + 1) throw new Error(`revision ${revision} does not follow ${article.revision}`);
  return { ...article, ...changes(article, event, recorded), revision, position, updatedAt: recordedAt };
}

/** The article after all of the events; undefined when there is none. */
export const fold = (article: Article | undefined, events: readonly Recorded[]): Article | undefined =>
  events.reduce<Article | undefined>(evolve, article);

/** The article with the place and time that the log gave its last event, which were not known when it was decided. */
export function placed(article: Article, { position, recordedAt }: Pick<Recorded, 'position' | 'recordedAt'>): Article {
  const createdAt = article.revision === 1 ? recordedAt : article.createdAt;
  return { ...article, position, createdAt, updatedAt: recordedAt };
}

function drafted(event: Extract<ArticleEvent, { type: 'article-drafted' }>, recorded: Recorded): Article {
  const body: Block[] = event.blocks.map((text, index) => ({ id: index + 1, text }));
  return {
    id: recorded.streamId,
    revision: recorded.revision,
    position: recorded.position,
    status: 'draft',
    nextStatus: null,
    content: { ...blank, ...event.members, body, citations: event.citations },
    contentRevision: recorded.revision,
    nextBlockId: body.length + 1,
    origin: event.origin ?? null,
    publication: null,
    createdBy: event.by.sub,
    createdAt: recorded.recordedAt,
    updatedAt: recorded.recordedAt,
    contributors: [contributor(event.by)],
    assigned: [],
  };
}

function changes(article: Article, event: ArticleEvent, recorded: Recorded): Partial<Article> {
  switch (event.type) {
    case 'article-edited':
      return edited(article, event, recorded.revision);
    case 'citation-added':
    case 'citation-changed':
      return contentChanged(article, event.by, recorded.revision, { citations: withCitation(article, event.citation) });
    case 'citation-removed':
      return contentChanged(article, event.by, recorded.revision, { citations: without(article, event.key) });
    case 'article-published':
      return published(article, event, recorded.revision);
    case 'article-drafted':
      throw new Error(`article-drafted twice in stream ${recorded.streamId}`);
    default:
      return event satisfies never;
  }
}

function edited(article: Article, event: Extract<ArticleEvent, { type: 'article-edited' }>, revision: number) {
  const body = event.body ? applyBodyEdit(article.content.body, event.body) : article.content.body;
  const ids = Object.keys(event.body?.texts ?? {}).map(Number);
  return {
    ...contentChanged(article, event.by, revision, { ...event.members, body }),
    nextBlockId: ids.reduce((next, id) => Math.max(next, id + 1), article.nextBlockId),
    ...(event.origin && { origin: event.origin }),
  };
}

/** An approval is of exact content: what changes the content makes an article under review a draft again. */
function contentChanged(
  article: Article,
  by: Person,
  revision: number,
  change: Members & Partial<ArticleContent>,
): Partial<Article> {
  const known = article.contributors.some(({ id }) => id === by.sub);
  return {
    content: { ...article.content, ...change },
    contentRevision: revision,
    contributors: known ? article.contributors : [...article.contributors, contributor(by)],
    ...(article.publication && { nextStatus: 'draft' as const }),
  };
}

function published(
  article: Article,
  event: Extract<ArticleEvent, { type: 'article-published' }>,
  revision: number,
): Partial<Article> {
  const { version, slug, publishedAt } = event;
  const content = { ...article.content, slug };
  const publication = { version, revision, slug, publishedAt, updatedAt: publishedAt, content };
  return { status: 'published', nextStatus: null, content, publication };
}

function withCitation({ content }: Article, citation: Citation): readonly Citation[] {
  const known = content.citations.some(({ key }) => key === citation.key);
  if (!known) return [...content.citations, citation];
  return content.citations.map((old) => (old.key === citation.key ? citation : old));
}

const without = ({ content }: Article, key: string): readonly Citation[] =>
  content.citations.filter((citation) => citation.key !== key);

const contributor = ({ sub, name }: Person): Contributor => ({ id: sub, name });

/** The content of an article that nobody has written anything into. */
export const blank = {
  standfirst: null,
  category: null,
  dateline: null,
  byline: [],
  tags: [],
  slug: null,
  media: [],
  embargo: null,
  meta: null,
  sourceHeading: null,
} as const satisfies Partial<ArticleContent>;
