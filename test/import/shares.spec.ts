// What several processes of an import share: who brings in which articles, how they end together, what they tell as one.
import { setTimeout as pause } from 'node:timers/promises';
import type { Finding } from '../../src/articles/finding';
import { articleId } from '../../src/import/article-id';
import { ImportReport } from '../../src/import/report';
import { isOfShare, processesFor } from '../../src/import/share';
import { together } from '../../src/import/together';

const ids = Array.from({ length: 400 }, (_, nth) => articleId(['git', 'c0ffee', `posts/${nth}.md`], '2020-01-01T00:00:00Z')); // prettier-ignore

describe('Shares of an archive', () => {
  it.each([1, 2, 3, 4])('have each article once, and about as many each, where they are %i', (of) => {
    const shares = Array.from({ length: of }, (_, nth) => ids.filter((id) => isOfShare(id, { nth, of })));
    expect(shares.flat().toSorted()).toEqual(ids.toSorted());
    for (const share of shares) expect(share.length).toBeGreaterThan((0.7 * ids.length) / of);
  });

  it('are one for small archives and for small machines, and four at most', () => {
    expect([processesFor(900, 8), processesFor(90_000, 1), processesFor(90_000, 2)]).toEqual([1, 1, 1]);
    expect([processesFor(90_000, 4), processesFor(90_000, 64)]).toEqual([3, 4]);
  });
});

describe('Works that are done together', () => {
  const untilEnded = async (signal: AbortSignal): Promise<never> => {
    await pause(60_000, undefined, { signal, ref: false });
    throw new Error('nobody has ended it');
  };

  it('give what each has given, in their order', async () => {
    expect(await together([async () => pause(5, 'a'), async () => Promise.resolve('b')])).toEqual(['a', 'b']);
  });

  it('end where one fails, and fail as that one did, when all have ended', async () => {
    let ended = 0;
    const slow = (signal: AbortSignal) => untilEnded(signal).finally(() => (ended += 1));
    const failing = () => Promise.reject(new Error('No more.'));
    await expect(together([slow, failing, slow])).rejects.toThrow('No more.');
    expect(ended).toBe(2);
  });

  it('end where they are told to, for the reason that they are told', async () => {
    const told = new AbortController();
    const ending = together([untilEnded, untilEnded], told.signal);
    told.abort(new Error('Enough.'));
    await expect(ending).rejects.toThrow('Enough.');
  });
});

describe('The report of several', () => {
  it('has the sums, and what was left out in the order of the archive', () => {
    const [one, other] = [new ImportReport(), new ImportReport()];
    const finding: Finding = { code: 'label-gap', severity: 'warning', message: '', where: { member: 'body' } };
    for (const report of [one, other, other]) report.wrote([], [finding]);
    one.leftOut.push({ nth: 0, place: 'a', problem: 'A.' }, { nth: 3, place: 'd', problem: 'D.' });
    other.leftOut.push({ nth: 2, place: 'c', problem: 'C.' }, { nth: 1, place: 'b', problem: 'B.' });
    Object.assign(one, { articles: 1, there: 2, passed: 3 });
    Object.assign(other, { articles: 10, there: 20, passed: 30 });
    const sent = JSON.parse(JSON.stringify([one, other])) as ImportReport[];
    const sum = ImportReport.of(sent);
    expect(sum).toMatchObject({
      articles: 11,
      revisions: 3,
      there: 22,
      passed: 33,
      findings: { 'warning label-gap': 3 },
    });
    expect(sum.problems.map(({ place }) => place)).toEqual(['a', 'b', 'c', 'd']);
  });
});
