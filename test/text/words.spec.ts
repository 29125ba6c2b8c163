import { newBody } from '../../src/text/body';
import { applyBodyEdit, editBody } from '../../src/text/body-edit';
import { countWords, wordChange, wordCount } from '../../src/text/words';
import { editedTexts } from './texts';
import { fc } from '../setup/chance';

describe('words', () => {
  it.each([
    ['One two three.', 3],
    ['', 0],
    ["She doesn't co-operate – it cost 1,250.50 euros.", 7],
    ['Größe, naïveté, Ελλάδα, Київ', 4],
    ['東京で会議', 5],
    ['한국어 문장', 2],
    ['Cited [@1; @who-2024][@b], twice[@1].', 2],
    ['[The report](https://example.org/a_(b) "Title here") says', 3],
    ['[@name](https://example.org) is a link', 4],
    ['See https://example.org/path?q=1 for it', 4],
    ['<!-- not this --> but <em class="x">this</em>', 2],
    ['## Heading\n\n- item\n', 2],
  ])('of %j are %i', (text, count) => {
    expect(countWords(text)).toBe(count);
  });

  it('of a body are those of its blocks, again and again', () => {
    const body = newBody('# One two\n\nThree four.\n');
    expect([wordCount(body), wordCount(body)]).toEqual([4, 4]);
  });

  it('added and removed are counted where blocks changed', () => {
    const change = (before: string, after: string) => wordChange(newBody(before), newBody(after));
    expect(change('One two three.\n', 'One 2 three four.\n')).toEqual({ added: 2, removed: 1 });
    expect(change('', 'One two.')).toEqual({ added: 2, removed: 0 });
    expect(change('One two.', '')).toEqual({ added: 0, removed: 2 });
    expect(change('One two.', 'One two.')).toEqual({ added: 0, removed: 0 });
  });

  it('of a block that moved, was split or got a citation are neither added nor removed', () => {
    const body = newBody('Alpha beta gamma.\n\nDelta epsilon zeta.\n');
    const to = (text: string) => wordChange(body, applyBodyEdit(body, editBody(body, text, 9)));
    const none = { added: 0, removed: 0 };
    expect(to('Delta epsilon zeta.\n\nAlpha beta gamma.\n\n')).toEqual(none);
    expect(to('Alpha\n\nbeta gamma.\n\nDelta epsilon zeta.\n')).toEqual(none);
    expect(to('Alpha beta gamma [@who].\n\nDelta epsilon zeta.\n')).toEqual(none);
  });

  it('added less words removed are the difference of the counts', () => {
    fc.assert(
      fc.property(editedTexts, ({ before, after }) => {
        const body = newBody(before);
        const next = applyBodyEdit(body, editBody(body, after, 99));
        const { added, removed } = wordChange(body, next);
        expect(added - removed).toBe(wordCount(next) - wordCount(body));
      }),
      { numRuns: 150 },
    );
  });
});
