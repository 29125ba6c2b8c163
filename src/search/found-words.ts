// How words are found in a table's rows `w`, which have their text's `configuration` and `vector`: pieces of SQL. A query has
// to be divided into word forms as the text was, so it is asked in every configuration that the rows have. Pure.
import { searchQuery, unspacedRuns } from './search-text';
import { neededBits } from './neighbours';
import { markEnd, markStart } from './snippet';
import type { Configured } from './table-state';

export interface Words {
  /** As `searchQuery` makes it. */
  readonly query: string;
  /** Its runs without spaces between words. */
  readonly runs: readonly string[];
  /** The text search configurations to ask in. */
  readonly configurations: readonly string[];
  /** As `neededBits` makes them, in each of these. */
  readonly needed: ReadonlyMap<string, readonly number[]>;
}

/** `q`: words that all have to be there; `"a phrase"`, `or` and `-without` work. */
export function wordsOf(q: string, configured: readonly Configured[]): Words {
  const safe = configured.filter(({ name }) => /^[a-z]+$/.test(name));
  return {
    query: searchQuery(q),
    runs: unspacedRuns(q),
    configurations: safe.map(({ name }) => name),
    needed: new Map(safe.map(({ name, asked }) => [name, neededBits(asked)])),
  };
}

/** Makes a value a parameter of the statement, and names it. */
export type Given = (value: unknown) => string;

/** A condition for each configuration. */
export function matching({ query, configurations }: Words, given: Given): string {
  if (configurations.length === 0) return 'false';
  const asked = given(query);
  const all = configurations.map((name) => `(w.configuration = '${name}' and w.vector @@ ${queryIn(name, asked)})`);
  return `(${all.join(' or ')})`;
}

/**
 * A condition for each configuration, of `neighbours` in rows `p`: what does not fulfil it has not the phrase. undefined where it
 * would leave out nothing.
 */
export function neighbouring({ needed }: Words): string | undefined {
  const all = Array.from(needed, ([name, bits]) => [`p.configuration = '${name}'`, ...bits.map((bit) => `get_bit(p.neighbours, ${bit}) = 1`)]); // prettier-ignore
  if (all.length === 0 || all.some(({ length }) => length === 1)) return undefined;
  return `(${all.map((conditions) => `(${conditions.join(' and ')})`).join(' or ')})`;
}

/** How well a row's words fit: more of them, closer together, and in the headline before the standfirst before the text. */
export function rank({ query, configurations }: Words, given: Given): string {
  if (configurations.length === 0) return '0::real';
  const asked = given(query);
  const cases = configurations.map(
    (name) => `when '${name}' then ts_rank(w.vector, ${queryIn(name, asked)}, ${byLength})`,
  );
  return `case w.configuration ${cases.join(' ')} end`;
}

/** Divides by 1 + the logarithm of the number of different words: a word says more of a short text. Its length would have to be counted. */
const byLength = 16;

const queryIn = (configuration: string, asked: string): string =>
  `websearch_to_tsquery('${configuration}'::regconfig, ${asked})`;

/**
 * The words of the query as the row's configuration keeps them, for `passageAbout`: made once for each configuration, not for each
 * row. None for a row that has none of them.
 */
export function stems({ query, configurations }: Words, given: Given): string {
  const none = `'{}'::text[]`;
  if (configurations.length === 0) return none;
  const asked = given(query);
  const cases = configurations.map(
    (name) => `when '${name}' then (select tsvector_to_array(to_tsvector('${name}'::regconfig, ${asked})))`,
  );
  return `case w.configuration ${cases.join(' ')} else ${none} end`;
}

export interface Piece {
  readonly configuration: string;
  readonly text: string;
}

/** Each of the pieces with the words marked that PostgreSQL finds in it, in order; of a longer one what stands about them. */
export function marking({ query }: Words, pieces: readonly Piece[], given: Given): string {
  const [configurations, texts] = [pieces.map(({ configuration }) => configuration), pieces.map(({ text }) => text)];
  const options = `case when length(w.text) <= ${longestPiece} then ${given(`${whole}, ${marks}`)} else ${given(`${fragments}, ${marks}`)} end`;
  return `
select ts_headline(w.configuration::regconfig, w.text, websearch_to_tsquery(w.configuration::regconfig, ${given(query)}), ${options}) as marked
  from unnest(${given(configurations)}::text[], ${given(texts)}::text[]) with ordinality as w (configuration, text, nth)
 order by w.nth`;
}

/** Characters of what is shown whole. */
const longestPiece = 1_000;
const fragments = `MaxFragments=2, MinWords=8, MaxWords=24, FragmentDelimiter=" … "`;
const whole = 'HighlightAll=true';
const marks = `StartSel=${markStart}, StopSel=${markEnd}`;
