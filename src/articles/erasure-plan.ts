// What an erasure destroys: every part, served bytes, comment, answer, unsaved text and identity that holds it. Pure.
import type { Json, Payload, StoredEvent } from '../event-store/stored-event';
import { redactedJson } from '../vault/redacted-json';
import { Redaction } from '../vault/redaction';
import { publicationsAt, withoutParts } from './erased-stories';
import type { ErasedParts } from './erasure-events';
import {
  erasedValues,
  erasedWords,
  isStanding,
  kindOf,
  namedParts,
  valueOf,
  type ErasureTarget,
} from './erasure-target';
import { partsAcross } from './parts-across';

export interface KeptBytes {
  readonly position: number;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** They are not those any more that readers were served. */
  readonly isErased: boolean;
}

/** Everything that is kept of an article. */
export interface Kept {
  /** Of its own stream and that of its comments, in the order of the log. */
  readonly events: readonly StoredEvent[];
  readonly served: readonly KeptBytes[];
  readonly answers: readonly { readonly id: string; readonly result: string }[];
  readonly buffers: readonly { readonly owner: string; readonly text: string }[];
  /** Other erasures that were asked for and not approved. */
  readonly requests: readonly { readonly id: string; readonly text: string }[];
  readonly snapshots: number;
}

type TypedParts = ErasedParts & { readonly type: string };

/** Places and names alone. */
export interface ErasureListing {
  readonly parts: readonly TypedParts[];
  readonly served: readonly { readonly position: number; readonly version: number; readonly mediaType: string }[];
  /** Their numbers. */
  readonly comments: readonly number[];
  /** Commands whose stored answer goes. */
  readonly answers: readonly string[];
  /** Whose unsaved text goes. */
  readonly buffers: readonly string[];
  /** Ids of confidential identities that no citation names any more. */
  readonly identities: readonly string[];
  /** Other requests for erasure that hold the words: they go with them. */
  readonly requests: readonly string[];
  /** What holds the words and stays: addresses, keys, who did it. */
  readonly stays: readonly TypedParts[];
  readonly snapshots: number;
}

export function planErasure(target: ErasureTarget, kept: Kept): ErasureListing {
  const { events } = kept;
  const redaction = new Redaction(erasedWords(target, events));
  const found = partsThatHold(target, events, redaction);
  const parts = placed(events, (event) => (found.get(event) ?? []).filter((name) => !isStanding(name)));
  const gone = new Set(parts.map(({ position }) => position));
  return {
    parts,
    served: servedThatHold(kept, parts, redaction),
    comments: events.flatMap(({ type, position, payload: { n } }) =>
      type === 'comment-added' && gone.has(position) && typeof n === 'number' ? [n] : [],
    ),
    answers: kept.answers.filter(({ result }) => holdsJson(result, redaction)).map(({ id }) => id),
    buffers: kept.buffers.filter(({ text }) => redaction.holds(text)).map(({ owner }) => owner),
    identities: identitiesLost(events, parts),
    requests: kept.requests.filter(({ text }) => holdsJson(text, redaction)).map(({ id }) => id),
    stays: placed(events, (event) => (found.get(event) ?? []).filter(isStanding)),
    snapshots: kept.snapshots,
  };
}

function placed(events: readonly StoredEvent[], namesOf: (event: StoredEvent) => readonly string[]): TypedParts[] {
  return events.flatMap((event) => {
    const { position, revision, streamId: stream, type } = event;
    const names = namesOf(event);
    return names.length === 0 ? [] : [{ position, revision, stream, type, parts: names }];
  });
}

/** The names of parts, those that have to stay among them, in stored order. */
function partsThatHold(target: ErasureTarget, events: readonly StoredEvent[], redaction: Redaction) {
  const values = erasedValues(target, events);
  const across = partsAcross(events, redaction);
  return new Map(
    events.map((event) => {
      const { payload, position } = event;
      const redacted = redactedJson(payload, () => redaction) as Payload; // texts stay texts
      const named = [...namedParts(target, event), ...(across.get(position) ?? [])];
      const holds = (name: string) =>
        named.includes(name) ||
        (!isOtherCitation(target, name) &&
          (redacted[name] !== payload[name] || valueOf(name, payload).some((value) => values.has(value))));
      return [event, Object.keys(payload).filter(holds)] as const;
    }),
  );
}

/** Two citations may rest on the same source. */
const isOtherCitation = ({ citation }: ErasureTarget, name: string): boolean =>
  citation !== undefined && kindOf(name).startsWith('c:');

/** Bytes that hold the words, and those of versions that are others without the parts. */
function servedThatHold({ events, served }: Kept, parts: readonly TypedParts[], redaction: Redaction) {
  const positions = new Set(served.map(({ position }) => position));
  const before = publicationsAt(events, positions);
  const after = publicationsAt(withoutParts(events, parts), positions);
  const isOther = (position: number): boolean =>
    JSON.stringify(before.get(position)) !== JSON.stringify(after.get(position));
  return served
    .filter(({ position, bytes }) => isOther(position) || redaction.holds(bytes.toString('utf8')))
    .map(({ position, mediaType }) => ({ position, mediaType, version: before.get(position)?.version ?? 0 }));
}

/** Those that an erased citation named and none that stays does. */
function identitiesLost(events: readonly StoredEvent[], parts: readonly TypedParts[]): string[] {
  const left = new Set(identitiesIn(withoutParts(events, parts)));
  return [...new Set(identitiesIn(events))].filter((id) => !left.has(id));
}

const identitiesIn = (events: readonly StoredEvent[]): string[] =>
  events.flatMap(({ payload }) =>
    Object.entries(payload).flatMap(([name, value]) => (kindOf(name).startsWith('c:') ? identityOf(value) : [])),
  );

function identityOf(citation: Json | undefined): string | readonly [] {
  const confidential = isObject(citation) ? citation['confidential'] : undefined;
  const id = isObject(confidential) ? confidential['id'] : undefined;
  return typeof id === 'string' ? id : [];
}

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function holdsJson(text: string, redaction: Redaction): boolean {
  const value: unknown = JSON.parse(text);
  return redactedJson(value, () => redaction) !== value;
}
