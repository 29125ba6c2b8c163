// Which words of a text stand next to each other, as bits: a phrase stands only where all its pairs of neighbours do, so that a text
// without a bit of one of them need not be looked at. One that has them all may still be without the phrase: a Bloom filter
// (Bloom 1970). Pure.

/** Bits of a text. With two for each pair one in twenty of the pairs that a text of five hundred words lacks seems to be there. */
const bits = 4_096;
/** A text that has them is never left out. */
export const allBits = Buffer.alloc(bits / 8, 0xff);
/** PostgreSQL counts the words of a text no farther. */
const lastPlace = 16_383;

/**
 * As many bytes for every text, in which bit n is what PostgreSQL's `get_bit` answers of n.
 *
 * @param vector a tsvector as PostgreSQL writes it
 */
export function neighbourBits(vector: string): Buffer {
  const { hashes, places, last, before } = placedWords(vector);
  const made = Buffer.alloc(bits / 8);
  for (let nth = 0; nth < hashes.length; nth += 1)
    for (let next = last[(places[nth] ?? lastPlace) + 1] ?? none; next !== none; next = before[next] ?? none)
      setBits(made, pairOf(hashes[nth] ?? 0, hashes[next] ?? 0));
  return made;
}

function setBits(made: Buffer, pair: number): void {
  setBit(made, firstOf(pair));
  setBit(made, secondOf(pair));
}

function setBit(made: Buffer, bit: number): void {
  made[bit >> 3] = (made[bit >> 3] ?? 0) | (1 << (bit & 7));
}

const none = -1;

/** Each word once for every place of it; of a place the last one, and of each the one before it at the same place. */
function placedWords(vector: string) {
  const [hashes, places, before]: [number[], number[], number[]] = [[], [], []];
  const last = new Int32Array(lastPlace + 2).fill(none);
  for (const [, word = '', written = ''] of vector.matchAll(entry)) {
    const hash = hashOf(word);
    for (const one of written.split(',')) {
      const place = Number.parseInt(one, 10); // its weight follows
      before.push(last[place] ?? none);
      places.push(place);
      last[place] = hashes.push(hash) - 1;
    }
  }
  return { hashes, places, last, before };
}

/** A word with its places, quoted as in queries. */
const entry = /'((?:[^']|'')*)':([\dA-C,]+)/g;

/**
 * Bits that every text has which the query finds: of each pair of words that have to stand next to each other.
 *
 * @param query a tsquery as PostgreSQL writes it
 */
export function neededBits(query: string): readonly number[] {
  const tokens: readonly string[] = query.match(token) ?? [];
  if (tokens.includes('|')) return [];
  const pairs = tokens.flatMap((one, nth) => (one === '<->' ? (pairAt(tokens, nth) ?? []) : []));
  return [...new Set(pairs.flatMap((pair) => [firstOf(pair), secondOf(pair)]))];
}

/** undefined where the two need not stand there: within parentheses, which are behind a `!`. */
function pairAt(tokens: readonly string[], nth: number): number | undefined {
  const [before = '', after = ''] = [tokens[nth - 1], tokens[nth + 1]];
  const behind = tokens.slice(0, nth);
  const isWithin = behind.lastIndexOf('(') > behind.lastIndexOf(')');
  return isWord(before) && isWord(after) && tokens[nth - 2] !== '!' && !isWithin
    ? pairOf(hashOf(bare(before)), hashOf(bare(after)))
    : undefined;
}

const token = /'(?:[^']|'')*'|<[-\d]+>|[&|!()]/g;
const isWord = (one: string): boolean => one.startsWith("'");
const bare = (quoted: string): string => quoted.slice(1, -1);

/** FNV-1a over UTF-16 units (Fowler, Noll, Vo 1991). */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

/** Mixed as MurmurHash3 ends (Appleby 2011). */
function pairOf(one: number, next: number): number {
  let hash = Math.imul(one, 31) + next;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash;
}

const firstOf = (pair: number): number => (pair >>> 20) % bits;
const secondOf = (pair: number): number => (pair >>> 4) % bits;
