// A publication that cannot be carried out, on a server that is a process of its own: what it promises is its own affair, and not
// that of whatever else runs in the process of the tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { startBuiltService, type BuiltService } from '../setup/built-service';
import { connectedDatabase, type ConnectedDatabase } from '../setup/database';
import { Client } from '../setup/service';
import { awaited, soon } from './awaited';
import { ends, inTime, scheduled } from './scheduled';

jest.setTimeout(120_000); // what is not built yet is built first

let folder: string;
let server: BuiltService;
let database: ConnectedDatabase;
let ana: Client;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stet-refused-'));
  database = await connectedDatabase();
  server = await startBuiltService({ STET_DATA: folder, DATABASE_URL: database.url });
  const key = readOrMakeSigningKey(folder);
  const token = await signToken(key, { sub: 'ana', name: 'Ana', newsrooms: { main: ['editor'] } }, 3600);
  ana = new Client(server.url, token);
});
afterAll(async () => {
  await server.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const refuse = (article: string): Promise<unknown> =>
  database.client.query(`
create function public.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'not now' using errcode = '22000';
end $$;
create trigger refuse_one before insert on log.events
   for each row when (new.stream_id = '${article}' and new.type = 'article-published')
   execute function public.refuse()`);

/** As the server last saw it. */
async function gauge(name: string): Promise<number> {
  const { text } = await new Client(server.url).get('//metrics');
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
}

it('A publication that cannot be carried out is tried again until it can, and holds up no other', async () => {
  const at = soon(3_000);
  const failing = await scheduled(ana, 'Failing', at);
  const others = await Promise.all(Array.from({ length: 20 }, (_, nth) => scheduled(ana, `Beside ${nth}`, at)));
  await refuse(failing.id);
  for (const other of others) await inTime(ana, other);
  while ((await gauge('stet_publication_attempts_failed_total')) < 2);
  while ((await gauge('stet_publications_due')) !== 1);
  expect((await ana.get('//health/ready')).status).toBe(200);
  expect(await ends(ana, failing)).toBe(0);
  await database.client.query('drop trigger refuse_one on log.events');
  expect(await awaited(ana, failing.id, 2)).toMatchObject({ type: 'article-published' });
  expect(await ends(ana, failing)).toBe(1);
});
