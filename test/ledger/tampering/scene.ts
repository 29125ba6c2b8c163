// A newsroom's database in the hands of a superuser: guards off, every hash that can be computed again is. Each tampering is
// undone, so that thousands are tried on one database.
import pg from 'pg';
import { auditNewsroom } from '../../../src/ledger/database-audit';
import { rootOf } from '../../../src/ledger/merkle';
import { readVerifierKey, type NoteKey } from '../../../src/ledger/note';
import { ownNotary } from '../own-notary';

const origin = 'quay.example/main';

export interface Row {
  readonly position: number;
  readonly revision: number;
  readonly stream: string;
  readonly type: string;
  /** Its part `served` has rows of `log.served`. */
  readonly serves: boolean;
}

export interface Scene {
  readonly rows: readonly Row[];
  readonly last: number;
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>;
  /** Leaves as the rows now say, by the database's own functions: what a careful forger does last. */
  readonly reseal: () => Promise<void>;
  /** The stored checkpoint anew, over the leaves as they are, signed by a key of the forger's under the same name. */
  readonly signAnew: () => Promise<void>;
}

/** What was found, as sentences; none where nothing was. */
export type Found = readonly string[];

export interface Session {
  readonly scene: Scene;
  readonly untouched: () => Promise<Found>;
  /** What an auditor finds who kept one checkpoint of before. */
  readonly found: (tamper: (scene: Scene) => Promise<void>) => Promise<Found>;
  readonly close: () => Promise<void>;
}

export async function openSession(url: string): Promise<Session> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('set timezone = utc');
  const scene = await sceneOf(client);
  const leaves = await leavesOf(client);
  const head = { name: 'the checkpoint that was kept', size: leaves.length, root: rootOf(leaves) };
  const key = await signHead(client);
  const audit = async (): Promise<Found> => {
    const { flaws } = await auditNewsroom(client, {
      newsroom: 'main',
      keys: [key],
      heads: [head],
      leaves: [],
    });
    return flaws;
  };
  await disarm(client);
  return {
    scene,
    untouched: audit,
    found: async (tamper) => {
      await client.query('savepoint before');
      await tamper(scene);
      const flaws = await audit();
      await client.query('rollback to savepoint before; release savepoint before');
      return flaws;
    },
    close: async () => {
      await client.query('rollback');
      await client.end();
    },
  };
}

async function disarm(client: pg.Client): Promise<void> {
  await client.query('begin');
  for (const table of ['events', 'served', 'commands', 'newsrooms'])
    await client.query(`alter table log.${table} disable trigger all`);
  for (const [table, constraint] of [
    ['events', 'events_pkey'],
    ['events', 'events_newsroom_id_stream_id_revision_key'],
    ['events', 'kebab_case'],
    ['events', 'payload_with_salt'],
    ['served', 'served_pkey'],
  ])
    await client.query(`alter table log.${table} drop constraint ${constraint}`);
  await client.query('create index on log.events (newsroom_id, position)');
  await client.query('alter table ledger.heads disable trigger all');
}

/** The log's one checkpoint, as a notary of this session signs it; its verifier key, which the auditor has pinned. */
async function signHead(client: pg.Client): Promise<NoteKey> {
  const { key, checkpoint } = ownNotary(origin);
  const leaves = await leavesOf(client);
  const text = 'insert into ledger.heads (newsroom_id, size, root, note) values ($1, $2, $3, $4)';
  await client.query(text, ['main', leaves.length, rootOf(leaves), checkpoint(leaves)]);
  return readVerifierKey(key) as NoteKey;
}

async function leavesOf(client: pg.Client): Promise<Buffer[]> {
  const { rows } = await client.query<{ leaf: Buffer }>('select leaf from log.events order by position');
  return rows.map(({ leaf }) => leaf);
}

async function sceneOf(client: pg.Client): Promise<Scene> {
  const sql = (text: string, values: readonly unknown[] = []) => client.query(text, [...values]);
  const { rows } = await client.query<{
    position: string;
    revision: number;
    stream_id: string;
    type: string;
    serves: boolean;
  }>(`
    select position, revision, stream_id, type, payload -> 'served' is not null as serves
      from log.events
     order by position`);
  return {
    rows: rows.map(({ position, stream_id: stream, ...row }) => ({ ...row, stream, position: Number(position) })),
    last: rows.length,
    sql,
    signAnew: async () => {
      const leaves = await leavesOf(client);
      const text = 'update ledger.heads set size = $1, root = $2, note = $3';
      await sql(text, [leaves.length, rootOf(leaves), ownNotary(origin).checkpoint(leaves)]);
    },
    reseal: async () => {
      await sql(`
        update log.events
           set leaf = log.leaf(newsroom_id, position, stream_id, revision, type, schema, actor,
                               (extract(epoch from recorded_at) * 1000000)::bigint, log.commitment(salt, payload))`);
    },
  };
}
