import { createHash } from 'node:crypto';
import { RFC9162 } from '@transmute/rfc9162';
import {
  consistencyPath,
  emptyRoot,
  hashOf,
  inclusionPath,
  interiorHash,
  provesConsistency,
  provesInclusion,
  rootOf,
  type Range,
} from '../../src/ledger/merkle';
import { fc } from '../setup/chance';

const hex = (bytes: string): Buffer => Buffer.from(bytes, 'hex');
const leafOf = (entry: Uint8Array): Buffer => createHash('sha256').update(Buffer.of(0)).update(entry).digest();

/** The eight entries and their heads with which implementations of RFC 6962 have been compared since the first one. */
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hex);
const heads = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
].map(hex);
const leaves = entries.map(leafOf);

const many = Array.from({ length: 257 }, (_, nth) => leafOf(Buffer.from(`entry ${nth}`)));
const manyHeads = many.map((_, nth) => rootOf(many.slice(0, nth + 1)));
const known = new Map<string, Buffer>();
/** Ranges come again and again: each is hashed once. */
const part = (range: Range): Buffer => {
  const name = `${range.start} ${range.end}`;
  const head = known.get(name) ?? hashOf(many)(range);
  known.set(name, head);
  return head;
};
const headOf = (size: number) => ({ size, root: manyHeads[size - 1] ?? emptyRoot });

it('gives the known heads of the known entries', () => {
  heads.forEach((head, size) => expect(rootOf(leaves.slice(0, size)).toString('hex')).toBe(head.toString('hex')));
});

