// Media merged by their keys: the list as a set, each picture member by member.
import type { Medium } from '../content';
import { mergeMembers, type Merge, type Versions } from './merge-members';
import { mergeSet } from './merge-set';

/** Conflicts hold the one medium that is contested; null where a side removed it, which is a conflict if the other changed it. */
export function mergeMedia(lists: Versions<readonly Medium[]>): Merge<readonly Medium[]> {
  const [base, theirs, yours] = [byKey(lists.base), byKey(lists.theirs), byKey(lists.yours)];
  const merges = new Map<string, Merge<Medium | null>>();
  for (const key of new Set([...base.keys(), ...theirs.keys(), ...yours.keys()])) {
    const versions = { base: base.get(key) ?? null, theirs: theirs.get(key) ?? null, yours: yours.get(key) ?? null };
    merges.set(key, mergeMembers(versions));
  }
  const keys = mergeSet({ base: [...base.keys()], theirs: [...theirs.keys()], yours: [...yours.keys()] });
  return {
    value: keys.flatMap((key) => merges.get(key)?.value ?? []),
    conflicts: [...merges].flatMap(([key, { conflicts }]) => conflicts.map((conflict) => named(key, conflict))),
  };
}

const byKey = (list: readonly Medium[]): ReadonlyMap<string, Medium> =>
  new Map(list.map((medium) => [medium.key, medium]));

function named(key: string, { base, theirs, yours }: Versions<unknown>): Versions<unknown> {
  const keyed = (value: unknown) => (typeof value === 'object' && value !== null ? { key, ...value } : null);
  return { base: keyed(base), theirs: keyed(theirs), yours: keyed(yours) };
}
