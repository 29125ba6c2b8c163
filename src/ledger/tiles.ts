// Where the hashes of a tree lie by C2SP tlog-tiles (https://c2sp.org/tlog-tiles): a hash of level n is the head over 256
// whole hashes of level n - 1, those of level 0 are the leaves, and 256 hashes of one level are a tile. Pure.
import { emptyRoot, interiorHash, rootOf, type Range } from './merkle';

export const tileWidth = 256;

/** Hashes of one level that follow each other within one tile. */
export interface HashRun {
  readonly level: number;
  /** Of the first one within its level. */
  readonly index: number;
  readonly width: number;
}

export type HashesOf = (run: HashRun) => readonly Buffer[];

/** The whole subtrees that a range of a tree consists of, largest first; each is a run of 1 to 128 hashes. */
export function runsOf({ start, end }: Range): HashRun[] {
  const runs: HashRun[] = [];
  for (let at = start; at < end;) {
    const height = Math.floor(Math.log2(end - at));
    const level = Math.floor(height / 8);
    runs.push({ level, index: at / tileWidth ** level, width: 2 ** (height % 8) });
    at += 2 ** height;
  }
  return runs;
}

/** The head over a range, from the runs that it consists of. */
export function headOf(range: Range, hashesOf: HashesOf): Buffer {
  const wholes = runsOf(range).map((run) => rootOf(hashesOf(run)));
  return wholes.reduceRight<Buffer | undefined>(joined, undefined) ?? emptyRoot;
}

const joined = (right: Buffer | undefined, left: Buffer): Buffer => (right ? interiorHash(left, right) : left);

/** How many hashes of that level a tree of that size has. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / tileWidth ** level);

/** The tiles that are not full in a tree of that size, lowest level first; an empty run where there is none of a level. */
export function edgeOf(size: number): HashRun[] {
  const edge: HashRun[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const count = hashesAt(level, size);
    edge.push({ level, index: count - (count % tileWidth), width: count % tileWidth });
  }
  return edge;
}

/** What a tile's address asks for: `x001/x234/067` or `x001/x234/067.p/17`; undefined for what is none. */
export function readTileAddress(level: string, path: string): HashRun | undefined {
  const [, number, width = String(tileWidth)] = /^((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path) ?? [];
  if (number === undefined || !/^(?:[0-9]|[1-5][0-9]|6[0-3])$/.test(level)) return undefined;
  const partial = path.includes('.p/');
  if (partial && Number(width) >= tileWidth) return undefined;
  if (/^x000\//.test(number) || number.length > 23) return undefined; // no index has two addresses, and none is that large
  return { level: Number(level), index: Number(number.replace(/[x/]/g, '')) * tileWidth, width: Number(width) };
}

/** The address below `tile/` of a run that begins a tile. */
export function tileAddress({ level, index, width }: HashRun): string {
  const digits = String(index / tileWidth).padStart(3, '0');
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const path = groups.map((group, nth) => (nth < groups.length - 1 ? `x${group}` : group)).join('/');
  return `${level}/${path}${width < tileWidth ? `.p/${width}` : ''}`;
}
