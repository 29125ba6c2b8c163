// How a confidential source is approved and revealed. Pure.
import { Rejection } from '../errors';
import type { Article } from './article';
import { approvalOf, giversOf } from './confidential-source';
import type { Confidential } from './content';
import { citationOf } from './decide-citations';
import type { ArticleEvent, Told } from './events';
import { namedRevision, type Precondition } from './precondition';

export interface ConfidentialStep {
  readonly key: string;
  readonly reason: string;
}

/** `confidential-source-approved`, or nothing where it is approved. Refuses whoever gave the source with `forbidden`. */
export function approveSource(
  article: Article,
  { key, reason }: ConfidentialStep,
  told: Told,
  precondition: Precondition,
): ArticleEvent[] {
  const confidential = confidentialOf(article, key);
  if (giversOf(article.confidences, confidential.id).includes(told.by.sub))
    throw new Rejection('forbidden', 'A confidential source is approved by another person than who gave it.');
  namedRevision(article, precondition);
  if (approvalOf(article.confidences, confidential)) return [];
  return [{ type: 'confidential-source-approved', ...told, key, confidential: confidential.id, reason }];
}

/** `source-identity-revealed`, each time anew. */
export function revealIdentity(
  article: Article,
  { key, reason }: ConfidentialStep,
  told: Told,
  precondition: Precondition,
): ArticleEvent[] {
  const { id } = confidentialOf(article, key);
  namedRevision(article, precondition);
  return [{ type: 'source-identity-revealed', ...told, key, confidential: id, reason }];
}

/** Refuses with `not-found`. */
export function confidentialOf(article: Article, key: string): Confidential {
  const { confidential } = citationOf(article, key);
  if (confidential) return confidential;
  throw new Rejection('not-found', `The citation ${key} has no confidential source.`);
}
