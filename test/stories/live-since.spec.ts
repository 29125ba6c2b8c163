// How long an error was before readers, from the versions that they had.
import type { ArticleContent } from '../../src/articles/content';
import { liveSince, storyLiveSince } from '../../src/stories/live-since';
import type { Shown } from '../../src/stories/shown-history';
import { newBody } from '../../src/text/body';

const content = (body: string, members: Partial<ArticleContent> = {}): ArticleContent => ({
  headline: 'Ferry late',
  standfirst: null,
  body: newBody(body),
  language: 'en',
  category: null,
  dateline: null,
  byline: [],
  tags: [],
  slug: null,
  citations: [],
  media: [],
  embargo: null,
  meta: null,
  sourceHeading: null,
  ...members,
});
const minute = (nth: number): string => `2026-11-01T10:0${nth}:00.000Z`;
/** One version a minute; null: readers had no text. */
const shown = (...versions: readonly (string | ArticleContent | null)[]): Shown[] =>
  versions.map((one, nth) => ({ since: minute(nth), content: typeof one === 'string' ? content(one) : one }));

describe('An error was live', () => {
  it('since its passage stood in every version up to the change', () => {
    const versions = shown('At nine.', 'At ten.', 'At ten.\n\nMore.', 'At ten.\n\nLess.');
    expect(liveSince(versions, { passage: 'At ten.' })).toEqual({ since: minute(1) });
  });

  it('only since it came back, where it had gone meanwhile', () => {
    expect(liveSince(shown('Ten.', 'Nine.', 'Ten.'), { passage: 'Ten' })).toEqual({ since: minute(2) });
  });

  it.each([
    ['markup', 'The **first** ferry\nsails at [ten](https://a.example) [@t].', 'The first ferry sails at ten [1].'],
    ['quotation marks', 'She said “no, never”.', '"no, never"'],
    ['Chinese', '渡轮十点开。', '十点'],
  ])('whatever %s stands in the text and not in the passage', (_what, text, passage) => {
    expect(liveSince(shown('x', text), { passage })).toEqual({ since: minute(1) });
  });

  it('not because a longer word holds the passage', () => {
    expect(liveSince(shown('Tenders.'), { passage: 'Ten' })).toBeUndefined();
  });

  it.each([
    ['headline', { headline: 'Ferry at ten' }],
    ['standfirst', { standfirst: 'Ferry at ten' }],
    ['byline', { byline: ['Ferry at ten'] }],
    ['caption', { media: [{ key: 'a', url: 'https://a.example', caption: 'Ferry at ten' }] }],
  ])('in the %s too', (_where, members) => {
    expect(liveSince(shown('x', content('x', members)), { passage: 'ferry at ten'.replace('f', 'F') })).toEqual({
      since: minute(1),
    });
  });

  it('since what was said to be wrong stood, where no passage is given or the story never had it', () => {
    const versions = shown('Nine.', 'At ten.', 'At ten. So.');
    expect(liveSince(versions, { wrong: 'At ten' })).toEqual({ since: minute(1) });
    expect(liveSince(versions, { passage: 'At eleven', wrong: 'At ten' })).toEqual({ since: minute(1) });
  });

  it('since the oldest of the lines that the change took out, where nothing else is known', () => {
    const versions = shown('One.', 'One.\n\nTwo.', 'One.\n\nTwo.\n\nThree.');
    expect(liveSince(versions, { instead: content('One.\n\nThree.') })).toEqual({ since: minute(1) });
    expect(liveSince(versions, { instead: content('One, two, three.') })).toEqual({ since: minute(0) });
    expect(liveSince(versions, { wrong: 'A time was wrong', instead: content('One.\n\nTwo.') })).toEqual({
      since: minute(2),
    });
    expect(liveSince(versions, { instead: content('One.\n\nTwo.\n\nThree.\n\nFour.') })).toBeUndefined();
    expect(liveSince(versions, {})).toBeUndefined();
  });

  it('until the story was taken back, and not since before it came back', () => {
    expect(liveSince(shown('Ten.', null), { passage: 'Ten' })).toEqual({ since: minute(0), until: minute(1) });
    expect(liveSince(shown('Ten.', null, 'Ten.'), { passage: 'Ten' })).toEqual({ since: minute(2) });
    expect(storyLiveSince(shown('Ten.', null, 'Nine.', 'Ten.'))).toEqual({ since: minute(2) });
    expect(storyLiveSince(shown(null))).toBeUndefined();
  });
});