it('gives the known paths of the known entries', () => {
  const ranges = hashOf(leaves);
  expect(inclusionPath(0, 8, ranges).map((hash) => hash.toString('hex'))).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  expect(consistencyPath(6, 8, ranges).map((hash) => hash.toString('hex'))).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

it('covers in a proof the ranges that RFC 6962 names', () => {
  const asItIs = (range: unknown) => range;
  expect(inclusionPath(4, 7, asItIs)).toEqual([
    { start: 5, end: 6 },
    { start: 6, end: 7 },
    { start: 0, end: 4 },
  ]);
  expect(consistencyPath(4, 7, asItIs)).toEqual([{ start: 4, end: 7 }]);
  expect(consistencyPath(3, 7, asItIs)).toEqual([
    { start: 2, end: 3 },
    { start: 3, end: 4 },
    { start: 0, end: 2 },
    { start: 4, end: 7 },
  ]);
});

it('proves each leaf in each tree of up to 257 leaves', () => {
  for (let size = 1; size <= 257; size += 1) {
    const root = headOf(size).root;
    const unproved = many
      .slice(0, size)
      .filter((leaf, index) => !provesInclusion({ leaf, index, size, path: inclusionPath(index, size, part) }, root));
    expect(unproved).toEqual([]);
  }
});

it('proves each tree of up to 130 leaves the beginning of each larger one', () => {
  for (let to = 0; to <= 130; to += 1) {
    const sizes = Array.from({ length: to + 1 }, (_, from) => from);
    const unproved = sizes.filter(
      (from) => !provesConsistency(headOf(from), headOf(to), consistencyPath(from, to, part)),
    );
    expect(unproved).toEqual([]);
  }
});

const sized = fc.integer({ min: 1, max: 257 });

it('proves nothing with a path that was changed, cut or lengthened, and nothing of another place', () => {
  fc.assert(
    fc.property(sized, fc.integer({ min: 0 }), fc.integer({ min: 0 }), (size, one, other) => {
      const index = one % size;
      const path = inclusionPath(index, size, part);
      const proof = { leaf: part({ start: index, end: index + 1 }), index, size, path };
      const { root } = headOf(size);
      for (const changed of changes(path, other))
        expect(provesInclusion({ ...proof, path: changed }, root)).toBe(false);
      const elsewhere = other % size;
      expect(provesInclusion({ ...proof, index: elsewhere }, root)).toBe(elsewhere === index);
      expect(provesInclusion({ ...proof, index: size }, root)).toBe(false);
      expect(provesInclusion(proof, interiorHash(root, root))).toBe(false);
    }),
  );
});

it('proves no consistency with a path that was changed, cut or lengthened, and none of other heads', () => {
  fc.assert(
    fc.property(sized, sized, fc.integer({ min: 0 }), (one, other, seed) => {
      const [from, to] = one < other ? [one, other] : [other, one];
      const path = consistencyPath(from, to, part);
      const [older, newer] = [headOf(from), headOf(to)];
      const wrong = interiorHash(older.root, newer.root);
      for (const changed of changes(path, seed)) expect(provesConsistency(older, newer, changed)).toBe(false);
      expect(provesConsistency({ ...older, root: wrong }, newer, path)).toBe(false);
      expect(provesConsistency(older, { ...newer, root: wrong }, path)).toBe(false);
      if (from !== to) expect(provesConsistency(newer, older, path)).toBe(false);
    }),
  );
});

it('takes nothing for a size that is none, and no hash of another length', () => {
  const [leaf = emptyRoot] = many;
  expect(provesInclusion({ leaf, index: 0, size: 1, path: [] }, leaf)).toBe(true);
  for (const size of [0, -1, 1.5, Number.NaN, 2 ** 53])
    expect(provesInclusion({ leaf, index: 0, size, path: [] }, leaf)).toBe(false);
  expect(provesInclusion({ leaf, index: -1, size: 1, path: [] }, leaf)).toBe(false);
  // Without a fixed length what stands on one side of a node could be moved to the other.
  const [two, short] = [headOf(2), Buffer.alloc(31)];
  expect(provesConsistency(headOf(1), { size: 2, root: interiorHash(leaf, short) }, [short])).toBe(false);
  expect(provesInclusion({ leaf, index: 0, size: 2, path: [short] }, interiorHash(leaf, short))).toBe(false);
  expect(provesConsistency({ size: 0, root: leaf }, two, [])).toBe(false);
});

it('knows the shape of trees larger than any log', () => {
  const size = 2 ** 53 - 1;
  expect(inclusionPath(size - 1, size, ({ start, end }) => end - start)).toHaveLength(52);
  expect(consistencyPath(2 ** 52, size, (range) => range)).toEqual([{ start: 2 ** 52, end: size }]);
});

it('gives what another implementation of RFC 9162 gives', async () => {
  const some = fc.uint8Array({ maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 0 }), some, async (size, seed, salt) => {
      const list = Array.from({ length: size }, (_, nth) => Buffer.concat([Buffer.from(`${nth} `), salt]));
      const hashes = list.map(leafOf);
      const [index, from] = [seed % size, (seed % size) + 1];
      expect(Buffer.from(await RFC9162.treeHead(list))).toEqual(rootOf(hashes));
      expect((await RFC9162.PATH(index, list)).map((one) => Buffer.from(one))).toEqual(
        inclusionPath(index, size, hashOf(hashes)),
      );
      // It never leaves out the head of the older tree, which RFC 6962 does where that tree is whole in the newer one.
      const whole = Number.isInteger(Math.log2(from)) || from === size;
      const theirs = (await RFC9162.PROOF(from, list)).slice(whole ? 1 : 0).map((one) => Buffer.from(one));
      expect(theirs).toEqual(consistencyPath(from, size, hashOf(hashes)));
    }),
    { numRuns: 60 },
  );
});

/** Every way in which a path is another one. */
function changes(path: readonly Buffer[], seed: number): Buffer[][] {
  const at = seed % Math.max(path.length, 1);
  const flipped = path.map((hash, nth) =>
    nth === at ? Buffer.from(hash.map((byte, n) => (n === 0 ? byte ^ 1 : byte))) : hash,
  );
  const lengthened = [...path, emptyRoot];
  return path.length === 0
    ? [lengthened]
    : [flipped, path.slice(1), path.slice(0, -1), lengthened, [emptyRoot, ...path]];
}
