// How words are found in a table's rows `w`, which have their text's `configuration` and `vector`: pieces of SQL. A query has
// to be divided into word forms as the text was, so it is asked in every configuration that the rows have. Pure.
import { searchQuery, unspacedRuns } from './search-text';
import { markEnd, markStart } from './snippet';

export interface Words {
  /** As `searchQuery` makes it. */
  readonly query: string;
  /** Its runs without spaces between words. */
  readonly runs: readonly string[];
  /** The text search configurations to ask in. */
  readonly configurations: readonly string[];
}

/** `q`: words that all have to be there; `"a phrase"`, `or` and `-without` work. */
export const wordsOf = (q: string, configurations: readonly string[]): Words => ({
  query: searchQuery(q),
  runs: unspacedRuns(q),
  configurations: configurations.filter((name) => /^[a-z]+$/.test(name)),
});

/** Makes a value a parameter of the statement, and names it. */
export type Given = (value: unknown) => string;

/** A condition for each configuration. */
export function matching({ query, configurations }: Words, given: Given): string {
  if (configurations.length === 0) return 'false';
  const asked = given(query);
  const all = configurations.map((name) => `(w.configuration = '${name}' and w.vector @@ ${queryIn(name, asked)})`);
  return `(${all.join(' or ')})`;
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

/** Divides by 1 + the logarithm of the length: a word says more of a short text. */
const byLength = 1;

const queryIn = (configuration: string, asked: string): string =>
  `websearch_to_tsquery('${configuration}'::regconfig, ${asked})`;

const fragments = `MaxFragments=2, MinWords=8, MaxWords=24, FragmentDelimiter=" … "`;
const whole = 'HighlightAll=true';
const marks = `StartSel=${markStart}, StopSel=${markEnd}`;

/** Of text without spaces, what stands about the first run; else the whole of a short one, and of a longer one what PostgreSQL makes of it. */
export function excerpt({ query, runs }: Words, text: string, given: Given): string {
  const [run] = runs;
  if (run !== undefined) return `substring(${text} from greatest(position(${given(run)} in ${text}) - 40, 1) for 120)`;
  const [asked, short, long] = [given(query), given(`${whole}, ${marks}`), given(`${fragments}, ${marks}`)];
  return headline(text, asked, `case when length(${text}) <= 200 then ${short} else ${long} end`);
}

/** A short text whole. */
export const wholeExcerpt = ({ query, runs }: Words, text: string, given: Given): string =>
  runs.length > 0 ? text : headline(text, given(query), given(`${whole}, ${marks}`));

const headline = (text: string, query: string, options: string): string =>
  `ts_headline(w.configuration::regconfig, ${text}, websearch_to_tsquery(w.configuration::regconfig, ${query}), ${options})`;

/** The configurations of a newsroom's ($1) rows: one step of the index on (newsroom_id, configuration) for each. */
export const usedConfigurations = (table: string): string => `
with recursive used as (
  select min(configuration) as configuration
    from ${table}
   where newsroom_id = $1
   union all
  select (select min(w.configuration)
            from ${table} w
           where w.newsroom_id = $1
             and w.configuration > u.configuration)
    from used u
   where u.configuration is not null)
select configuration
  from used
 where configuration is not null`;
