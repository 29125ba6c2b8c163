// Myers's divide and conquer: the middle of a shortest edit path is searched from both ends at once, then each half.
// Where that grows costly it settles for a good path, at the same costs as git does, so that the answers agree.
import { settle, type Box, type Front, type Fronts, type Split } from './line-settle';
import { roughRoot } from './line-sides';

export interface Searched {
  readonly numbers: Int32Array;
  /** Called for each index that has no partner on the other side. */
  readonly mark: (index: number) => void;
}

// Looked up once: in a VM context, as tests run in, each look-up of a global costs more than a step of the search.
const { max, min } = Math;

const leastCostLimit = 256;
const costBeforeSnakes = 256;
const longSnake = 20;
const farOff = 0x7fffffff;

/** Marks what a shortest (or, where that is costly, a short) edit script removes from `a` and inserts from `b`. */
export function markChanged(a: Searched, b: Searched): void {
  new Search(a, b).mark({ top: 0, bottom: a.numbers.length, left: 0, right: b.numbers.length }, false);
}

class Search implements Fronts {
  readonly forward: Front;
  readonly backward: Front;
  readonly origin: number;
  private readonly costLimit: number;
  private snakeSeen = false;

  constructor(
    private readonly a: Searched,
    private readonly b: Searched,
  ) {
    const diagonals = a.numbers.length + b.numbers.length + 3;
    this.origin = b.numbers.length + 1;
    this.costLimit = max(roughRoot(diagonals), leastCostLimit);
    this.forward = { rows: new Int32Array(diagonals), low: 0, high: 0 };
    this.backward = { rows: new Int32Array(diagonals), low: 0, high: 0 };
  }

  mark(whole: Box, exact: boolean): void {
    const box = this.trimmed(whole);
    if (box.top === box.bottom) for (let column = box.left; column < box.right; column += 1) this.b.mark(column);
    else if (box.left === box.right) for (let row = box.top; row < box.bottom; row += 1) this.a.mark(row);
    else {
      const { row, column, exactBefore, exactAfter } = this.split(box, exact);
      this.mark({ ...box, bottom: row, right: column }, exactBefore);
      this.mark({ ...box, top: row, left: column }, exactAfter);
    }
  }

  equal(row: number, column: number): boolean {
    return this.a.numbers[row] === this.b.numbers[column];
  }

  private trimmed({ top, bottom, left, right }: Box): Box {
    while (top < bottom && left < right && this.equal(top, left)) [top, left] = [top + 1, left + 1];
    while (top < bottom && left < right && this.equal(bottom - 1, right - 1)) [bottom, right] = [bottom - 1, right - 1];
    return { top, bottom, left, right };
  }

  private split(box: Box, exact: boolean): Split {
    const { forward, backward, origin } = this;
    forward.low = forward.high = box.top - box.left;
    backward.low = backward.high = box.bottom - box.right;
    const odd = (forward.low - backward.low) % 2 !== 0;
    forward.rows[origin + forward.low] = box.top;
    backward.rows[origin + backward.low] = box.bottom;
    for (let cost = 1; ; cost += 1) {
      this.snakeSeen = false;
      const met = this.advance(box, odd) ?? this.retreat(box, !odd);
      if (met !== undefined) return met;
      const trySnakes = this.snakeSeen && cost > costBeforeSnakes;
      const found = exact ? undefined : settle(this, box, { cost, trySnakes, giveUp: cost >= this.costLimit });
      if (found !== undefined) return found;
    }
  }

  /** One step from the top left; the split where the two searches meet. */
  private advance(box: Box, mayMeet: boolean): Split | undefined {
    const { forward, backward, origin } = this;
    const { rows } = forward;
    widen(forward, box, { origin, beyond: -1 });
    for (let diagonal = forward.high; diagonal >= forward.low; diagonal -= 2) {
      const at = origin + diagonal;
      const row = this.down(box, max((rows[at - 1] ?? 0) + 1, rows[at + 1] ?? 0), diagonal);
      rows[at] = row;
      if (mayMeet && reaches(backward, diagonal) && (backward.rows[at] ?? 0) <= row) return meeting(row, diagonal);
    }
    return undefined;
  }

  /** One step from the bottom right. */
  private retreat(box: Box, mayMeet: boolean): Split | undefined {
    const { forward, backward, origin } = this;
    const { rows } = backward;
    widen(backward, box, { origin, beyond: farOff });
    for (let diagonal = backward.high; diagonal >= backward.low; diagonal -= 2) {
      const at = origin + diagonal;
      const row = this.up(box, min(rows[at - 1] ?? 0, (rows[at + 1] ?? 0) - 1), diagonal);
      rows[at] = row;
      if (mayMeet && reaches(forward, diagonal) && row <= (forward.rows[at] ?? 0)) return meeting(row, diagonal);
    }
    return undefined;
  }

  private down({ bottom, right }: Box, start: number, diagonal: number): number {
    let row = start;
    while (row < bottom && row - diagonal < right && this.equal(row, row - diagonal)) row += 1;
    this.snakeSeen ||= row - start > longSnake;
    return row;
  }

  private up({ top, left }: Box, start: number, diagonal: number): number {
    let row = start;
    while (row > top && row - diagonal > left && this.equal(row - 1, row - diagonal - 1)) row -= 1;
    this.snakeSeen ||= start - row > longSnake;
    return row;
  }
}

const reaches = (front: Front, diagonal: number): boolean => front.low <= diagonal && diagonal <= front.high;

const meeting = (row: number, diagonal: number): Split => ({
  row,
  column: row - diagonal,
  exactBefore: true,
  exactAfter: true,
});

/** The next step's diagonals: one more on each side, or one less where that would leave the box. */
function widen(front: Front, box: Box, { origin, beyond }: { origin: number; beyond: number }): void {
  if (front.low > box.top - box.right) front.rows[origin + --front.low - 1] = beyond;
  else front.low += 1;
  if (front.high < box.bottom - box.left) front.rows[origin + ++front.high + 1] = beyond;
  else front.high -= 1;
}
