import { createHash } from 'node:crypto';
import { GrowingTree } from '../../src/ledger/growing-tree';
import { rootOf } from '../../src/ledger/merkle';
import { edgeOf, hashesAt, headOf, readTileAddress, runsOf, tileAddress } from '../../src/ledger/tiles';
import { fc } from '../setup/chance';

const leaf = (nth: number): Buffer => createHash('sha256').update(`leaf ${nth}`).digest();
const leaves = Array.from({ length: 1100 }, (_, nth) => leaf(nth));

it('names a tile as C2SP tlog-tiles does', () => {
  const named = (index: number, width = 256) => tileAddress({ level: 1, index: index * 256, width });
  expect([named(0), named(67, 9), named(999), named(1000), named(1234067, 17)]).toEqual([
    '1/000',
    '1/067.p/9',
    '1/999',
    '1/x001/000',
    '1/x001/x234/067.p/17',
  ]);
});

it('reads the addresses that it writes, and no other', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 63 }),
      fc.integer({ min: 0, max: 2 ** 40 }),
      fc.integer({ min: 1, max: 256 }),
      (level, number, width) => {
        // prettier-ignore
        const run = { level, index: number * 256, width };
        const address = tileAddress(run);
        expect(readTileAddress(String(level), address.slice(address.indexOf('/') + 1))).toEqual(run);
      },
    ),
  );
  const wrong = ['', '0', '00', '0000', 'x000/000', '000/000', '001.p/', '001.p/0', '001.p/07', '001.p/256', '001.p/1.p/1', 'x001', '1/000', '000\n']; // prettier-ignore
  for (const path of wrong) expect([path, readTileAddress('0', path)]).toEqual([path, undefined]);
  for (const level of ['64', '00', '-1', '', 'entries']) expect(readTileAddress(level, '000')).toBeUndefined();
});

it('knows the tiles that a tree of 70,000 leaves consists of', () => {
  expect([0, 1, 2].map((level) => hashesAt(level, 70_000))).toEqual([70_000, 273, 1]);
  expect(edgeOf(70_000).map(({ width }) => width)).toEqual([112, 17, 1]);
  expect(edgeOf(256).map(({ width }) => width)).toEqual([0, 1]);
  expect(edgeOf(0)).toEqual([]);
});

it('takes any range of a tree from hashes that lie within one tile each', () => {
  expect(runsOf({ start: 65_536, end: 65_536 + 256 + 3 })).toEqual([
    { level: 1, index: 256, width: 1 },
    { level: 0, index: 65_792, width: 2 },
    { level: 0, index: 65_794, width: 1 },
  ]);
});

it('grows in steps of any size to the same hashes and heads', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 4 }), (steps) => {
      const stored: Buffer[][] = [];
      let size = 0;
      for (const step of steps) {
        const edge = edgeOf(size).map(({ level, index, width }) => stored[level]?.slice(index, index + width) ?? []);
        const tree = new GrowingTree(size, edge);
        leaves.slice(size, size + step).forEach((one) => tree.add(one));
        size = Math.min(size + step, leaves.length);
        expect(tree.head()).toEqual({ size, root: rootOf(leaves.slice(0, size)) });
        for (const { level, index, width, hashes } of tree.newHashes()) {
          const level0 = (stored[level] ??= []);
          expect([index, hashes.length, (index % 256) + width <= 256]).toEqual([level0.length, 32 * width, true]);
          for (let at = 0; at < hashes.length; at += 32) level0.push(hashes.subarray(at, at + 32));
        }
      }
      expect(stored[0] ?? []).toEqual(leaves.slice(0, size));
      expect(stored.map((hashes) => hashes.length)).toEqual(edgeOf(size).map(({ level }) => hashesAt(level, size)));
      const head = headOf({ start: 0, end: size }, ({ level, index, width }) => (stored[level] ?? []).slice(index, index + width)); // prettier-ignore
      expect(head).toEqual(rootOf(leaves.slice(0, size)));
    }),
    { numRuns: 30 },
  );
});
