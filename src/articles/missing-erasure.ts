// What of an erasure that the journal knows the log does not have: a backup from before it was restored. Pure.
import type { StoredEvent } from '../event-store/stored-event';
import type { JournalEntry } from '../vault/erasure-journal';
import type { ErasedBytes, ErasedParts } from './erasure-events';
import type { Kept } from './erasure-plan';

export interface MissingErasure {
  readonly parts: readonly ErasedParts[];
  readonly renditions: readonly ErasedBytes[];
}

/** Undefined where it is all gone, or was never there: another event than the erased one stands at its position. */
export function missingErasure(
  { erased, renditions }: JournalEntry,
  { events, served }: Pick<Kept, 'events' | 'served'>,
): MissingErasure | undefined {
  const at = new Map(events.map((event) => [event.position, event]));
  const parts = erased.flatMap(({ leaf, ...one }) => {
    const names = one.parts.filter((name) => isThere(at.get(one.position), leaf, name));
    return names.length > 0 ? [{ ...one, parts: names }] : [];
  });
  const bytes = renditions.filter(
    ({ position, mediaType, leaf }) =>
      at.get(position)?.hash === leaf &&
      served.some((one) => one.position === position && one.mediaType === mediaType && !one.isErased),
  );
  const left = bytes.map(({ position, version, mediaType, bare }) => ({ position, version, mediaType, bare }));
  return parts.length + left.length > 0 ? { parts, renditions: left } : undefined;
}

const isThere = (event: StoredEvent | undefined, leaf: string, name: string): boolean =>
  event !== undefined && event.hash === leaf && Object.hasOwn(event.payload, name);
