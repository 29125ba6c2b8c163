import { partsOf } from '../../src/ledger/payload-parts';

it.each([
  ['{}', []],
  [' { } ', []],
  ['{"a":1}', [['a', '1']]],
  [
    '{ "a" :  [1,  {"x": "]}"}] ,\n"b":{ "c" : null}  }',
    [
      ['a', '[1,  {"x": "]}"}]'],
      ['b', '{ "c" : null}'],
    ],
  ],
  [
    '{"a":1.0e5,"b":-0,"c":1E+2 , "d":true}',
    [
      ['a', '1.0e5'],
      ['b', '-0'],
      ['c', '1E+2'],
      ['d', 'true'],
    ],
  ],
  [
    String.raw`{"\u0061\"b":"\\","c":"\u00e9, \"}","é":""}`,
    [
      ['a"b', String.raw`"\\"`],
      ['c', String.raw`"\u00e9, \"}"`],
      ['é', '""'],
    ],
  ],
] as const)('takes %s apart into names and the very texts of the values', (payload, parts) => {
  expect(partsOf(payload).map(({ name, text }) => [name, text])).toEqual(parts);
});

it('takes apart whatever JSON.stringify writes', () => {
  const payload = { by: { sub: 'ana' }, 'a\nb': [null, [{}], '{"'], b1: 'x\u2028"\\', n: -1e-7, '': { '}': ']' } };
  const texts = Object.entries(payload).map(([name, value]) => ({ name, text: JSON.stringify(value) }));
  expect(partsOf(JSON.stringify(payload))).toEqual(texts);
  expect(partsOf(JSON.stringify(payload, null, 2)).map(({ text }) => JSON.parse(text) as unknown)).toEqual(
    Object.values(payload),
  );
});
