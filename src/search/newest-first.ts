// The newest matches of a search without reading all matches: of the newest texts so many are searched as should have enough of them,
// then older ones while these had too few; all at once where that is less work. What it costs grows with what is wanted, not with how
// often a word occurs.
import type { Expected } from './expected-rows';

/**
 * Texts older than a place, if there is one: so many of them, one after the other, or those from a place on, by an index; without
 * either all.
 */
export interface Window<Place> {
  readonly walked?: number;
  readonly since?: Place;
  readonly before?: Place;
  /** Whether the newsroom's are most of the table's texts: the index need not be asked whose they are. */
  readonly areMost: boolean;
}

/** What a statement answers of matches, how many of them it found, and where the oldest of these lies. */
export interface Matches<Row, Place> {
  readonly rows: readonly Row[];
  readonly found: number;
  readonly oldest?: Place;
}

export interface Newest<Row, Place> {
  /** How many texts all newsrooms have; below none where nobody has counted. */
  readonly rows: number;
  /** Whether most of the texts that are looked at one after the other are left out before their rows are read. */
  readonly isNarrowed: boolean;
  /** How many texts there are, and how many of them should be matches. */
  expected(): Promise<Expected>;
  /** Where the nth newest text lies, the newest being the first, or one near it; undefined where there are not so many. */
  nth(count: number): Promise<Place | undefined>;
  /** The newest matches of the window, at most so many. */
  within(window: Window<Place>, limit: number): Promise<Matches<Row, Place>>;
}

/** More than there are. */
const all = Number.MAX_SAFE_INTEGER;
/** Matches that are read in the time in which a window's end is found. */
const worthwhile = 500;
/** Of a window that has more of the texts the index answers no faster than of all. */
const windowed = 1 / 2;
/** Where more of the texts are candidates, to look at each takes less time than to ask the index. */
const walkable = { row: 1 / 3, narrowed: 1 / 8 };
/** A window has room for so many times the matches that are wanted; one that is walked through is left when these are found. */
const room = { indexed: 1.2, walked: 5 };

/** In the order of the windows, the newest first; of each as its statement answered them. */
export async function newestMatches<Row, Place>(newest: Newest<Row, Place>, wanted: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let [seen, found] = [0, 0];
  let before: Place | undefined;
  const { texts, candidates, matches: expected } = await newest.expected();
  const areMost = newest.rows > 0 && texts > newest.rows / 2;
  const isWalk = candidates > texts * (newest.isNarrowed ? walkable.narrowed : walkable.row);
  for (let matches = expected; ;) {
    const most = (wanted - found) * (isWalk ? room.walked : room.indexed);
    const count = rounded(seen + Math.ceil((most * texts) / Math.max(matches, 1)));
    const isRest = count >= texts || (!isWalk && isCheaper(count / texts, (matches * (texts - seen)) / texts - most));
    const isWalked = isWalk && (newest.isNarrowed || !isRest);
    const since = isWalk || isRest ? undefined : await newest.nth(count);
    const window = { before, areMost, ...(isWalked ? { walked: isRest ? all : count - found } : { since }) };
    const inWindow = await newest.within(window, wanted - found);
    rows.push(...inWindow.rows);
    found += inWindow.found;
    if (isRest || found >= wanted) return rows;
    if (!isWalk && since === undefined) return rows;
    before = isWalk ? (inWindow.oldest ?? before) : since; // what was looked at behind the last match is looked at again
    seen = count;
    matches = (found * texts) / seen; // as it is rather than as it should be
  }
}

/** Whether an index answers of all texts as fast as of a window with that part of them, which leaves out so many matches. */
const isCheaper = (part: number, spared: number): boolean => part >= windowed || spared < worthwhile;

/** By an eighth at most: searches of like windows ask for the same places. */
function rounded(count: number): number {
  const step = 2 ** Math.max(Math.floor(Math.log2(count)) - 3, 0);
  return Math.ceil(count / step) * step;
}
