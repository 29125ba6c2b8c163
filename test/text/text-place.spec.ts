import { bodyText, type Body } from '../../src/text/body';
import { placeIn } from '../../src/text/text-place';
import { fc } from '../setup/chance';

const bodyOf = (...texts: string[]): Body => texts.map((text, id) => ({ id, text }));

describe('the place of an offset', () => {
  it('counts lines and columns from 1, whatever ends a line', () => {
    const body = bodyOf('one\n', 'two\r\nthree\rfour\n\n', 'five');
    expect(placeIn(body, 0, 0)).toEqual({ line: 1, column: 1 });
    expect(placeIn(body, 1, 2)).toEqual({ line: 2, column: 3 });
    expect(placeIn(body, 1, 5)).toEqual({ line: 3, column: 1 });
    expect(placeIn(body, 1, 11)).toEqual({ line: 4, column: 1 });
    expect(placeIn(body, 2, 4)).toEqual({ line: 6, column: 5 });
  });

  it('counts one line end where blocks share it, also across an empty one', () => {
    expect(placeIn(bodyOf('a\r', '', '\nb'), 2, 1)).toEqual({ line: 2, column: 1 });
  });

  it('counts columns in UTF-16 units', () => {
    expect(placeIn(bodyOf('🚢 in'), 0, 3)).toEqual({ line: 1, column: 4 });
  });

  it('is the same however the text is cut into blocks', () => {
    const piece = fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', ' ');
    const texts = fc.array(
      fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('')),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(texts, fc.nat(), (blocks, at) => {
        const body = bodyOf(...blocks);
        const block = at % blocks.length;
        const offset = at % ((blocks[block]?.length ?? 0) + 1);
        const before = bodyText(body.slice(0, block)).length + offset;
        const whole = bodyText(body);
        fc.pre(!(whole[before - 1] === '\r' && whole[before] === '\n'));
        const lines = whole.slice(0, before).split(/\r\n|\n|\r/);
        expect(placeIn(body, block, offset)).toEqual({ line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 });
      }),
    );
  });

  it('is refused in a block that is not there', () => {
    expect(() => placeIn(bodyOf('a'), 1, 0)).toThrow(RangeError);
  });
});
