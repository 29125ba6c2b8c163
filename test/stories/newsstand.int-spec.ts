// Memory that is never behind the read model for longer than word of a change takes.
import { uuidv7 } from 'uuidv7';
import type { Newsstand } from '../../src/stories/newsstand';
import { givenNewsstand, type GivenNewsstand } from './given';
import { aStory } from './story.fixture';

const versionOf = (found: Awaited<ReturnType<Newsstand['find']>>): unknown => {
  const renditions = found && 'renditions' in found ? found.renditions : undefined;
  return (JSON.parse(renditions?.get('application/json')?.bytes.toString() ?? 'null') as { version?: number })?.version;
};

describe('The newsstand', () => {
  let given: GivenNewsstand;
  beforeAll(async () => (given = await givenNewsstand()));
  afterAll(() => given.close());

  const publish = async (slug: string, id = uuidv7(), version = 1): Promise<number> => {
    const { position } = await given.publish(aStory({ id, slug, version }));
    await given.caughtUp();
    return position;
  };

  it('answers a story that was asked for before without asking the database', async () => {
    await publish('asked-twice');
    expect(given.newsstand.atHand('main', 'asked-twice')).toBeUndefined();
    const found = await given.newsstand.find('main', 'asked-twice');
    const query = jest.spyOn(given.source, 'query');
    const served = jest.spyOn(given.store, 'served');
    expect(given.newsstand.atHand('main', 'asked-twice')).toBe(found);
    expect(await given.newsstand.find('main', 'asked-twice')).toBe(found);
    expect(query).not.toHaveBeenCalledWith(expect.stringContaining('story_slugs'), expect.anything());
    expect(served).not.toHaveBeenCalled();
    query.mockRestore();
    served.mockRestore();
  });

  it('answers nothing older than the position that a reader names', async () => {
    const id = uuidv7();
    await publish('named-position', id);
    expect(versionOf(await given.newsstand.find('main', 'named-position'))).toBe(1);
    const { position } = await given.publish(aStory({ id, slug: 'named-position', version: 2 }));
    await given.newsstand.waitFor('main', position);
    expect(versionOf(await given.newsstand.find('main', 'named-position'))).toBe(2);
  });

  it('forgets a story that moved, without being asked', async () => {
    const id = uuidv7();
    await publish('moved-here', id);
    await given.newsstand.find('main', 'moved-here');
    await given.publish(aStory({ id, slug: 'moved-here', version: 2 }));
    await until(() => given.newsstand.atHand('main', 'moved-here') === undefined);
    expect(versionOf(await given.newsstand.find('main', 'moved-here'))).toBe(2);
  });

  it('answers nothing earlier once the append that moved a story is over', async () => {
    const ids = Array.from({ length: 8 }, () => uuidv7());
    for (const [nth, id] of ids.entries()) await publish(`at-once-${nth}`, id);
    for (const nth of ids.keys()) await given.newsstand.find('main', `at-once-${nth}`);
    for (const [nth, id] of ids.entries()) {
      await given.publish(aStory({ id, slug: `at-once-${nth}`, version: 2 }));
      expect(given.newsstand.atHand('main', `at-once-${nth}`)).toBeUndefined();
      expect(versionOf(await given.newsstand.find('main', `at-once-${nth}`))).toBe(2);
    }
  });

  it('forgets a story that another server moved, even where word of it never comes', async () => {
    const id = uuidv7();
    await publish('moved-there', id);
    const other = await given.another(); // no Wake anywhere in this test: nobody is told of others' appends
    other.start();
    expect(versionOf(await other.newsstand.find('main', 'moved-there'))).toBe(1);
    await publish('moved-there', id, 2);
    await until(() => other.newsstand.atHand('main', 'moved-there') === undefined);
    expect(versionOf(await other.newsstand.find('main', 'moved-there'))).toBe(2);
  });

  it('does not keep what moved while it was being fetched', async () => {
    const id = uuidv7();
    await publish('while-fetching', id);
    await given.newsstand.find('main', 'while-fetching');
    await publish('while-fetching', id, 2);
    await until(() => given.newsstand.atHand('main', 'while-fetching') === undefined);
    const fetching = given.store.served.bind(given.store);
    const held = jest.spyOn(given.store, 'served').mockImplementationOnce(async (...place) => {
      const old = await fetching(...place);
      await given.newsstand.waitFor('main', await publish('while-fetching', id, 3));
      return old;
    });
    expect(versionOf(await given.newsstand.find('main', 'while-fetching'))).toBe(2); // asked before it moved
    expect(versionOf(await given.newsstand.find('main', 'while-fetching'))).toBe(3);
    held.mockRestore();
  });

  it('tells readers of no past before the history has come as far as the story, and of all of it from then on', async () => {
    const id = uuidv7();
    await publish('behind-the-story', id);
    const position = await publish('behind-the-story', id, 2);
    const behind = jest
      .spyOn(given.history, 'of')
      .mockImplementationOnce((newsroom, story) => given.history.of(newsroom, story, position - 1));
    const links = async (): Promise<string> => {
      const found = await given.newsstand.find('main', 'behind-the-story');
      return found && 'links' in found ? (found.links?.header('http://a', true) ?? '') : '';
    };
    expect(await links()).toBe(
      [
        '<http://a/v1/main/stories/behind-the-story>; rel="original"',
        '<http://a/v1/main/stories/behind-the-story>; rel="timegate"',
        '<http://a/v1/main/stories/behind-the-story/timemap>; rel="timemap"; type="application/link-format"',
      ].join(', '),
    );
    expect(given.newsstand.atHand('main', 'behind-the-story')).toBeUndefined();
    expect(await links()).toMatch(/versions\/1>; rel="first memento"; .*versions\/2>; rel="last memento"/);
    expect(given.newsstand.atHand('main', 'behind-the-story')).toBeDefined();
    behind.mockRestore();
  });

  it('refuses to wait for a position that the newsroom never reaches', async () => {
    await expect(given.newsstand.waitFor('main', 1_000_000)).rejects.toMatchObject({ code: 'not-yet' });
  }, 10_000);
});

/** Looks again at every turn of the event loop; gives up after ten seconds. */
async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!isSo() && performance.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
  expect(isSo()).toBe(true);
}
