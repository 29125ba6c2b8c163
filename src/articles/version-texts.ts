// What each published version of an article said, text by text, as its events come to it. Pure.
import type { Json, StoredEvent } from '../event-store/stored-event';
import type { VersionTexts } from '../vault/withheld-versions';
import { evolve, type Article } from './article';
import type { Publication } from './article-publication';
import { recorded } from './recorded';

/** How far an article was read, and the versions up to there. */
export interface VersionsRead {
  readonly article?: Article;
  readonly versions: readonly VersionTexts[];
}

const published: ReadonlySet<string> = new Set(['article-published', 'article-updated', 'article-corrected']);

/** Events of the article's stream, in order. */
export const versionsAfter = (before: VersionsRead, events: readonly StoredEvent[]): VersionsRead =>
  events.reduce<VersionsRead>(({ article, versions }, stored) => {
    const after = evolve(article, recorded(stored));
    const { revision, publication } = after;
    if (!publication || !published.has(stored.type)) return { article: after, versions };
    const texts = [...textsOf(publication), ...textsIn('change', stored.payload['change'])];
    return { article: after, versions: [...versions, { version: publication.version, revision, texts }] };
  }, before);

/** Members whose texts say what a version says; keys, types, names of people and what a list is filtered by do not. */
const saying = new Set(
  'text title URL quote note description abstract alt caption credit wrong right passage locator'.split(' '),
);

function textsOf({ content, changes }: Publication): readonly string[] {
  const { headline, standfirst, body, dateline, media, citations } = content;
  const members: readonly unknown[] = [dateline, media, citations, changes];
  return [headline, standfirst ?? '', ...body.map(({ text }) => text), ...members.flatMap((one) => textsIn('', one as Json))]; // prettier-ignore
}

function textsIn(name: string, value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return saying.has(name) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, one]) => textsIn(Array.isArray(value) ? name : member, one));
}
