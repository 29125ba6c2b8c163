// What can have happened to what the log itself holds of an article: erased, or held for a court.
import type { Person, Told } from './events';

/** The parts of one event, by position and name: never what they said. */
export interface ErasedParts {
  readonly position: number;
  /** Of the stream. */
  readonly revision: number;
  readonly stream: string;
  readonly parts: readonly string[];
}

/** Served bytes, by the position of the event that gave them. */
export interface ErasedBytes {
  readonly position: number;
  readonly version: number;
  readonly mediaType: string;
  /** Nothing of the version is left in them but a notice. */
  readonly bare: boolean;
}

export interface PayloadErased extends Told {
  readonly type: 'payload-erased';
  readonly erasure: string;
  readonly erased: readonly ErasedParts[];
  /** What readers were served and gave way to other bytes. `served` is the name of the hashes in other events. */
  readonly renditions: readonly ErasedBytes[];
  /** Ids of confidential identities that were destroyed. */
  readonly identities: readonly string[];
  /** All streams that lost something, and that of the comments: whatever was made from them is made again. */
  readonly streams: readonly string[];
  readonly legalBasis: string;
  readonly reason: string;
  readonly requestedBy: Person;
}

export interface LegalHoldPlaced extends Told {
  readonly type: 'legal-hold-placed';
  readonly reason: string;
}

export interface LegalHoldLifted extends Told {
  readonly type: 'legal-hold-lifted';
  readonly reason: string;
}

export type ErasureEvent = PayloadErased | LegalHoldPlaced | LegalHoldLifted;
