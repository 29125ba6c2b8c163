// An article's evidence: everything that is needed to check its history offline, in the form that docs/evidence.md fixes. Pure.
import { consistencyPath, inclusionPath, type Range } from './merkle';

/** Why a part or served bytes are not in the bundle, and the position of the event that says so. */
export interface Missing {
  readonly why: 'erased' | 'withheld';
  readonly by: number;
}

/** A part with what opens its commitment, or the commitment alone. Hashes and salts are lower-case hex. */
export type EvidencePart =
  | { readonly name: string; readonly salt: string; readonly text: string }
  | { readonly name: string; readonly commitment: string; readonly missing: Missing };

export interface OpenEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly schema: number;
  readonly actor: string;
  /** Microseconds since 1970. */
  readonly recordedAt: number;
  /** In stored order. */
  readonly parts: readonly EvidencePart[];
  /** As the log has it; in the bundle only where the event is closed. */
  readonly leaf: string;
}

/** One that is not for this reader. */
export interface ClosedEvent {
  readonly position: number;
  readonly revision: number;
  readonly leaf: string;
  readonly missing: { readonly why: 'restricted' };
}

export type EvidenceEvent = OpenEvent | ClosedEvent;

/** Bytes that readers were served from that position on: as text where they are UTF-8. */
export type EvidenceServed = { readonly position: number; readonly mediaType: string } & (
  { readonly text: string } | { readonly base64: string } | { readonly missing: Missing }
);

export interface EvidenceMaterial {
  readonly newsroom: string;
  readonly article: string;
  readonly origin: string;
  /** Note verifier keys. */
  readonly keys: readonly string[];
  /** The signed note, verbatim, and the size that it is of. */
  readonly checkpoint: string;
  readonly size: number;
  /** The article's stream up to that size, in order. */
  readonly events: readonly EvidenceEvent[];
  /** The events of other streams that erased or withheld something of it, in order. */
  readonly others: readonly EvidenceEvent[];
  readonly served: readonly EvidenceServed[];
  /** Sizes of earlier checkpoints that the bundle can be compared with, ascending; less than `size`. */
  readonly earlier: readonly number[];
}

/** The bundle as JSON text. `hashesOf` gives the tree's heads over ranges of leaves, in their order. */
export async function evidenceBundle(
  material: EvidenceMaterial,
  hashesOf: (ranges: readonly Range[]) => Promise<readonly Buffer[]>,
): Promise<string> {
  const { newsroom, article, origin, keys, checkpoint, size, served } = material;
  const table = new RangeTable();
  const withPath = (event: EvidenceEvent) => {
    const { leaf, ...open } = event;
    const shown = 'missing' in open ? { ...open, leaf } : open;
    return { ...shown, path: inclusionPath(event.position - 1, size, table.indexOf) };
  };
  const events = material.events.map(withPath);
  const others = material.others.map(withPath);
  const consistency = material.earlier.map((from) => ({ from, path: consistencyPath(from, size, table.indexOf) }));
  const hashes = (await hashesOf(table.ranges)).map((hash) => hash.toString('hex'));
  const revision = events.length;
  const head = { format: 'stet-evidence/v1', newsroom, article, revision, origin, keys, checkpoint };
  return JSON.stringify({ ...head, events, others, served, hashes, consistency });
}

/** Numbers the ranges in the order in which they are first asked for: paths share most of their hashes. */
class RangeTable {
  readonly ranges: Range[] = [];
  private readonly numbers = new Map<string, number>();

  readonly indexOf = (range: Range): number => {
    const name = `${range.start}-${range.end}`;
    const number = this.numbers.get(name) ?? this.ranges.push(range) - 1;
    this.numbers.set(name, number);
    return number;
  };
}
