// A log, and notaries of it as servers would have them: with one data folder or with one each.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { poolOf } from '../../src/data-source';
import { LedgerKeys } from '../../src/ledger/ledger-keys';
import { notarize, type Duty, type NotaryStep } from '../../src/ledger/notary-step';
import { RememberedHeads } from '../../src/ledger/remembered-heads';
import { StoredTree } from '../../src/ledger/stored-tree';
import { command, givenStore, type GivenStore } from '../event-store/given';

export interface GivenNotary extends GivenStore {
  readonly folder: string;
  readonly tree: StoredTree;
  /** The leaves of the log, in order. */
  leaves(): Promise<Buffer[]>;
  append(events: number): Promise<void>;
  sign(over?: Partial<Duty>, limit?: number): Promise<NotaryStep>;
  /** A statement of somebody who owns the database and has taken the guards away. */
  tamper(...statements: string[]): Promise<void>;
}

export async function givenNotary(): Promise<GivenNotary> {
  const given = await givenStore();
  const folder = mkdtempSync(join(tmpdir(), 'stet-test-'));
  const duty = (): Duty => ({
    source: given.source,
    newsroom: 'main',
    keys: new LedgerKeys(folder, 'ledger.example'),
    remembered: new RememberedHeads(folder),
    longestPause: 10_000,
  });
  return {
    ...given,
    folder,
    tree: new StoredTree(poolOf(given.source), 'main'),
    leaves: async () => (await given.store.readLog('main', { after: 0, limit: 100_000 })).map(({ hash }) => Buffer.from(hash, 'hex')), // prettier-ignore
    append: async (events) => {
      await given.store.append(command(uuidv7(), 0, events));
    },
    sign: (over, limit = 4096) => notarize({ ...duty(), ...over }, limit),
    tamper: (...statements) => asSuperuser(given.database.url, statements),
    close: async () => {
      await given.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function asSuperuser(url: string, statements: readonly string[]): Promise<void> {
  const owner = new pg.Client(url);
  await owner.connect();
  const tables = ['log.events', 'ledger.hashes', 'ledger.heads'];
  for (const table of tables) await owner.query(`alter table ${table} disable trigger all`);
  for (const statement of statements) await owner.query(statement);
  for (const table of tables) await owner.query(`alter table ${table} enable always trigger keep_rows`);
  await owner.end();
}
