// Texts divided into words by PostgreSQL, with what is made of the words beside them.
import type { EntityManager } from 'typeorm';
import { neighbourBits } from './neighbours';

/** By weight, as `searchText` makes them. */
export interface WeightedTexts {
  /** The text search configuration. */
  readonly configuration: string;
  readonly a?: string;
  readonly b?: string;
  readonly c?: string;
  readonly d?: string;
}

export interface DividedWords {
  /** A tsvector as PostgreSQL writes it. */
  readonly vector: string;
  /** As `neighbourBits` makes them, in base64. */
  readonly neighbours: string;
}

/** Each with its words in place of its texts, in their order. */
export async function divided<Row extends WeightedTexts>(
  rows: readonly Row[],
  manager: EntityManager,
): Promise<readonly (Row & DividedWords)[]> {
  const texts = rows.map(({ configuration, a, b, c, d }) => ({ configuration, a, b, c, d }));
  const made = await manager.query<{ vector: string }[]>(dividing, [JSON.stringify(texts)]);
  const none = { a: undefined, b: undefined, c: undefined, d: undefined };
  return rows.map((row, nth) => {
    const vector = made[nth]?.vector ?? '';
    return { ...row, ...none, vector, neighbours: neighbourBits(vector).toString('base64') };
  });
}

const weight = (member: string): string =>
  `setweight(to_tsvector(n.configuration::regconfig, coalesce(n.${member}, '')), '${member.toUpperCase()}')`;

const dividing = `
select (${['a', 'b', 'c', 'd'].map(weight).join('\n       || ')})::text as vector
  from rows from (json_to_recordset($1::json) as (configuration text, a text, b text, c text, d text))
       with ordinality as n (configuration, a, b, c, d, nth)
 order by n.nth`;
