// Whether words or versions of an article may be withheld, or released. Pure.
import { Rejection } from '../errors';
import { lettersOf } from '../vault/quoted-letters';
import { released, type Release, type Withheld, type WithheldFrom } from '../vault/withholding';
import type { Article } from './article';
import type { ArticleEvent, Told } from './events';
import { sameValue } from './same';

export interface Withhold extends Withheld {
  readonly from: WithheldFrom;
  readonly legal: boolean;
  readonly reason: string;
  readonly told: Told;
}

/** `[]` where exactly that is withheld already. Refuses with `validation-failed` what names nothing that can be withheld. */
export function decideWithholding(article: Article, { told, ...withhold }: Withhold): ArticleEvent[] {
  const { quote, versions, from, legal } = withhold;
  if ((quote === undefined) === (versions === undefined)) throw invalid('quote', 'Give either quote or versions.');
  if (quote !== undefined) requireLetters(quote);
  requirePublished(article, versions ?? []);
  const same = article.withheld.some(
    (one) => one.from === from && one.legal === legal && one.quote === quote && sameValue(one.versions, versions),
  );
  return same ? [] : [{ type: 'article-withheld', ...told, ...withhold }];
}

export interface ReleaseWithheld extends Release {
  readonly reason: string;
  readonly told: Told;
}

/** `[]` where nothing of it is withheld. */
export function decideRelease(article: Article, { told, ...release }: ReleaseWithheld): ArticleEvent[] {
  const left = released(article.withheld, release);
  return sameValue(left, article.withheld) ? [] : [{ type: 'withholding-released', ...told, ...release }];
}

/** A single letter stands everywhere. */
function requireLetters(quote: string): void {
  if (lettersOf(quote).length < 2) throw invalid('quote', 'quote has to have two letters or digits at least.');
}

function requirePublished({ publication }: Article, versions: readonly number[]): void {
  const last = publication?.version ?? 0;
  const unknown = versions.find((version) => version > last);
  if (unknown === undefined) return;
  throw invalid('versions', `The article has ${last} published versions, no version ${unknown}.`);
}

const invalid = (path: string, message: string): Rejection =>
  new Rejection('validation-failed', message, { errors: [{ path, message }] });
