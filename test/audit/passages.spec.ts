import type { Blamed } from '../../src/audit/page/answers';
import { paragraphsOf } from '../../src/audit/page/passages';
import { fc } from '../setup/chance';

const blamed = (text: string, start: number, end: number): Blamed => ({
  text,
  start,
  end,
  revision: 1,
  actor: { id: 'ana', name: 'Ana', role: 'editor' },
  recordedAt: '2026-01-01T00:00:00.000Z',
  note: null,
  origin: null,
  citations: [],
});
type Span = readonly [start: number, end: number];

const drawn = (body: string, ...sentences: Span[]) => {
  const blame = sentences.map(([start, end]) => blamed(body.slice(start, end), start, end));
  return paragraphsOf(body, blame).map(({ pieces }) =>
    pieces.map(({ text, item }) => (item === undefined ? text : `${item}:${text}`)),
  );
};

describe('The text on the page', () => {
  it('is cut into paragraphs, and these into the sentences that blame knows', () => {
    expect(drawn('One. Two.\n\nThree.\n', [0, 4], [5, 9], [11, 17])).toEqual([
      ['0:One.', ' ', '1:Two.'],
      ['2:Three.', '\n'],
    ]);
  });

  it('draws a sentence over two paragraphs in both', () => {
    expect(drawn('- a\n\n- b', [0, 8])).toEqual([['0:- a'], ['0:- b']]);
  });

  it('loses no character but the blank lines between paragraphs, whatever blame says', () => {
    const text = fc.array(fc.constantFrom('a.', ' ', '\n', '\n\n', 'b', '# c', '<i>'), { maxLength: 30 }).map((all) => all.join('')); // prettier-ignore
    fc.assert(
      fc.property(text, fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 6 }), (body, sentences) => {
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
