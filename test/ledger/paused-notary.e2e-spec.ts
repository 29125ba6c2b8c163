// Two servers on one database and one folder of keys, of which one is stopped (SIGSTOP) while it may be signing, and goes on
// after the other one has signed: STET_TEST_NOTARY_ROUNDS rounds, each a pause longer than the duty is kept for a server that stands
// still where STET_TEST_NOTARY_PAUSE, in seconds, says so. For the acceptance: 50 rounds of 60 seconds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { provesConsistency, type TreeHead } from '../../src/ledger/merkle';
import { openNote, readCheckpoint, readVerifierKey, type NoteKey } from '../../src/ledger/note';
import { startBuiltService, type BuiltService } from '../setup/built-service';
import { createDatabase, type TestDatabase } from '../setup/database';

const rounds = Number(process.env['STET_TEST_NOTARY_ROUNDS'] ?? 2);
const pause = Number(process.env['STET_TEST_NOTARY_PAUSE'] ?? 0) * 1_000;

let database: TestDatabase;
let dataFolder: string;
let servers: readonly [BuiltService, BuiltService];
let authorization: string;

beforeAll(async () => {
  database = await createDatabase();
  dataFolder = mkdtempSync(join(tmpdir(), 'stet-test-'));
  const env = { STET_DATA: dataFolder, DATABASE_URL: database.url };
  const token = await signToken(readOrMakeSigningKey(dataFolder), { sub: 'ana', name: 'Ana', newsrooms: { main: ['editor'] } }, 86_400); // prettier-ignore
  authorization = `Bearer ${token}`;
  const first = await startBuiltService(env);
  servers = [first, await startBuiltService(env)];
}, 300_000);
afterAll(async () => {
  for (const server of servers) {
    process.kill(server.pid, 'SIGCONT');
    await server.end();
  }
  await database.drop();
  rmSync(dataFolder, { recursive: true });
});

const at = (server: BuiltService, path: string, init?: RequestInit) => fetch(`${server.url}/v1/main${path}`, init);

/** Position of the article. */
async function draft(server: BuiltService): Promise<number> {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await at(server, '/articles', { method: 'POST', headers, body: '{"headline":"Storm"}' });
  expect(answer.status).toBe(201);
  return Number(answer.headers.get('stet-position'));
}

/** The server's checkpoint, once the event at that position is signed. */
async function checkpoint(server: BuiltService, position: number, keys: readonly NoteKey[]): Promise<TreeHead> {
  for (;;) {
    const answer = await at(server, '/ledger/checkpoint', { headers: { 'stet-min-position': String(position) } });
    const head = answer.status === 200 ? readCheckpoint(openNote(await answer.text(), keys) ?? '') : undefined;
    if (head && head.size >= position) return head;
  }
}

async function headsStored(): Promise<readonly TreeHead[]> {
  const owner = new pg.Client(database.url);
  await owner.connect();
  const { rows } = await owner.query<{ size: string; root: Buffer }>(
    'select size, root from ledger.heads order by size',
  );
  await owner.end();
  return rows.map(({ size, root }) => ({ size: Number(size), root }));
}

it(`signs no forked head in ${rounds} rounds in which one of two servers stands still`, async () => {
  const line = await (await at(servers[0], '/ledger/key')).text();
  const keys = [readVerifierKey(line) as NoteKey];
  const seen: TreeHead[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [still, going] = round % 2 === 0 ? servers : [servers[1], servers[0]];
    await draft(still);
    process.kill(still.pid, 'SIGSTOP');
    const end = performance.now() + pause;
    do seen.push(await checkpoint(going, await draft(going), keys));
    while (performance.now() < end);
    process.kill(still.pid, 'SIGCONT');
    seen.push(await checkpoint(still, await draft(still), keys));
  }
  const stored = await headsStored();
  const roots = new Map(stored.map(({ size, root }) => [size, root.toString('hex')]));
  const forked = seen.filter(({ size, root }) => roots.get(size) !== root.toString('hex'));
  expect([roots.size, forked]).toEqual([stored.length, []]);
  for (const [nth, newer] of stored.slice(1).entries()) {
    const older = stored[nth] as TreeHead;
    const proof = await at(servers[0], `/ledger/proof/consistency?from=${older.size}&to=${newer.size}`);
    const { path } = (await proof.json()) as { readonly path: readonly string[] };
    expect(
      provesConsistency(
        older,
        newer,
        path.map((hash) => Buffer.from(hash, 'hex')),
      ),
    ).toBe(true);
  }
}, 7_200_000);
