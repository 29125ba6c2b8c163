// The read model of what readers see, on a real database and through the real projector.
import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { rebuild } from '../../src/event-store/rebuild';
import { adminDataSource } from '../../src/data-source';
import { outputs } from '../../src/stories/outputs';
import { givenNewsstand, type GivenNewsstand } from './given';
import { aStory } from './story.fixture';

describe('Stories that readers see', () => {
  let given: GivenNewsstand;
  beforeAll(async () => (given = await givenNewsstand()));
  afterAll(() => given.close());

  const slugs = async (listing: object): Promise<string[]> =>
    (await given.stories.page({ newsroom: 'main', limit: 50, ...listing })).map(({ slug }) => slug);

  it('stand at their address once published', async () => {
    const { position, id } = await given.publish(aStory({ id: uuidv7(), slug: 'at-its-address' }));
    await given.caughtUp();
    expect(await given.stories.at('main', 'at-its-address')).toMatchObject({
      id,
      position: String(position),
      version: 1,
      status: 'published',
      tags: ['quay', 'water levels'],
    });
    expect(await given.stories.at('main', 'not-there')).toBeNull();
    expect(await given.stories.at('elsewhere', 'at-its-address')).toBeNull();
  });

  it('are listed by tag, category and language, latest first publication first', async () => {
    const story = (slug: string, minute: number, members: object) =>
      given.publish(aStory({ id: uuidv7(), slug, publishedAt: `2026-10-01T10:0${minute}:00.000Z`, ...members }));
    await story('list-b', 2, { tags: ['list', 'x, y'], category: 'sport', language: 'nl' });
    await story('list-a', 1, { tags: ['list'], category: 'sport' });
    await story('list-c', 3, { tags: ['list', 'other'], category: null });
    await given.caughtUp();
    expect(await slugs({ tag: 'list' })).toEqual(['list-c', 'list-b', 'list-a']);
    expect(await slugs({ tag: 'x, y' })).toEqual(['list-b']);
    expect(await slugs({ category: 'sport' })).toEqual(['list-b', 'list-a']);
    expect(await slugs({ tag: 'list', language: 'nl' })).toEqual(['list-b']);
    expect(await slugs({ tag: 'lis' })).toEqual([]);
  });

  it('page without a gap or a repeat while others are published, also within one millisecond', async () => {
    const at = '2026-09-01T10:00:00.000Z';
    const publish = () =>
      given.publish(aStory({ id: uuidv7(), slug: `paged-${uuidv7()}`, tags: ['paged'], publishedAt: at }));
    for (let nth = 0; nth < 7; nth++) await publish();
    await given.caughtUp();
    const whole = await slugs({ tag: 'paged' });
    const seen: string[] = [];
    let behind: Awaited<ReturnType<typeof given.stories.page>>[number] | undefined;
    do {
      const page = await given.stories.page({ newsroom: 'main', tag: 'paged', behind, limit: 3 });
      seen.push(...page.map(({ slug }) => slug));
      behind = page.at(-1);
      await publish(); // newer ids: they come before what was read
      await given.caughtUp();
    } while (behind);
    expect(seen).toEqual(whole);
  });

  it('keep an event whose parts were erased from stopping the rest', async () => {
    await given.append(uuidv7(), { type: 'article-published', schema: 1, payload: { slug: 'hollow', version: 1 } });
    await given.caughtUp();
    expect(await given.stories.at('main', 'hollow')).toMatchObject({ headline: '', tags: [], category: null });
  });

  it('are equal, row for row, to their rebuild', async () => {
    const owner = await adminDataSource(given.database.url).initialize();
    try {
      for (const projection of [given.stories, given.history]) {
        const report = await rebuild(owner, projection, { swap: true });
        expect(report.drift).toEqual([]);
        expect(report.rows).toBeGreaterThan(10);
      }
      expect(await slugs({ tag: 'list' })).toEqual(['list-c', 'list-b', 'list-a']);
    } finally {
      await owner.destroy();
    }
  });

  it('are served with the very bytes whose hashes the event has', async () => {
    const story = aStory({ id: uuidv7(), slug: 'the-very-bytes' });
    const { served } = await given.publish(story);
    await given.caughtUp();
    const found = await given.newsstand.find('main', 'the-very-bytes');
    if (!found || 'movedTo' in found) throw new Error('Readers have no story there.');
    expect(found.mediaTypes[0]).toBe('application/json');
    expect(found.mediaTypes.toSorted()).toEqual([...outputs.keys()].toSorted());
    for (const [mediaType, { bytes, etag }] of found.renditions) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      expect(hash).toBe(served[mediaType]);
      expect(etag).toBe(`"${hash}"`);
    }
  });
});
