// Which revision a change rests on. Pure.
import { Rejection } from '../errors';
import type { Article } from './article';

/** Exactly one of the two has to be given where a precondition is required. */
export interface Precondition {
  /** Strict: the article must stand at this revision (RFC 9110 section 13.1.1). */
  readonly ifMatch?: number;
  /** The revision that was read; others' changes since are kept. */
  readonly baseRevision?: number;
}

/** The revision named. Refuses with `precondition-required`, `validation-failed` or `revision-mismatch`. */
export function requirePrecondition(article: Article, precondition: Precondition): number {
  const named = namedRevision(article, precondition);
  if (named === undefined) throw new Rejection('precondition-required');
  return named;
}

/** The same where naming a revision is optional. */
export function namedRevision(article: Article, { ifMatch, baseRevision }: Precondition): number | undefined {
  if (ifMatch !== undefined && baseRevision !== undefined) {
    throw invalid('baseRevision', 'If-Match and baseRevision exclude each other: send exactly one.');
  }
  const named = ifMatch ?? baseRevision;
  if (named !== undefined && named > article.revision) {
    throw invalid('baseRevision', `The article is at revision ${article.revision}; ${named} is above its head.`);
  }
  if (ifMatch !== undefined && ifMatch !== article.revision) {
    const detail = `If-Match names revision ${ifMatch}; the article is at revision ${article.revision}.`;
    throw new Rejection('revision-mismatch', detail, { revision: article.revision });
  }
  return named;
}

/**
 * For what never merges: refuses as `requirePrecondition` does, then as `first` does, then with `content-changed` where
 * the content is another than at the revision named.
 */
export function refuseChangedContent(article: Article, precondition: Precondition, first: () => void): void {
  const named = requirePrecondition(article, precondition);
  first();
  const { revision, contentRevision } = article;
  if (named >= contentRevision) return;
  const detail = `The content changed at revision ${contentRevision}, after revision ${named} that was read.`;
  throw new Rejection('content-changed', detail, { revision, contentRevision });
}

const invalid = (path: string, message: string): Rejection =>
  new Rejection('validation-failed', message, { errors: [{ path, message }] });
