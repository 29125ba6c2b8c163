// The fold of a newsroom's withholdings over its log. Pure.
import type { StoredEvent } from '../event-store/stored-event';
import { released, type Release, type Withholding } from './withholding';

export interface NewsroomWithheld {
  /** Of the last event that is in it. */
  readonly position: number;
  /** By article; those of which nothing is withheld are not there. */
  readonly articles: ReadonlyMap<string, readonly Withholding[]>;
}

export const noneWithheld: NewsroomWithheld = { position: 0, articles: new Map() };

export function withheldAfter(before: NewsroomWithheld, events: readonly StoredEvent[]): NewsroomWithheld {
  if (events.length === 0) return before;
  const articles = new Map(before.articles);
  for (const event of events) {
    const withheld = after(articles.get(event.streamId) ?? [], event);
    if (withheld.length > 0) articles.set(event.streamId, withheld);
    else articles.delete(event.streamId);
  }
  return { position: events.at(-1)?.position ?? before.position, articles };
}

function after(withheld: readonly Withholding[], { type, revision, payload }: StoredEvent): readonly Withholding[] {
  const told: unknown = payload; // as it was decided
  if (type === 'article-withheld') return [...withheld, { ...(told as Withholding), revision }];
  return type === 'withholding-released' ? released(withheld, told as Release) : withheld;
}
