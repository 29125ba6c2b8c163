// `npm run verify -- --database` on a service's own database: untouched, and after its owner falsified it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { startTestService, type TestService } from '../setup/service';
import { ownNotary } from './own-notary';

const root = resolve(__dirname, '../..');
let stet: TestService;
let folder: string;
let owner: pg.Client;
beforeAll(async () => {
  stet = await startTestService();
  folder = mkdtempSync(join(tmpdir(), 'stet-kept-'));
  owner = new pg.Client(stet.database.url);
  await owner.connect();
  const ana = await stet.as('Ana', 'editor');
  for (const headline of ['One', 'Two', 'Three']) {
    const { json, headers } = await ana.post('/articles', { headline, body: 'Text.\n' });
    await ana.post(`/articles/${json.id}/publish`, { baseRevision: 1 });
    if (headline === 'Two') keep('receipt', headers.get('stet-receipt') ?? '');
  }
  const signed = { headers: { 'stet-min-position': '6' } };
  keep('checkpoint', (await stet.reader.get('/ledger/checkpoint', signed)).text);
  keep('key', (await stet.reader.get('/ledger/key')).text);
});
afterAll(async () => {
  await owner.end();
  rmSync(folder, { recursive: true });
  await stet.close();
});

const keep = (name: string, text: string): void => writeFileSync(join(folder, name), text);

function verify(...words: string[]): { code: number | null; said: string } {
  const { PATH = '' } = process.env;
  const env = { PATH, DATABASE_URL: stet.database.url, STET_DATA: stet.dataFolder };
  const program = ['-r', './test/bench/register.cjs', 'src/launch/verify-database.ts'];
  const named = words.map((word) => (word.startsWith('@') ? join(folder, word.slice(1)) : word));
  const ran = spawnSync(process.execPath, [...program, ...named], { cwd: root, env, encoding: 'utf8' });
  return { code: ran.status, said: ran.stdout + ran.stderr };
}

async function falsified(change: string, ...words: string[]): Promise<ReturnType<typeof verify>> {
  await owner.query('alter table log.events disable trigger all');
  const kept = await owner.query('create table kept as select * from log.events');
  await owner.query(change);
  const verdict = verify(...words);
  await owner.query('delete from log.events; insert into log.events select * from kept; drop table kept');
  expect(kept.rowCount).toBe(6);
  return verdict;
}

const everything = ['--key', '@key', '--checkpoint', '@checkpoint', '--receipt', '@receipt'];

describe('verify --database', () => {
  it('proves a newsroom that nobody touched, by keys and proofs that were kept', () => {
    const { code, said } = verify(...everything);
    expect([code, said]).toEqual([0, expect.stringContaining('main: PROVED')]);
    expect(said).toMatch(/6 events and [1-9]\d* served renditions read; signed are the first 6\./);
    expect(said).toContain(
      'Compared with 2 checkpoints and 1 receipts from outside the database. The keys are those that were given.',
    );
  });

  it('says loudly when nobody gave a key', () => {
    expect(verify()).toMatchObject({
      code: 0,
      said: expect.stringContaining('WARNING: the keys are those of the data folder'),
    });
  });

  it('finds an end that was cut off by what the server remembers outside the database', async () => {
    const { code, said } = await falsified(`
      delete from log.events where position > 4;
      alter table log.served disable trigger all;
      create table served_kept as select * from log.served;
      delete from log.served where position > 4`);
    await owner.query('insert into log.served select * from served_kept where position > 4; drop table served_kept');
    expect([code, said]).toEqual([1, expect.stringContaining('only 4 are there: the end was cut off')]);
  });

  it('finds what a receipt promised otherwise', async () => {
    const change = `update log.events set salt = sha256(salt) where position = 3;
      update log.events set leaf = log.leaf(newsroom_id, position, stream_id, revision, type, schema, actor,
        (extract(epoch from recorded_at) * 1000000)::bigint, log.commitment(salt, payload)) where position = 3`;
    const { code, said } = await falsified(change, '--key', '@key', '--receipt', '@receipt');
    expect([code, said]).toEqual([1, expect.stringContaining('is not what the receipt 1 that was given promised')]);
  });

  it('finds keys that were swapped, and a newsroom that is gone', () => {
    keep('stranger', `${ownNotary('stet/main').key}\n`);
    const swapped = verify('--key', '@stranger', '--checkpoint', '@checkpoint');
    expect([swapped.code, swapped.said]).toEqual([
      1,
      expect.stringContaining('is not signed by a key that is known here'),
    ]);
    keep('gone', ownNotary('stet/sport').checkpoint([Buffer.alloc(32)]));
    expect(verify('--checkpoint', '@gone')).toMatchObject({
      code: 1,
      said: expect.stringContaining('stet/sport was signed, and no such newsroom is there'),
    });
  });
});
