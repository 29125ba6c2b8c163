// How many rows PostgreSQL's statistics have it expect, which costs no more than to plan a statement.
import type { Asked } from '../newsroom-rows';
import type { Given, Words } from './found-words';

export interface Expected {
  readonly texts: number;
  /** Those of them that have the words: the texts of a phrase have it only where these stand together. */
  readonly candidates: number;
  /** Those of them that should be matches. */
  readonly matches: number;
}

/** Conditions on rows `w`. */
export type Conditions = (given: Given) => readonly string[];

export interface Expecting {
  readonly table: string;
  readonly newsroom: string;
  readonly words: Words;
  readonly texts: Conditions;
  /** Of matches, which are among the texts. */
  readonly matches: Conditions;
}

interface Plan {
  readonly 'Plan Rows': number;
  readonly Plans?: readonly Plan[];
}

export type Explained = readonly { readonly 'QUERY PLAN': readonly { readonly Plan: Plan }[] }[];

/** PostgreSQL expects a phrase wherever its words are: so many times too often, say. */
const overPhrases = 10;

/**
 * Where PostgreSQL knows that nothing matches, nothing is expected of either.
 */
export async function expectedRows(
  asked: Asked,
  { table, newsroom, words, texts, matches }: Expecting,
): Promise<Expected> {
  const values: unknown[] = [newsroom];
  const given: Given = (value) => `$${values.push(value)}`;
  const rows = (conditions: Conditions): string =>
    `select from ${table} w where ${['w.newsroom_id = $1', ...conditions(given)].join(' and ')}`;
  const [explained] = await asked.query<Explained>(
    `explain (format json) ${rows(texts)} union all ${rows(matches)}`,
    values,
  );
  const [both, some] = explained?.['QUERY PLAN'][0]?.Plan.Plans ?? [];
  const [count, candidates] = both && some ? [both['Plan Rows'], some['Plan Rows']] : [0, 0];
  return {
    texts: count,
    candidates,
    matches: candidates / (words.query.includes('"') ? overPhrases : 1),
  };
}
