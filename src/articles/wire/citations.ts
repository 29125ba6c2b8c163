// The citations of a wire article: what its text cites and what its list has, brought together by number.
import type { Citation, Source } from '../content';
import { readEntry } from './entry';
import type { Entry } from './source-list';

/**
 * One citation for each number that the text cites or the list has, in the order of the numbers; none of either is lost.
 * @param labels the markers of the text, as printed, each once
 */
export function citationsOf(
  labels: readonly string[],
  entries: readonly Entry[],
  language?: string,
): readonly Citation[] {
  const citations = new Map(labels.map((label): [string, Citation] => [label, { key: label, label, source: null }]));
  const used = new Set([...labels, ...entries.map(({ number }) => number ?? '0')].map(Number));
  const cited = keysByNumber(labels);
  const first = entries.find(({ number }) => number !== null)?.number ?? null;
  const filled = new Set<number>();
  // Markers have three digits at most: a longer list is none that a text cites, and is kept as it is printed.
  const read = (text: string): Source | null =>
    entries.length > 999 ? { type: 'document', title: text } : readEntry(text, language);
  for (const [place, entry] of entries.entries()) {
    const printed = entry.number ?? placeOf(place, first);
    const isFree = !filled.has(Number(printed));
    // Two entries of one number: the second stands under a key that nothing cites, rather than nowhere.
    const keys = isFree ? (cited.get(Number(printed)) ?? [printed]) : [nextFree(used)];
    filled.add(Number(keys[0]));
    for (const key of keys) citations.set(key, citationOf({ key, label: isFree ? key : printed }, entry.text, read));
  }
  return [...citations.values()].sort((a, b) => Number(a.key) - Number(b.key));
}

/** `[1]` and `[01]` are one number and two keys. */
function keysByNumber(labels: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const keys = new Map<number, string[]>();
  for (const label of labels) keys.set(Number(label), [...(keys.get(Number(label)) ?? []), label]);
  return keys;
}

/** In a list without numbers the place counts; a text above a numbered list stands before the first of it. */
const placeOf = (place: number, first: string | null): string =>
  String(first === null ? place + 1 : Math.max(Number(first) - 1, 0));

/** The number above all that are used. Kept at the end of the set, so that many duplicates cost one step each. */
function nextFree(used: Set<number>): string {
  let highest = 0;
  for (const number of used) highest = Math.max(highest, number);
  used.clear();
  used.add(highest + 1);
  return String(highest + 1);
}

function citationOf(
  named: Pick<Citation, 'key' | 'label'>,
  text: string,
  read: (text: string) => Source | null,
): Citation {
  const source = read(text);
  const lost = source && !isSaid(text, JSON.stringify(source));
  return { ...named, source, ...(lost && { note: text }) };
}

/** Whether every word of the entry stands in the item; else the entry as printed is kept beside it. */
function isSaid(entry: string, source: string): boolean {
  const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const said = new Set(words(source));
  return words(entry).every((word) => said.has(word));
}
