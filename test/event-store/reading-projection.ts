// A read model of the tests' own: how often each article was edited, and its last note.
import { EventEmitter, once } from 'node:events';
import type { Client } from 'pg';
import type { EntityManager } from 'typeorm';
import { connectionOf } from '../../src/event-store/log-connection';
import type { Projection } from '../../src/event-store/projection';
import type { StoredEvent } from '../../src/event-store/stored-event';

export async function createEditCounts(owner: Client): Promise<void> {
  await owner.query(`
    create table read.edit_counts (
      newsroom_id text not null,
      article_id uuid not null,
      edits int not null,
      note text,
      last json not null,
      primary key (newsroom_id, article_id)
    );
    create index edit_counts_by_number on read.edit_counts (newsroom_id, edits)`);
}

export class EditCounts implements Projection {
  readonly name: string = 'edit-counts';
  readonly tables = ['edit_counts'];
  /** Positions whose events cannot be applied. */
  readonly poison = new Set<number>();
  readonly applied: number[] = [];

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    for (const event of events) {
      await manager.query(
        `insert into edit_counts as c (newsroom_id, article_id, edits, note, last)
         values ($1, $2, 1, $3, $4)
             on conflict (newsroom_id, article_id) do update
            set edits = c.edits + 1, note = excluded.note, last = excluded.last`,
        [event.newsroom, event.streamId, event.payload.note, JSON.stringify(event.payload)],
      );
      if (this.poison.has(event.position)) throw new Error(`cannot apply ${event.position}`);
      this.applied.push(event.position);
    }
  }
}

/** Without rows: it remembers what it was given, and in which transactions. */
export class Transactions implements Projection {
  readonly tables = [];
  readonly applied: number[] = [];
  readonly transactions: string[] = [];
  /** How many events each run had. */
  readonly runs: number[] = [];

  private readonly passed = new EventEmitter();

  constructor(
    readonly name = 'transactions',
    readonly isUnhurried = false,
  ) {}

  /** Settles when it was given the event at that position; to be asked before that. */
  async reached(position: number): Promise<void> {
    await once(this.passed, String(position));
  }

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const [row] = await manager.query<{ id: string }[]>('select pg_current_xact_id()::text as id');
    if (row) this.transactions.push(row.id);
    this.runs.push(events.length);
    this.applied.push(...events.map(({ position }) => position));
    for (const { position } of events) this.passed.emit(String(position));
  }
}

/** Notes how long the database lets a transaction stand still that applies events. */
export class Held implements Projection {
  readonly name = 'held';
  readonly tables = [];
  longest = '';

  async apply(_: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const [row] = await manager.query<{ longest: string }[]>(
      `select current_setting('idle_in_transaction_session_timeout') as longest`,
    );
    this.longest = row?.longest ?? '';
  }
}

/** Loses its connection where it is given more events than that, as one does that stands still too long over them. */
export class Overburdened implements Projection {
  readonly name = 'overburdened';
  readonly tables = [];
  readonly applied: number[] = [];

  constructor(private readonly most: number) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    if (events.length > this.most) {
      await manager.query('set local idle_in_transaction_session_timeout = 1');
      const connection = await connectionOf(manager);
      await new Promise((resolve) => connection.once('end', resolve));
    }
    await manager.query('select');
    this.applied.push(...events.map(({ position }) => position));
  }
}
