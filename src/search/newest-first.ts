// The newest matches of a search without reading all matches: of the newest texts so many are searched as should have enough of them,
// then older ones while these had too few; all at once where that is less work. What it costs grows with what is wanted, not with how
// often a word occurs.
import type { Expected } from './expected-rows';

/** Texts from the one place on, up to the other. */
export interface Span<Place> {
  readonly from: Place;
  readonly to: Place;
}

/**
 * Texts older than a place, if there is one: so many of them, one after the other, or those in the span, by an index; without
 * either all.
 */
export interface Window<Place> {
  readonly walked?: number;
  readonly span?: Span<Place>;
  readonly before?: Place;
  /** Whether these are most of the table's texts: the index need not be asked whose they are. */
  readonly areMost: boolean;
}

/** What a statement answers of matches, and how many of them it found. */
export interface Matches<Row> {
  readonly rows: readonly Row[];
  readonly found: number;
}

export interface Newest<Row, Place> {
  /** How many texts there are, and how many of them should be matches. */
  expected(): Promise<Expected>;
  /** From the nth newest text to the newest, whatever stands in them; undefined where there are not so many. */
  nth(count: number): Promise<Span<Place> | undefined>;
  /** The newest matches of the window, at most so many. */
  within(window: Window<Place>, limit: number): Promise<Matches<Row>>;
}

/** Texts of an index that are looked at in the time in which one match is read and put in order. */
const textsForMatch = 12;
/** Where the index would leave out fewer texts, to look at each takes less time. */
const walkable = 1 / 3;
/** A window has room for so many times the matches that are wanted; one that is walked through is left when these are found. */
const room = { indexed: 1.2, walked: 5 };

/** In the order of the windows, the newest first; of each as its statement answered them. */
export async function newestMatches<Row, Place>(newest: Newest<Row, Place>, wanted: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let [seen, found] = [0, 0];
  let before: Place | undefined;
  const { rows: all, texts, candidates, matches: expected } = await newest.expected();
  const areMost = all > 0 && texts > all / 2; // below where nobody has counted yet
  const isWalk = candidates > texts * walkable;
  const most = isWalk ? room.walked : room.indexed;
  for (let matches = expected; ;) {
    const count = seen + Math.ceil(((wanted - found) * most * texts) / Math.max(matches, 1));
    const isRest = count >= texts || (!isWalk && matches * textsForMatch < count - seen);
    const span = isWalk || isRest ? undefined : await newest.nth(count);
    const window = { before, areMost, ...(isWalk && !isRest ? { walked: count - seen } : { span }) };
    const inWindow = await newest.within(window, wanted - found);
    rows.push(...inWindow.rows);
    found += inWindow.found;
    if (isRest || found >= wanted) return rows;
    before = (span ?? (await newest.nth(count)))?.from;
    if (before === undefined) return rows;
    seen = count;
    matches = (found * texts) / seen; // as it is rather than as it should be
  }
}
