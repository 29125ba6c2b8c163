// An article as it is once parts of its events are gone. Pure.
import type { StoredEvent } from '../event-store/stored-event';
import { evolve, type Article } from './article';
import type { Publication } from './article-publication';
import type { ErasedParts } from './erasure-events';
import { isArticleEvent } from './event-codec';
import { recorded } from './recorded';

type Gone = readonly Pick<ErasedParts, 'position' | 'parts'>[];

export function withoutParts(events: readonly StoredEvent[], parts: Gone): readonly StoredEvent[] {
  const gone = new Map(parts.map((one) => [one.position, one.parts]));
  return events.map((event) => {
    const names = gone.get(event.position);
    if (!names) return event;
    const left = Object.entries(event.payload).filter(([name]) => !names.includes(name));
    return { ...event, erased: [...(event.erased ?? []), ...names], payload: Object.fromEntries(left) };
  });
}

/** What readers had from the events at those positions on. */
export function publicationsAt(
  events: readonly StoredEvent[],
  positions: ReadonlySet<number>,
): ReadonlyMap<number, Publication> {
  const found = new Map<number, Publication>();
  let article: Article | undefined;
  for (const event of events.filter(({ type }) => isArticleEvent(type))) {
    article = evolve(article, recorded(event));
    if (positions.has(event.position) && article.publication) found.set(event.position, article.publication);
  }
  return found;
}
