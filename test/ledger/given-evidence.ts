// Bundles made in memory, of events as short as a rule needs; signed by a notary of the test's own.
import { createHash } from 'node:crypto';
import { partCommitment, seal } from '../../src/event-store/commitment';
import type { Payload } from '../../src/event-store/stored-event';
import { evidenceBundle, type EvidenceMaterial, type Missing, type OpenEvent } from '../../src/ledger/evidence';
import { leafHash } from '../../src/ledger/event-leaf';
import { partSalt } from '../../src/ledger/payload-parts';
import { hashesIn, ownNotary, type OwnNotary } from './own-notary';

export const article = '01934567-89ab-7cde-8f01-23456789abcd';
const elsewhere = '01934567-89ab-7cde-8f01-000000000000';
const ana = '0b9f6c1e-3d52-4a77-9c1b-5f0e8a2d4c66';

export interface GivenEvent {
  readonly type: string;
  readonly payload: Payload;
  /** Of another article. */
  readonly elsewhere?: boolean;
  /** Its parts that are not shown, by name. */
  readonly missing?: Readonly<Record<string, Missing>>;
}

export interface GivenBundle {
  readonly notary: OwnNotary;
  readonly leaves: readonly Buffer[];
  readonly events: readonly OpenEvent[];
  /** With these members of the material in place of the usual. */
  readonly text: (over?: Partial<EvidenceMaterial>) => Promise<string>;
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Positions are 1, 2, 3 …; each event is a second after the one before. */
export function givenBundle(list: readonly GivenEvent[], notary = ownNotary()): GivenBundle {
  const revisions = new Map<string, number>();
  const written = list.map((event, index) => {
    const stream = event.elsewhere ? elsewhere : article;
    const revision = (revisions.get(stream) ?? 0) + 1;
    revisions.set(stream, revision);
    return write(event, { stream, revision, position: index + 1 });
  });
  const leaves = written.map(({ leaf }) => leaf);
  const events = written.map(({ event }) => event);
  const usual = {
    newsroom: 'main',
    article,
    origin: notary.origin,
    keys: [notary.key],
    checkpoint: notary.checkpoint(leaves),
    size: leaves.length,
    events: events.filter(({ stream }) => stream === article),
    others: [],
    served: [],
    earlier: [],
  };
  return { notary, leaves, events, text: (over) => evidenceBundle({ ...usual, ...over }, hashesIn(leaves)) };
}

type Place = Pick<OpenEvent, 'stream' | 'revision' | 'position'>;

function write({ type, payload, missing = {} }: GivenEvent, { stream, revision, position }: Place) {
  const salt = createHash('sha256').update(`salt ${position}`).digest();
  const recordedAt = 1_795_521_600_000_000 + position * 1_000_000;
  const parts = Object.entries(payload).map(([name, value]) => {
    const text = JSON.stringify(value);
    const reason = missing[name];
    if (!reason) return { name, salt: partSalt(salt, name), text };
    return { name, commitment: partCommitment(salt, name, text).toString('hex'), missing: reason };
  });
  const event = { position, stream, revision, type, schema: 1, actor: ana, recordedAt, parts };
  const texts = { position, revision, schema: 1, recordedAt };
  const numbers = Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, String(value)]));
  const envelope = { ...event, ...(numbers as Record<keyof typeof texts, string>) };
  const leaf = leafHash('main', envelope, seal(payload, salt).commitment);
  return { event: { ...event, leaf: leaf.toString('hex') }, leaf };
}
