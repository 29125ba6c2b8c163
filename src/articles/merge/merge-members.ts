// Objects merged member by member: what one side changed stands, what both changed differently is a conflict.
import { sameValue } from '../same';

export interface Versions<T> {
  readonly base: T;
  readonly theirs: T;
  readonly yours: T;
}

/** `conflicts` empty: `value` is the merged one. */
export interface Merge<T> {
  readonly value: T;
  readonly conflicts: readonly Versions<unknown>[];
}

/** The value of the side that changed it, whole; a conflict where both did, and not to the same. */
export function mergeValue<T>(versions: Versions<T>): Merge<T> {
  const { base, theirs, yours } = versions;
  if (sameValue(theirs, yours) || sameValue(base, yours)) return { value: theirs, conflicts: [] };
  return { value: yours, conflicts: sameValue(base, theirs) ? [] : [versions] };
}

/** By top-level member. A conflict holds the contested members alone; one that clears the whole contests all of it. */
export function mergeMembers<T extends object | null>(versions: Versions<T>): Merge<T> {
  const whole = mergeValue(versions);
  if (whole.conflicts.length === 0 || versions.theirs === null || versions.yours === null) return whole;
  const [base, theirs, yours] = [versions.base, versions.theirs, versions.yours].map(membersOf);
  const conflicts: Versions<unknown>[] = [];
  const members: (readonly unknown[])[] = [];
  for (const name of new Set([...(theirs?.keys() ?? []), ...(yours?.keys() ?? [])])) {
    const merge = mergeValue({ base: base?.get(name), theirs: theirs?.get(name), yours: yours?.get(name) });
    for (const one of merge.conflicts) conflicts.push(only(name, one));
    if (merge.value !== undefined) members.push([name, merge.value]);
  }
  return { value: Object.fromEntries(members) as T, conflicts }; // made of members of T, which the compiler cannot see
}

const membersOf = (value: object | null): ReadonlyMap<string, unknown> => new Map(Object.entries(value ?? {}));

function only(name: string, { base, theirs, yours }: Versions<unknown>): Versions<unknown> {
  const alone = (value: unknown) => (value === undefined ? null : { [name]: value });
  return { base: alone(base), theirs: alone(theirs), yours: alone(yours) };
}
