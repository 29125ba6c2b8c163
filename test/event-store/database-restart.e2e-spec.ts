// The service on a database of its own that is killed and started again under it, as by whoever runs it elsewhere.
import { RestartingDatabase } from '../setup/restarting-database';
import { startTestService, type Client, type TestService } from '../setup/service';

const writers = 8;
const restarts = 3;
let database: RestartingDatabase;
let stet: TestService;

beforeAll(async () => {
  database = await RestartingDatabase.start();
  stet = await startTestService({ DATABASE_URL: database.url });
}, 60_000);
afterAll(async () => {
  await stet.close();
  await database.stop();
});

it('a database that is killed and comes back soon costs no editor an answer, and nothing is written twice', async () => {
  const ana = await stet.as('Ana', 'editor');
  let written = 0;
  let ending = false;
  let onWritten = () => undefined as void;
  // Each alone on an article and without Idempotency-Key: a lost or doubled write would fail the next one's If-Match.
  const write = async (client: Client): Promise<{ id: string; head: number }> => {
    const { id } = (await client.post('/articles', { headline: '1' })).json;
    for (let head = 1; ; head += 1) {
      if (ending) return { id, head };
      const edit = { headline: String(head + 1) };
      const { status, json } = await client.patch(`/articles/${id}`, edit, { 'if-match': `"${head}"` });
      expect([status, json.code, json.revision]).toEqual([200, undefined, head + 1]);
      written += 1;
      onWritten();
    }
  };
  const writing = Promise.all(Array.from({ length: writers }, () => write(ana)));
  writing.catch(() => undefined); // told below
  for (let restart = 0; restart <= restarts; restart += 1) {
    const enough = written + 10 * writers;
    await Promise.race([
      writing,
      new Promise<void>((settle) => (onWritten = () => (written < enough ? undefined : settle()))),
    ]);
    if (restart === restarts) break;
    await database.kill();
    await database.startAgain();
  }
  ending = true;
  const { json } = await (await stet.as('Aud', 'auditor')).get('/events?limit=1');
  expect(json.items[0].position).toBe(1);
  for (const { id, head } of await writing) {
    const { items } = (await ana.get(`/articles/${id}/revisions?order=desc&limit=1`)).json;
    expect(items[0].revision).toBe(head);
    expect((await ana.get(`/articles/${id}`)).json.headline).toBe(String(head));
  }
}, 90_000);
