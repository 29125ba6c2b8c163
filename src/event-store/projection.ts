// What a read model is to the projector: a name, its tables, and how events fill them.
import type { EntityManager } from 'typeorm';
import type { StoredEvent } from './stored-event';
import type { ErasedStreams } from './taken-out';

export interface Projection {
  /** Kebab-case, e.g. `published-stories`; the name under which its checkpoint is kept. */
  readonly name: string;
  /** Tables of schema `read` that only this projection writes; each has `newsroom_id` first in its primary key. */
  readonly tables: readonly string[];
  /**
   * Under load it goes in longer runs: where of an article only the last state counts, the more of its events a run has the
   * less there is to do for each. Who waits for a position does not wait for that.
   */
  readonly isUnhurried?: boolean;
  /**
   * Applies a run of one newsroom's events, in order. Names tables without a schema: the search path decides whether
   * the live or the shadow tables are meant. Throws to stop the projection at these events; nothing of the run stays.
   */
  apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void>;
  /**
   * Takes out all that rests on the events of those streams, which are applied again from the first on. Without it an erasure
   * fills the tables anew, whole.
   */
  takeOut?(erased: ErasedStreams, manager: EntityManager): Promise<void>;
  /** Whatever it remembers of events: some have lost parts. */
  forget?(): void;
}
