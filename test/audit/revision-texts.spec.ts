import { RevisionTexts } from '../../src/audit/page/revision-texts';

/** An API that answers when it is told to; with every revision that was asked for. */
function heldApi() {
  const held = new Map<number, () => void>();
  const asked: number[] = [];
  const get = <Answer>(path: string): Promise<Answer> => {
    const revision = Number(path.split('/').at(-1));
    asked.push(revision);
    return new Promise((answer) => held.set(revision, () => answer({ revision } as Answer)));
  };
  const settled = () => new Promise((done) => setImmediate(done));
  const answer = (revision: number) => (held.get(revision)?.(), settled());
  return { get, asked, answer };
}

describe('The texts of an article', () => {
  it('are asked for two at a time while it is pulled through, and of those that wait only the last', async () => {
    const api = heldApi();
    const texts = new RevisionTexts(api, 'x');
    const pulled = [1, 2, 3, 4, 5].map((revision) => texts.load(revision).then(String, (error: Error) => error.name));
    expect(api.asked).toEqual([1, 2]);
    await api.answer(2);
    expect(api.asked).toEqual([1, 2, 5]);
    await Promise.all([api.answer(1), api.answer(5)]);
    expect((await Promise.all(pulled)).map((told) => told === 'AbortError')).toEqual([false, false, true, true, false]);
  });

  it('are asked for again where they were passed before', async () => {
    const api = heldApi();
    const texts = new RevisionTexts(api, 'x');
    const pulled = [1, 2, 3, 4, 3].map((revision) => texts.load(revision).catch(() => undefined));
    await api.answer(1);
    await Promise.all([api.answer(2), api.answer(3)]);
    await Promise.all(pulled);
    expect(api.asked).toEqual([1, 2, 3]);
    expect(texts.at(3)).toEqual({ revision: 3 });
  });

  it('are asked for once, however often they are looked at', async () => {
    const api = heldApi();
    const texts = new RevisionTexts(api, 'x');
    const both = [texts.load(7), texts.load(7)];
    await api.answer(7);
    expect(await Promise.all(both)).toEqual([{ revision: 7 }, { revision: 7 }]);
    expect(await texts.load(7)).toEqual({ revision: 7 });
    expect(api.asked).toEqual([7]);
  });
});
