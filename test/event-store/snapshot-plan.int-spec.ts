// Under row security a condition that is computed takes no index: whoever reads the end of a long article would read all of it.
import { uuidv7 } from 'uuidv7';
import { poolOf } from '../../src/data-source';
import { command, edited, givenStore, type GivenStore } from './given';

let given: GivenStore;
beforeAll(async () => (given = await givenStore()));
afterAll(() => given.close());

interface Plan {
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const removed = (plan: Plan): number =>
  (plan['Rows Removed by Filter'] ?? 0) + (plan.Plans ?? []).reduce((sum, part) => sum + removed(part), 0);

it('reads of an article nothing that is before its snapshot', async () => {
  const { store, source } = given;
  const streamId = uuidv7();
  for (let revision = 0; revision < 40; revision += 1)
    await store.append(command(streamId, revision, [edited({ note: `Edit ${revision}` })]));
  await store.saveSnapshot({ newsroom: 'main', streamId, revision: 38, schema: 1, state: {} });
  const query = jest.spyOn(poolOf(source), 'query');
  const { events } = await store.readFromSnapshot('main', streamId, { schema: 1 });
  expect(events.map(({ revision }) => revision)).toEqual([39, 40]);
  const [asked] = query.mock.calls.flat() as unknown as readonly {
    readonly text: string;
    readonly values: unknown[];
  }[];
  query.mockRestore();
  const connection = await poolOf(source).connect();
  await connection.query('set enable_seqscan = off');
  const { rows } = await connection.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (analyze, format json) ${asked?.text}`,
    asked?.values,
  );
  connection.release(true);
  expect(removed(rows[0]?.['QUERY PLAN'][0].Plan ?? {})).toBe(0);
});
