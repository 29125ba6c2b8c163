import { servedStory, type ServedStory } from '../../src/stories/served-story';
import { StoryShelf } from '../../src/stories/story-shelf';

const story = (slug: string, newsroom = 'main'): ServedStory =>
  servedStory({ newsroom, id: slug, slug, version: 1, position: 1, modifiedAt: new Date(0) }, [
    { mediaType: 'text/html', bytes: Buffer.alloc(8_000) },
  ]);

describe('The shelf', () => {
  it('lets go of what nobody asked for the longest when it is full', () => {
    const shelf = new StoryShelf(30_000);
    for (const slug of ['a', 'b', 'c']) shelf.put(story(slug));
    shelf.get('main', 'a');
    shelf.put(story('d'));
    expect(['a', 'b', 'c', 'd'].map((slug) => shelf.get('main', slug)?.slug)).toEqual(['a', undefined, 'c', 'd']);
  });

  it('counts a story that is put again once', () => {
    const shelf = new StoryShelf(30_000);
    for (const slug of ['a', 'a', 'a', 'a', 'b', 'c']) shelf.put(story(slug));
    expect(shelf.get('main', 'a')).toBeDefined();
  });

  it('keeps newsrooms apart', () => {
    const shelf = new StoryShelf(30_000);
    shelf.put(story('a', 'north'));
    shelf.put(story('a', 'south'));
    shelf.forget('north', () => true);
    expect(shelf.get('north', 'a')).toBeUndefined();
    expect(shelf.get('south', 'a')?.newsroom).toBe('south');
    expect(shelf.get('main', 'a')).toBeUndefined();
  });
});
