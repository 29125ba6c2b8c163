// The parts of an article's events that hold words which stand across two blocks, perhaps written by two events. Pure.
import type { StoredEvent } from '../event-store/stored-event';
import type { Redaction } from '../vault/redaction';
import { evolve, type Article } from './article';
import { isArticleEvent } from './event-codec';
import { recorded } from './recorded';

/** Names of parts by the event's position. */
export function partsAcross(
  events: readonly StoredEvent[],
  redaction: Redaction,
): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  const writers = new Map<number, Written>();
  let article: Article | undefined;
  for (const event of events.filter(({ type }) => isArticleEvent(type))) {
    article = evolve(article, recorded(event));
    for (const [id, written] of blocksWritten(event)) writers.set(id, written);
    for (const { position, name } of changed(article, redaction).flatMap((id) => writers.get(id) ?? [])) {
      found.set(position, [...(found.get(position) ?? []), name]);
    }
  }
  return found;
}

interface Written {
  readonly position: number;
  readonly name: string;
}

/** By the block's id, the part that says it. */
const blocksWritten = ({ position, payload }: StoredEvent): (readonly [number, Written])[] =>
  Object.keys(payload).flatMap((name) => {
    const id = /^(?:story:|carried:)?b(\d+)$/.exec(name)?.[1];
    return id === undefined ? [] : [[Number(id), { position, name }] as const];
  });

/** Ids of the blocks that hold the words, or a part of them. */
function changed({ content: { body } }: Article, redaction: Redaction): number[] {
  const redacted = redaction.pieces(body.map(({ text }) => text));
  return body.filter(({ text }, nth) => text !== redacted[nth]).map(({ id }) => id);
}
