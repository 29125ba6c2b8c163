import { createHash } from 'node:crypto';
import { partCommitment, seal } from '../../src/event-store/commitment';
import { givenStore, type GivenStore } from './given';

let given: GivenStore;
beforeAll(async () => void (given = await givenStore()));
afterAll(() => given.close());

const salt = createHash('sha256').update('salt').digest();

const bySql = async (payload: string): Promise<string> => {
  const [row] = await given.source.query<{ c: Buffer }[]>('select log.commitment($1, $2::json) as c', [salt, payload]);
  return row?.c.toString('hex') ?? '';
};

const byParts = (...parts: readonly [name: string, text: string][]): string =>
  createHash('sha256')
    .update('stet-payload/v1\n')
    .update(Buffer.concat(parts.map(([name, text]) => partCommitment(salt, name, text))))
    .digest('hex');

it.each([
  [
    'spacing around and inside parts',
    '{ "a" :  [1,  2] ,\n"b":{ "c" : null}  }',
    [
      ['a', '[1,  2]'],
      ['b', '{ "c" : null}'],
    ],
  ],
  [
    'numbers as they are written',
    '{"a":1.0e5,"b":-0,"c":1E+2,"d":1.10}',
    [
      ['a', '1.0e5'],
      ['b', '-0'],
      ['c', '1E+2'],
      ['d', '1.10'],
    ],
  ],
  [
    'escapes as they are written',
    '{"a":"\\u00e9\\n\\/","\\u0061b":"é"}',
    [
      ['a', '"\\u00e9\\n\\/"'],
      ['ab', '"é"'],
    ],
  ],
  [
    'words that are no strings',
    '{"t":true,"f":false,"n":null,"s":""}',
    [
      ['t', 'true'],
      ['f', 'false'],
      ['n', 'null'],
      ['s', '""'],
    ],
  ],
  ['no part at all', '{}', []],
] as const)('commits to the stored bytes: %s', async (_, payload, parts) => {
  expect(await bySql(payload)).toBe(byParts(...(parts as unknown as [string, string][])));
});

it('is the same in JavaScript and in SQL', async () => {
  const payload = {
    headline: 'Höhe 🗼 \u2028 "x"',
    order: ['b1', 'b2'],
    '10': 1,
    '9': { a: [0.1, 1e21] },
    'a\nb': null,
  };
  const sealed = seal(payload, salt);
  expect(sealed.text).toBe(JSON.stringify(payload));
  expect(await bySql(sealed.text)).toBe(sealed.commitment.toString('hex'));
});
