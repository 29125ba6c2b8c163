// What changed in values that are no running text: members of an article, citations, media.
import { canonicalize } from 'json-canonicalize';
import { wordSegments, type Segment } from './word-segments';

/** Whole, before and after; the rest says the same more finely. */
export interface ValueChange<Name extends string = string> {
  readonly name: Name;
  readonly from: unknown;
  readonly to: unknown;
  /** Of texts. */
  readonly segments?: readonly Segment[];
  /** Of lists, as sets: empty where they were only put in another order. */
  readonly added?: readonly unknown[];
  readonly removed?: readonly unknown[];
  /** Of lists of things with a key: those that both have. */
  readonly changed?: readonly EntryChange[];
}

/** A thing that both sides have under one key. */
export interface EntryChange<Entry = unknown> {
  readonly key: string;
  readonly from: Entry;
  readonly to: Entry;
  /** Member by member; those of a source as `source.title`. */
  readonly members: readonly ValueChange[];
}

export interface Keyed {
  readonly key: string;
}

export interface EntryChanges<Entry> {
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
  readonly changed: readonly EntryChange<Entry>[];
}

/** Nothing where they are equal, whatever the order of their members (RFC 8785). */
export function valueChange<Name extends string>(name: Name, from: unknown, to: unknown): ValueChange<Name>[] {
  if (sameJson(from, to)) return [];
  if (typeof from === 'string' && typeof to === 'string') return [{ name, from, to, segments: wordSegments(from, to) }];
  if (!Array.isArray(from) || !Array.isArray(to)) return [{ name, from, to }];
  if (areKeyed(from) && areKeyed(to)) return [{ name, from, to, ...entryChanges(from, to) }];
  return [{ name, from, to, added: without(to, from), removed: without(from, to) }];
}

/** By key. */
export function entryChanges<Entry extends Keyed>(from: readonly Entry[], to: readonly Entry[]): EntryChanges<Entry> {
  const old = new Map(from.map((entry) => [entry.key, entry]));
  const current = new Set(to.map(({ key }) => key));
  return {
    added: to.filter(({ key }) => !old.has(key)),
    removed: from.filter(({ key }) => !current.has(key)),
    changed: to.flatMap((entry) => {
      const before = old.get(entry.key);
      if (before === undefined || sameJson(before, entry)) return [];
      return [{ key: entry.key, from: before, to: entry, members: memberChanges(before, entry) }];
    }),
  };
}

function memberChanges(from: object, to: object, prefix = ''): ValueChange[] {
  const before = new Map<string, unknown>(Object.entries(from));
  const after = new Map<string, unknown>(Object.entries(to));
  const names = new Set([...before.keys(), ...after.keys()]);
  return Array.from(names).flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (name === 'source' && isObject(old) && isObject(now)) return memberChanges(old, now, 'source.');
    return valueChange(prefix + name, old ?? null, now ?? null);
  });
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const areKeyed = (values: readonly unknown[]): values is readonly Keyed[] =>
  values.every((value) => isObject(value) && 'key' in value && typeof value.key === 'string');

const sameJson = (one: unknown, other: unknown): boolean =>
  one === other || canonicalize(one ?? null) === canonicalize(other ?? null);

function without(values: readonly unknown[], others: readonly unknown[]): unknown[] {
  const known = new Set(others.map((value) => canonicalize(value)));
  return values.filter((value) => !known.has(canonicalize(value)));
}
