// Why a reader gets no story where there was one.
import { Rejection } from '../errors';
import type { Withholding } from '../vault/withholding';
import type { PublishedStory } from './published-story.entity';

/** Refuses with `not-found`, or where it is withheld for legal reasons with `unavailable-for-legal-reasons`. */
export function refuseWithheld(withholding: Withholding | undefined): void {
  if (!withholding) return;
  const code = withholding.legal ? 'unavailable-for-legal-reasons' : 'not-found';
  throw new Rejection(code, 'This version is withheld.');
}

/** RFC 9110 section 15.5.11, RFC 7725: nothing of the story is told, and who demanded it is not known here. */
export function refuseUnpublished({ status, legal }: Pick<PublishedStory, 'status' | 'legal'>): void {
  if (status === 'unpublished') throw new Rejection(legal ? 'unavailable-for-legal-reasons' : 'gone');
}
