// Whether an article may go before its readers. Pure.
import { Rejection } from '../errors';
import type { Article, Status } from './article';
import type { Finding } from './finding';
import type { ArticlePublished, Told, Waiver } from './events';
import { requirePrecondition, type Precondition } from './precondition';

/** The statuses from which a first version may be published while review is optional. */
const publishable: readonly Status[] = ['draft', 'submitted', 'approved'];

export interface PublicationRequest {
  readonly precondition: Precondition;
  readonly waive: readonly Waiver[];
  /** RFC 3339: the server's time of the decision. */
  readonly now: string;
}

/**
 * The gate of publishing. Refuses with `invalid-transition`, `embargoed`, `content-changed` or `checks-failed`, in the
 * order of the contract: every 409 before 422.
 */
export function admitToPublication(article: Article, findings: readonly Finding[], request: PublicationRequest): void {
  const base = requirePrecondition(article, request.precondition);
  if (!publishable.includes(article.status)) throw forbiddenBy(article);
  refuseEmbargoed(article, request.now);
  if (base < article.contentRevision) throw changedSince(article, base);
  const waived = new Set(request.waive.map(({ code }) => code));
  const errors = findings.filter(({ severity, code }) => severity === 'error' && !waived.has(code));
  if (errors.length > 0) {
    const detail = `${errors.length} ${errors.length === 1 ? 'finding stands' : 'findings stand'} in the way of publishing.`;
    throw new Rejection('checks-failed', detail, { findings: errors });
  }
}

export interface Publishing {
  readonly slug: string;
  readonly findings: readonly Finding[];
  readonly waived: readonly Waiver[];
  readonly publishedAt: string;
  readonly served: ArticlePublished['served'];
}

/** `article-published`, version 1. To be called once the gate has admitted the article. */
export function articlePublished({ content }: Article, publishing: Publishing, told: Told): ArticlePublished {
  const { headline, standfirst, language, category, tags } = content;
  const listed = { headline, standfirst, language, category, tags };
  const waived = publishing.waived.filter(({ code }) => publishing.findings.some((finding) => finding.code === code));
  return { type: 'article-published', ...told, version: 1, ...publishing, waived, listed };
}

function forbiddenBy(article: Article): Rejection {
  const { status } = article;
  const allowed = publishable.includes(status) ? ['publish'] : [];
  return new Rejection('invalid-transition', `An article that is ${status} cannot be published.`, { status, allowed });
}

function refuseEmbargoed({ content }: Article, now: string): void {
  const { embargo } = content;
  if (!embargo || Date.parse(embargo.until) <= Date.parse(now)) return;
  throw new Rejection('embargoed', `The article is under embargo until ${embargo.until}.`, { embargo });
}

function changedSince(article: Article, base: number): Rejection {
  const { revision, contentRevision } = article;
  const detail = `The content changed at revision ${contentRevision}, after revision ${base} that was read.`;
  return new Rejection('content-changed', detail, { revision, contentRevision });
}
