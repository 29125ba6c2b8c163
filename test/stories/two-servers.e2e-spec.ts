// Two servers on one database: what one of them orders, readers of both get within a moment, asked or not.
import { startTestService, type Client, type TestService } from '../setup/service';

/** Milliseconds from the answer to the order: word of it takes a few, and the slow look, were it lost, a second. */
const moment = 3_000;

let one: TestService;
let two: TestService;
let vera: Client;
beforeAll(async () => {
  one = await startTestService();
  two = await one.beside();
  vera = await one.as('Vera', 'standards');
});
afterAll(async () => {
  await two.end();
  await one.close();
});

async function order(id: string, verb: string, body: object = {}): Promise<string> {
  const { revision } = (await vera.get(`/articles/${id}`)).json;
  const answer = await vera.post(`/articles/${id}/${verb}`, { baseRevision: revision, ...body });
  if (answer.status !== 200) throw new Error(`${verb}: ${answer.text}`);
  return answer.headers.get('stet-position') ?? '';
}

/** Asks both again and again, without naming a position, until they say so. */
async function both(path: string, isSo: (answer: Awaited<ReturnType<Client['get']>>) => boolean): Promise<void> {
  const deadline = performance.now() + moment;
  for (const { reader } of [one, two]) {
    let answer = await reader.get(path);
    while (!isSo(answer) && performance.now() < deadline) answer = await reader.get(path);
    expect([path, answer.status, isSo(answer)]).toEqual([path, answer.status, true]);
  }
}

it('corrections, new addresses, retractions and takedowns are with the readers of both servers within a moment', async () => {
  const { id } = (await vera.post('/articles', { headline: 'Weir', body: 'Old.\n', tags: ['weir'] })).json;
  await order(id, 'publish');
  const inList = (text: string) => both('/stories?tag=weir', ({ json }) => JSON.stringify(json).includes(text));
  // Each is in the memory of both before the next order.
  await both('/stories/weir', ({ json }) => json?.version === 1);
  await order(id, 'publish', { change: { kind: 'correction', note: 'New.' }, edit: { body: 'New.\n' } });
  await both('/stories/weir', ({ json }) => json?.version === 2 && json.body === 'New.\n');
  await inList('"note":"New."');
  await order(id, 'publish', { slug: 'the-weir', change: { kind: 'refile' } });
  await both('/stories/weir', ({ status }) => status === 308);
  await both('/stories/the-weir', ({ json }) => json?.version === 3);
  await order(id, 'retract', { notice: 'No weir.', reason: 'None there' });
  await both('/stories/the-weir', ({ json }) => json?.retraction?.notice === 'No weir.');
  await inList('No weir.');
  await order(id, 'unpublish', { reason: 'Asked to', legal: true });
  for (const slug of ['weir', 'the-weir']) await both(`/stories/${slug}`, ({ status }) => status === 451);
  await both('/stories?tag=weir', ({ json }) => json.items.length === 0);
  await both('/corrections', ({ json }) => json.items.length === 0);
  const back = await order(id, 'publish', { change: { kind: 'editors-note', note: 'Back.' } });
  for (const { reader } of [one, two]) {
    const answer = await reader.get('/stories/the-weir', { headers: { 'stet-min-position': back } });
    expect(answer.json).toMatchObject({ version: 4, retraction: null });
  }
}, 60_000);
