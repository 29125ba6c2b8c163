import type { Page, Revision } from '../../src/audit/page/answers';
import { allRevisions } from '../../src/audit/page/revisions';
import { revisionsOf } from './revision.fixture';

const never = new AbortController().signal;

/** The API over a history, as the contract pages it; with every path that was asked for. */
function historyOf(all: readonly Revision[]) {
  const asked: string[] = [];
  const get = <Answer>(path: string): Promise<Answer> => {
    asked.push(path);
    const query = new URLSearchParams(path.split('?')[1]);
    const ordered = query.get('order') === 'asc' ? all : all.toReversed();
    const start = Number(query.get('cursor') ?? 0);
    const next = start + 200 < ordered.length ? String(start + 200) : null;
    const page: Page<Revision> = { items: ordered.slice(start, start + 200), next };
    return Promise.resolve(page as Answer);
  };
  return { get, asked };
}

describe('The history of an article', () => {
  it.each([0, 1, 2, 199, 200, 201, 399, 400, 401, 600, 1001, 2000])(
    'of %s revisions is read whole, in order, none twice',
    async (count) => {
      const all = revisionsOf(count);
      const { get, asked } = historyOf(all);
      expect(await allRevisions({ get }, 'x', never, () => undefined)).toEqual(all);
      expect(asked.length).toBeLessThanOrEqual(Math.max(2, Math.ceil(count / 200) + 1));
    },
  );

  it('tells at once which revision is the last', async () => {
    const told: number[] = [];
    await allRevisions(historyOf(revisionsOf(1000)), 'x', never, (_, head) => told.push(head));
    expect(told.at(-1)).toBe(1000);
    expect(told.slice(0, 2)).toContain(1000);
  });
});
