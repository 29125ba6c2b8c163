// Under row security a condition that is computed, or that two policies make together, takes no index: what asks for one row
// would read a whole article, or the whole log.
import { uuidv7 } from 'uuidv7';
import { poolOf } from '../../src/data-source';
import { readCheckpoints } from '../../src/event-store/checkpoints';
import { placeCheckpoints } from '../../src/event-store/projection-run';
import { command, edited, givenStore, type GivenStore } from './given';

let given: GivenStore;
beforeEach(async () => (given = await givenStore()));
afterEach(() => given.close());

interface Plan {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const nodes = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
const removed = (plan: Plan): number =>
  nodes(plan).reduce((sum, { 'Rows Removed by Filter': rows = 0 }) => sum + rows, 0);
const mostRows = (plan: Plan): number =>
  Math.max(...nodes(plan).map((node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'])); // prettier-ignore

type Asked = string | { readonly text: string; readonly values: unknown[] };

/** What the work asks first, as it is carried out in that newsroom, by the server's role, and without the statistics that come later. */
async function planOf(newsroom: string, work: () => Promise<unknown>, settings = ''): Promise<Plan> {
  const pool = poolOf(given.source);
  const client = await pool.connect();
  const asked: { text: string; values: unknown[] }[] = [];
  const spy = jest.spyOn(Object.getPrototypeOf(client) as typeof client, 'query');
  client.release();
  await work();
  for (const [first, second] of spy.mock.calls as unknown as [Asked, unknown[] | undefined][])
    asked.push(typeof first === 'string' ? { text: first, values: Array.isArray(second) ? second : [] } : first);
  spy.mockRestore();
  const statement = asked.find(({ text }) => /log\.(events|ends)/.test(text));
  const connection = await pool.connect();
  await connection.query(`select set_config('stet.newsroom', $1, false)`, [newsroom]);
  if (settings) await connection.query(settings);
  const { rows } = await connection.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (analyze, format json) ${statement?.text}`,
    statement?.values,
  );
  connection.release(true);
  return rows[0]?.['QUERY PLAN'][0].Plan ?? { 'Actual Rows': Infinity, 'Actual Loops': 1 };
}

it('reads of an article nothing that is before its snapshot', async () => {
  const { store } = given;
  const streamId = uuidv7();
  for (let revision = 0; revision < 40; revision += 1)
    await store.append(command(streamId, revision, [edited({ note: `Edit ${revision}` })]));
  await store.saveSnapshot({ newsroom: 'main', streamId, revision: 38, schema: 1, state: {} });
  let read: readonly number[] = [];
  const work = async (): Promise<void> => {
    const { events } = await store.readFromSnapshot('main', streamId, { schema: 1 });
    read = events.map(({ revision }) => revision);
  };
  expect(removed(await planOf('main', work, 'set enable_seqscan = off'))).toBe(0);
  expect(read).toEqual([39, 40]);
});

describe('the end of a log', () => {
  beforeEach(async () => {
    for (let nth = 0; nth < 10; nth += 1) await given.store.append(command(uuidv7(), 0, 400));
    await placeCheckpoints(given.source, ['one', 'other', 'third']);
  });

  it('is found without reading it, for one newsroom', async () => {
    let head = 0;
    expect(mostRows(await planOf('main', async () => (head = await given.store.head('main'))))).toBe(1);
    expect(head).toBe(4_000);
  });

  it('is found without reading it, for all projections of all newsrooms', async () => {
    let heads: readonly number[] = [];
    const work = async (): Promise<void> => {
      heads = (await readCheckpoints(given.source, ['one', 'other', 'third'])).map(({ head }) => head);
    };
    expect(mostRows(await planOf('*', work))).toBeLessThanOrEqual(3);
    expect(heads).toEqual([4_000, 4_000, 4_000]);
  });
});
