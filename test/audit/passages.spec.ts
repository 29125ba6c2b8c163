import fc from 'fast-check';
import type { Blamed } from '../../src/audit/page/answers';
import { paragraphsOf } from '../../src/audit/page/passages';

const blamed = (text: string): Blamed => ({
  text,
  revision: 1,
  actor: { id: 'ana', name: 'Ana', role: 'editor' },
  recordedAt: '2026-01-01T00:00:00.000Z',
  note: null,
  origin: null,
  citations: [],
});
const drawn = (body: string, ...sentences: string[]) =>
  paragraphsOf(body, sentences.map(blamed)).map(({ pieces }) =>
    pieces.map(({ text, item }) => (item === undefined ? text : `${item}:${text}`)),
  );

describe('The text on the page', () => {
  it('is cut into paragraphs, and these into the sentences that blame knows', () => {
    expect(drawn('One. Two.\n\nThree.\n', 'One.', 'Two.', 'Three.')).toEqual([
      ['0:One.', ' ', '1:Two.'],
      ['2:Three.', '\n'],
    ]);
  });

  it('finds a sentence that stands twice in its place, and passes over one that is not there', () => {
    expect(drawn('No. Yes. No.', 'No.', 'Maybe.', 'Yes.', 'No.')).toEqual([['0:No.', ' ', '2:Yes.', ' ', '3:No.']]);
  });

  it('draws a sentence over two paragraphs in both', () => {
    expect(drawn('- a\n\n- b', '- a\n\n- b')).toEqual([['0:- a'], ['0:- b']]);
  });

  it('loses no character but the blank lines between paragraphs, whatever blame says', () => {
    const text = fc.array(fc.constantFrom('a.', ' ', '\n', '\n\n', 'b', '# c', '<i>'), { maxLength: 30 }).map((all) => all.join('')); // prettier-ignore
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 6 }), (body, sentences) => {
        const joined = drawn(body, ...sentences)
          .flat()
          .map((piece) => piece.replace(/^\d+:/, ''))
          .join('');
        expect(joined).toBe(body.replace(/\n{2,}/g, ''));
      }),
    );
  });

  it('marks the paragraphs that the revision before had not, word for word', () => {
    const marks = (body: string, before?: string) => paragraphsOf(body, [], before).map(({ isNew }) => isNew);
    expect(marks('One.\n\nTwo.\n\nThree.\n', 'One.\n\nTwo!\n\nThree.\n')).toEqual([false, true, false]);
    expect(marks('One.\n\nTwo.\n', 'One.\n')).toEqual([false, true]);
    expect(marks('One.')).toEqual([false]);
  });
});
