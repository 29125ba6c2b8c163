import { deepest, readJson, readText } from '../../src/http/body-text';
import { placeOfFault } from '../../src/http/json-place';
import { fc } from '../setup/chance';

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const refused = (bytes: string | Buffer): string => {
  try {
    readJson(Buffer.from(bytes as string));
  } catch (error) {
    return (error as Error).message;
  }
  return 'taken';
};

describe('A JSON body', () => {
  it('is any JSON there is', () => {
    fc.assert(
      // `__proto__` and its like are refused, which has a test of its own.
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        fc.pre(!/__proto__|constructor/.test(JSON.stringify(value)));
        expect(readJson(Buffer.from(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('that is empty is none', () => {
    expect(readJson(Buffer.alloc(0))).toBeUndefined();
  });

  it.each([
    ['nested deeper than 32 levels', nested(deepest + 1), 'nested deeper'],
    ['nested a hundred thousand levels deep', '['.repeat(100_000), 'nested deeper'],
    ['nested in objects', '{"a":'.repeat(33) + '1' + '}'.repeat(33), 'nested deeper'],
    ['that is not UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22]), 'not well-formed UTF-8'],
    ['with an overlong form', Buffer.from([0x22, 0xc0, 0x80, 0x22]), 'not well-formed UTF-8'],
    ['with a raw surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'not well-formed UTF-8'],
    ['with a raw NUL', '"\0"', 'NUL'],
    ['with an escaped NUL', String.raw`{"a":["x\u0000"]}`, 'NUL'],
    ['with a NUL in a name', String.raw`{"\u0000":1}`, 'NUL'],
    ['with half of a surrogate pair', String.raw`{"a":"\ud800x"}`, 'surrogate'],
    ['with half of a surrogate pair in a name', String.raw`{"\udfff":1}`, 'surrogate'],
    ['with __proto__', '{"a":[{"__proto__":{"admin":true}}]}', '__proto__'],
    ['with an escaped __proto__', String.raw`{"\u005f_proto__":1}`, '__proto__'],
    ['with constructor.prototype', '{"constructor":{"prototype":{"a":1}}}', 'constructor'],
    ['with a byte order mark', '\ufeff{}', 'line 1, column 1'],
    ['that is no JSON', '{"a": tru}', 'line 1, column 7'],
  ])('%s is refused', (_, body, why) => {
    expect(refused(body)).toContain(why);
  });

  it.each([
    ['exactly 32 levels', nested(deepest)],
    ['brackets in strings', JSON.stringify({ a: '['.repeat(100) + '\\"' + '{'.repeat(100) })],
    ['a backslash at the end of a string', JSON.stringify({ a: '\\', b: '['.repeat(40), c: '\\\\' })],
    ['a whole surrogate pair', String.raw`"\ud83d\ude00"`],
    ['an object that has a constructor', '{"constructor":"Gustave Eiffel"}'],
    ['text about __proto__', '{"a":"never send __proto__"}'],
  ])('with %s is taken', (_, body) => {
    expect(refused(body)).toBe('taken');
  });

  it('is not quoted in the refusal', () => {
    expect(refused('{"secret": hunter2}')).toBe('The body is not JSON: line 1, column 12.');
  });
});

describe('The place where text stops being JSON', () => {
  it.each([
    ['{\n  "a": 1,\n}', 3, 1],
    ['{"a" 1}', 1, 6],
    ['[1 2]', 1, 4],
    ['[1,]', 1, 4],
    ['{"a":1', 1, 7],
    ['"open', 1, 1],
    ['[01]', 1, 2],
    ['{} {}', 1, 4],
    ['[}', 1, 2],
    ['', 1, 1],
    ["{'a':1}", 1, 2],
    ['[1.]', 1, 2],
    ['nulls', 1, 1],
  ])('of %j is line %d, column %d', (text, line, column) => {
    expect(placeOfFault(text)).toEqual({ line, column });
  });

  it('is the end of whatever was cut off, and never before what is right', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify([value]);
        expect(placeOfFault(text).column).toBe(text.length + 1);
        expect(placeOfFault(`${text}]`).column).toBe(text.length + 1);
      }),
    );
  });
});

describe('A text body', () => {
  it('stays as it is, byte order mark and line ends included', () => {
    const text = '\ufeff# Naïef\r\n\r\n\u0301e\n';
    expect(readText(Buffer.from(text))).toBe(text);
  });

  it.each([Buffer.from('a\0b'), Buffer.from([0xff])])('of %p is refused', (bytes) => {
    expect(() => readText(bytes)).toThrow(expect.objectContaining({ code: 'malformed-body' }));
  });
});
