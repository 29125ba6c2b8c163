// The read model of working copies, on a real database and through the real projector.
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { adminDataSource } from '../../src/data-source';
import { wordsOf } from '../../src/search/found-words';
import { rebuild } from '../../src/event-store/rebuild';
import { drafted, edited, givenDesk, type GivenDesk } from './given';

let desk: GivenDesk;
beforeAll(async () => (desk = await givenDesk()));
afterAll(() => desk.close());

const search = async (q: string): Promise<string[]> => {
  return desk.listed({ words: wordsOf(q, (await desk.search.state('main', q)).configurations) });
};
const one = async (id: string): Promise<Record<string, unknown>> => {
  const [row] = await desk.source.query('select *, vector::text as vector from working_copies where article_id = $1', [
    id,
  ]);
  return row;
};

describe('Working copies', () => {
  it('are one row each, of the last state, however many events a run has', async () => {
    const changes = Array.from({ length: 30 }, (_, nth) => edited({ headline: `State ${nth}` }));
    const id = await desk.happened([drafted('State'), ...changes]);
    const other = await desk.happened([drafted('Beside')]);
    await desk.happened([edited({ headline: 'Beside, later' })], other);
    await desk.happened([edited({ category: 'city' })], id);
    await desk.caughtUp();
    expect(await desk.listed()).toEqual(['State 29', 'Beside, later']);
    expect(await one(id)).toMatchObject({ position: '34', category: 'city', item: { revision: 32 } });
  });

  it('keep their words where an event changes none, and change them where it does', async () => {
    const id = await desk.happened([drafted('Quay', ['The **harbour** is dry.\n'])]);
    await desk.caughtUp();
    const { vector } = await one(id);
    await desk.happened([edited({ tags: ['t'] })], id);
    await desk.caughtUp();
    expect(await one(id)).toMatchObject({ vector, text: 'The harbour is dry.', tags: ['t'] });
    await desk.happened([edited({}, { splices: [], texts: { 1: 'The harbour is flooded.\n' } })], id);
    await desk.caughtUp();
    expect([await search('flood'), await search('dry')]).toEqual([['Quay'], []]);
    await desk.happened([edited({ language: 'simple-x' })], id);
    await desk.caughtUp();
    expect([await search('flood'), await search('flooded')]).toEqual([[], ['Quay']]);
  });

  it('find headline before standfirst before body: by weight', async () => {
    const id = await desk.happened([
      { ...drafted('alpha', ['gamma']), members: { headline: 'alpha', standfirst: 'beta', language: 'en' } },
    ]);
    await desk.caughtUp();
    expect((await one(id))['vector']).toBe(`'alpha':1A 'beta':2B 'gamma':3C`);
  });

  it('pass by what happened to other things than articles', async () => {
    const by = { sub: 'ana', name: 'Ana', role: 'admin' };
    await desk.append(uuidv7(), [{ type: 'settings-changed', schema: 1, payload: { by, fourEyes: true } }]);
    await desk.append(uuidv7(), [{ type: 'comment-added', schema: 1, payload: { by, text: 'x' } }]);
    await desk.caughtUp();
    expect(desk.projector.status().filter(({ failure }) => failure)).toEqual([]);
  });

  it('show what is only for those assigned to them and to who drafted it', async () => {
    const id = await desk.happened([drafted('Secret')]);
    await desk.caughtUp();
    await desk.source.query(`update working_copies set access = 'assigned', assigned = '{rob}' where article_id = $1`, [
      id,
    ]);
    const seenBy = async (visibleTo?: string) => (await desk.listed({ visibleTo })).includes('Secret');
    expect([await seenBy(), await seenBy('ana'), await seenBy('rob'), await seenBy('eve')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    await desk.source.query(`update working_copies set access = 'newsroom', assigned = '{}' where article_id = $1`, [
      id,
    ]);
    expect(await seenBy('eve')).toBe(true);
  });

  it('are equal, row for row, to their rebuild', async () => {
    await desk.caughtUp();
    const admin = await adminDataSource(desk.database.url).initialize();
    const report = await rebuild(admin, desk.workingCopies);
    expect(report.drift).toEqual([]);
    expect(report.rows).toBeGreaterThan(4);
    await admin.destroy();
  });
});

const mebibyte = 2 ** 20;
const repeated = (piece: string): string => piece.repeat(Math.floor(mebibyte / Buffer.byteLength(piece)));
const numbered = (word: (nth: number) => string): string => {
  const words: string[] = [];
  for (let [nth, bytes] = [0, 0]; bytes < mebibyte; nth += 1)
    bytes += Buffer.byteLength(words[words.push(word(nth)) - 1] ?? '');
  return words.join('').slice(0, mebibyte / 2);
};

describe('A body of a mebibyte stops no read model:', () => {
  it.each([
    ['words of their own', numbered((nth) => `w${nth} `)],
    ['short words', numbered((nth) => `${nth.toString(36)} `)],
    ['compounds', numbered((nth) => `${nth.toString(36)}-`)],
    ['compounds of four', numbered((nth) => `a${nth}-b${nth}-c${nth}-d${nth} `)],
    ['addresses', numbered((nth) => `https://h${nth}.example/p${nth}/q${nth}?r=${nth} `)],
    ['mail addresses', numbered((nth) => `a${nth}@b${nth}.example `)],
    ['paths', numbered((nth) => `/a${nth}/b${nth}`)],
    ['numbers', numbered((nth) => `${nth}.${nth}e${nth} `)],
    ['letters that grow', numbered((nth) => `Ⱥ${nth.toString(36)}Ⱦ `)],
    ['ligatures', repeated('ﷺ ')],
    [
      'characters',
      Array.from({ length: mebibyte / 3 }, (_, nth) => String.fromCodePoint(0x4e00 + ((nth * 7919) % 20_000))).join(''),
    ],
    [
      'characters beyond 16 bits',
      Array.from({ length: mebibyte / 4 }, (_, nth) => String.fromCodePoint(0x20000 + (nth % 40_000))).join(''),
    ],
    ['one word', repeated('x')],
    ['hyphens', repeated('-')],
    ['letters and hyphens', repeated('a-')],
    ['letters and dots', repeated('a.')],
    ['letters and slashes', repeated('a/')],
    ['letters and ats', repeated('a@')],
    ['digits and dots', repeated('1.')],
    ['signs and digits', repeated('-1')],
    ['angles', repeated('<a "')],
    ['entities', repeated('&a')],
    ['schemes', repeated('http://')],
    ['noise', randomBytes(mebibyte / 2).toString('base64')],
  ])(
    '%s',
    async (name, text) => {
      const began = performance.now();
      await desk.happened([drafted(name, [text, '\n\nneedle\n'])]);
      await desk.caughtUp();
      const took = performance.now() - began;
      expect(await desk.listed({ limit: 1 })).toEqual([name]);
      expect(took).toBeLessThan(10_000);
    },
    30_000,
  );
});
