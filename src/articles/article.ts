// The state of one article: the fold of its events. Values are never changed in place; an event makes a new state that
// shares what it did not touch.
import type { Block } from '../text/body';
import { recentBlock } from '../text/recent-blocks';
import { claimsAfter, contributor, edited } from './article-edits';
import { published, type Publication } from './article-publication';
import { reviewed, type Approval, type RequiredApproval } from './article-review';
import { scheduled, type Schedule } from './article-schedule';
import { entrusted, lookedInto } from './article-trust';
import type { Claims } from './claims';
import { approvedAt, confidencesAfter, type Confidences } from './confidential-source';
import type { ArticleContent, Origin } from './content';
import { citationsGiven, type ArticleEvent } from './events';
import { isRestricted } from './restricted';
import type { NotCarried, ScheduleEvent } from './publication-events';
import type { Status } from './workflow';
import type { Access, ReviewEvent } from './workflow-events';
import type { ErasureEvent } from './erasure-events';
import type { TrustEvent } from './withholding-events';
import type { Withholding } from '../vault/withholding';

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
  readonly access: Access;
  /** Of the present content: an edit ends them. */
  readonly approvals: readonly Approval[];
  readonly required: readonly RequiredApproval[];
  readonly schedule: Schedule | null;
  /** Where the working copy lacks a correction of the story. */
  readonly notCarried: readonly NotCarried[];
  /** The sentences that rest on each source, as they were when it was added or last confirmed. */
  readonly claims: Claims;
  /** Its confidential sources, those of earlier revisions too. */
  readonly confidences: Confidences;
  readonly withheld: readonly Withholding[];
  /** Nothing of it may be erased. */
  readonly legalHold: boolean;
  /** The revision that last erased something of earlier ones; 0 where none did. */
  readonly erasedBy: number;
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
  const updatedAt = isRestricted(event.type) ? article.updatedAt : recordedAt; // when it was is not for every reader
  const confidences = confidencesAfter(article.confidences, citationsGiven(event), event.by.sub);
  return { ...article, confidences, ...changes(article, event, recorded), revision, position, updatedAt };
}

/** The article after all of the events; undefined when there is none. */
export const fold = (article: Article | undefined, events: readonly Recorded[]): Article | undefined =>
  events.reduce<Article | undefined>(evolve, article);

/** The article with the place and time that the log gave its last event, which were not known when it was decided. */
export function placed(article: Article, event: ArticleEvent, at: Pick<Recorded, 'position' | 'recordedAt'>): Article {
  const { revision } = article;
  const { position, recordedAt } = at;
  if (isRestricted(event.type)) return { ...article, position };
  const createdAt = revision === 1 ? recordedAt : article.createdAt;
  const approvals = article.approvals.map((one) => (one.revision === revision ? { ...one, at: recordedAt } : one));
  const confidences = approvedAt(article.confidences, revision, recordedAt);
  return { ...article, position, createdAt, updatedAt: recordedAt, approvals, confidences };
}

function drafted(event: Extract<ArticleEvent, { type: 'article-drafted' }>, recorded: Recorded): Article {
  const body: Block[] = event.blocks.map((text, index) => recentBlock(index + 1, text));
  const content = { ...blank, ...event.members, body, citations: event.citations };
  return {
    ...unreviewed,
    id: recorded.streamId,
    revision: recorded.revision,
    position: recorded.position,
    content,
    contentRevision: recorded.revision,
    nextBlockId: body.length + 1,
    origin: event.origin ?? null,
    createdBy: event.by.sub,
    createdAt: recorded.recordedAt,
    updatedAt: recorded.recordedAt,
    contributors: [contributor(event.by)],
    claims: claimsAfter({}, content),
    confidences: confidencesAfter({}, event.citations, event.by.sub),
  };
}

function changes(article: Article, event: ArticleEvent, recorded: Recorded): Partial<Article> {
  switch (event.type) {
    case 'article-drafted':
      throw new Error(`article-drafted twice in stream ${recorded.streamId}`);
    case 'article-edited':
    case 'citation-added':
    case 'citation-changed':
    case 'citation-removed':
    case 'citation-confirmed':
      return edited(article, event, recorded.revision);
    case 'confidential-source-approved':
    case 'source-identity-revealed':
      return lookedInto(article, event, recorded);
    case 'article-published':
    case 'article-updated':
    case 'article-corrected':
    case 'article-retracted':
    case 'article-unpublished':
      return published(article, event, recorded);
    default:
      return progressed(article, event, recorded);
  }
}

function progressed(
  article: Article,
  event: ScheduleEvent | ReviewEvent | TrustEvent | ErasureEvent,
  recorded: Recorded,
): Partial<Article> {
  switch (event.type) {
    case 'publication-scheduled':
    case 'publication-unscheduled':
    case 'publication-missed':
      return scheduled(article, event, recorded);
    case 'article-assigned':
    case 'article-submitted':
    case 'changes-requested':
    case 'article-approved':
    case 'approval-required':
    case 'article-spiked':
    case 'article-revived':
      return reviewed(article, event, recorded);
    default:
      return entrusted(article, event, recorded);
  }
}

/** An article that nobody has reviewed or published. */
const unreviewed = {
  status: 'draft',
  nextStatus: null,
  publication: null,
  assigned: [],
  access: 'newsroom',
  approvals: [],
  required: [],
  schedule: null,
  notCarried: [],
  withheld: [],
  legalHold: false,
  erasedBy: 0,
} as const satisfies Partial<Article>;

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
