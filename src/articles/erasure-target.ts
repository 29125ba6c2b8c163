// What an erasure is asked to take, and what of it is looked for elsewhere: words, and values that were copied. Pure.
import type { Json, Payload, StoredEvent } from '../event-store/stored-event';
import { lettersOf } from '../vault/quoted-letters';
import { isArticleEvent } from './event-codec';

/** Exactly one of the three. */
export interface ErasureTarget {
  readonly quote?: string;
  readonly revisions?: readonly number[];
  /** Its key. */
  readonly citation?: string;
}

/** Who did it, where and when stays; so does what gives a text its place, and an address. */
const standing = new Set(
  'by session occurredAt base splices version slug publishedAt served content at scheduled restored citationOrder key language'
    .concat(
      ' erasure erased renditions streams requestedBy identities article n from legal versions keepText retractedAt access as',
    )
    .concat(' approval story carried outdatesSchedule actors confidential refusal')
    .split(' '),
);
/** Letters from which on a text of what is erased is looked for elsewhere too. */
const telling = 12;
/** Of a source, what no other has. */
const ownWords = ['title', 'URL', 'quote', 'note', 'description', 'abstract', 'wrong', 'right', 'passage', 'caption'];

export const isStanding = (name: string): boolean => standing.has(name);

/** A part's name in whatever edit it stands; every block is called `b`. */
export const kindOf = (name: string): string => name.replace(/^(?:story|carried):/, '').replace(/^b\d+$/, 'b');

/** The parts that are named themselves: of the revisions, or the citation under its key. */
export function namedParts({ revisions, citation }: ErasureTarget, { type, revision, payload }: StoredEvent): string[] {
  if (!isArticleEvent(type)) return [];
  const names = Object.keys(payload).filter((name) => !isStanding(name));
  if (revisions?.includes(revision)) return names;
  return citation === undefined ? [] : names.filter((name) => kindOf(name) === `c:${citation}`);
}

/** The quote, or the texts of the named parts that are long enough to be theirs alone. */
export function erasedWords(target: ErasureTarget, events: readonly StoredEvent[]): readonly string[] {
  if (target.quote !== undefined) return [target.quote];
  const texts = events.flatMap((event) =>
    namedParts(target, event).flatMap((name) => distinctive(name, event.payload[name])),
  );
  return [...new Set(texts)].filter((text) => lettersOf(text).length >= telling);
}

/** What the named parts are as a whole, to be found again where it was copied: `kind value`. */
export function erasedValues(target: ErasureTarget, events: readonly StoredEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap((event) => namedParts(target, event).flatMap((name) => valueOf(name, event.payload))));
}

/** Nothing where it says nothing. */
export function valueOf(name: string, payload: Payload): readonly string[] {
  const text = JSON.stringify(payload[name]);
  return /[\p{L}\p{N}]/u.test(text.replace(/^null$/, '')) ? [`${kindOf(name)} ${text}`] : [];
}

function distinctive(name: string, value: Json | undefined, inside = false): readonly string[] {
  if (typeof value === 'string') return !inside || ownWords.includes(name) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, one]) => distinctive(Array.isArray(value) ? name : member, one, true));
}
