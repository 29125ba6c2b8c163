// The words of texts as rows keep them: divided by PostgreSQL, with the bits of those that stand next to each other. These are made
// here, before the row is written; of a long text they would leave out little, so that it has them all.
import type { Asked } from '../newsroom-rows';
import { allBits, neighbourBits } from './neighbours';

/** By weight, as `searchText` makes them. */
export interface WeightedTexts {
  /** The text search configuration. */
  readonly configuration: string;
  readonly a?: string;
  readonly b?: string;
  readonly c?: string;
  readonly d?: string;
}

const weights = ['a', 'b', 'c', 'd'] as const;
const textsOf = (of: WeightedTexts): string[] => weights.map((weight) => of[weight] ?? '');

const weighted = weights
  .map(
    (weight) =>
      `setweight(to_tsvector(n.configuration::regconfig, coalesce(n.${weight}, '')), '${weight.toUpperCase()}')`,
  )
  .join('\n       || ');

/** Columns of a `json_to_recordset` of what `divided` answers, beside the configuration. */
export const dividedColumns = `${weights.map((weight) => `${weight} text`).join(', ')}, vector tsvector, neighbours text`;
/** Of such a record `n`: what a row keeps as `vector`, and as `neighbours`. */
export const kept = { vector: `coalesce(n.vector, ${weighted})`, neighbours: `decode(n.neighbours, 'base64')` };

/** UTF-16 units, some two thousand words: of more, two bits in three would be set. */
const longest = 12_000;

/** Each as the statement needs it that writes the rows, in their order. */
export async function divided<Row extends WeightedTexts>(
  rows: readonly Row[],
  asked: Asked,
): Promise<readonly object[]> {
  const short = rows.filter((row) => textsOf(row).join('').length <= longest);
  const made = await vectorsOf(short, asked);
  const vectors = new Map(short.map((row, nth) => [row, made[nth]]));
  return rows.map((row) => {
    const vector = vectors.get(row);
    const bits = vector === undefined ? allBits : neighbourBits(vector);
    return { ...row, ...(vector !== undefined && withoutTexts), vector, neighbours: bits.toString('base64') };
  });
}

const withoutTexts = { a: undefined, b: undefined, c: undefined, d: undefined };

async function vectorsOf(texts: readonly WeightedTexts[], asked: Asked): Promise<readonly string[]> {
  if (texts.length === 0) return [];
  const given = texts.map(({ configuration, a, b, c, d }) => ({ configuration, a, b, c, d }));
  const rows = await asked.query<{ vector: string }[]>(dividing, [JSON.stringify(given)]);
  return rows.map(({ vector }) => vector);
}

const dividing = `
select (${weighted})::text as vector
  from rows from (json_to_recordset($1::json) as (configuration text, a text, b text, c text, d text))
       with ordinality as n (configuration, a, b, c, d, nth)
 order by n.nth`;
