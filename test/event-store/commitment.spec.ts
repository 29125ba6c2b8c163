import { createHash } from 'node:crypto';
import { partCommitment, seal } from '../../src/event-store/commitment';

const sha256 = (...pieces: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  pieces.forEach((piece) => hash.update(piece));
  return hash.digest();
};
const salt = Buffer.alloc(32, 7);

it('commits to a part by its own salt, its name and its raw text', () => {
  const partSalt = sha256('stet-part-salt/v1\n', salt, 'headline');
  expect(partCommitment(salt, 'headline', '"Öl"')).toEqual(
    sha256('stet-part/v1\n', partSalt, 'headline', '\n', '"Öl"'),
  );
});

it('commits to a payload by its parts in the order in which they are stored', () => {
  const sealed = seal({ b: 1, a: [2] }, salt);
  expect(sealed.text).toBe('{"b":1,"a":[2]}');
  expect(sealed.commitment).toEqual(
    sha256('stet-payload/v1\n', partCommitment(salt, 'b', '1'), partCommitment(salt, 'a', '[2]')),
  );
});

it('leaves out members that are undefined', () => {
  expect(seal({ a: 1, b: undefined as never }).text).toBe('{"a":1}');
});

it('salts each event afresh', () => {
  const salts = Array.from({ length: 5000 }, () => seal({}).salt.toString('hex'));
  expect(new Set(salts).size).toBe(5000);
});
