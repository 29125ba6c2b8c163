// The newest matches of a search without reading all matches: of the newest texts so many are searched as should have enough of them,
// and all only where these had too few. What it costs grows with what is wanted, not with how often a word occurs.

/** What a statement answers of matches, and how many of them it found. */
export interface Matches<Row> {
  readonly rows: readonly Row[];
  readonly found: number;
}

export interface Newest<Row, Place> {
  /** The place of the nth newest text, whatever stands in it; undefined where there are not so many. */
  nth(count: number): Promise<Place | undefined>;
  /** The newest matches from that place on, at most as many as are wanted; among all texts where it is undefined. */
  since(place: Place | undefined): Promise<Matches<Row>>;
}

/** Texts that are searched at first, for as many as are wanted and at least; and at most before all are. */
const [forEach, first, most] = [10, 3_000, 30_000];

export async function newestMatches<Row, Place>(newest: Newest<Row, Place>, wanted: number): Promise<readonly Row[]> {
  for (let count = Math.max(forEach * wanted, first); count <= most;) {
    const place = await newest.nth(count);
    const { rows, found } = await newest.since(place);
    if (place === undefined || found >= wanted) return rows;
    count = Math.ceil(Math.max((count * wanted * 1.5) / Math.max(found, 1), count * 2));
  }
  return (await newest.since(undefined)).rows;
}
