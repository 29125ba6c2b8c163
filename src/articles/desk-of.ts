// What the desk checks are told of an article beside its content. Pure.
import type { Settings } from '../settings/settings';
import type { Article } from './article';
import type { Desk } from './checks/all-checks';

export const deskOf = (
  { claims, notCarried, confidences }: Article,
  { severities }: Pick<Settings, 'severities'>,
): Desk => ({
  severities,
  claims,
  notCarried,
  confidences,
});
