import { storyWordsRow } from '../../src/stories/story-words-row';

const found = {
  newsroom_id: 'main',
  story_id: '01900000-0000-7000-8000-000000000001',
  position: 1,
  first_published_at: '2026-11-12T08:00:00.000Z',
  language: 'en',
  category: null,
  tags: [],
  withheld: [],
};
const mark = (nth: number): string => `<a href="#source-${nth}" id="citation-${nth}" role="doc-noteref">[${nth}]</a>`;

const textOf = (html: string): string | undefined => {
  const served = { language: 'en', headline: 'Seven dams', html, byline: [], tags: [], corrections: [] };
  return storyWordsRow(found, JSON.stringify(served))?.text;
};

describe('What is found of a story', () => {
  it('reads as it would without the numbers of its sources', () => {
    expect(textOf(`<p>Seven dams ${mark(1)}${mark(2)}. The mill ${mark(3)} stands${mark(4)}so it does.</p>`)).toBe(
      'Seven dams. The mill stands so it does.',
    );
  });
});
