// When the search for a shortest edit path has cost much: where to cut all the same. Limits as in git's xdiff.

/** Rows [top, bottom) against columns [left, right). */
export interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Split {
  readonly row: number;
  readonly column: number;
  /** Whether the half before, or after, is to be searched to the end whatever it costs. */
  readonly exactBefore: boolean;
  readonly exactAfter: boolean;
}

/** Furthest row reached from one end on the diagonals (row - column) low, low + 2 … high. */
export interface Front {
  readonly rows: Int32Array;
  low: number;
  high: number;
}

export interface Fronts {
  readonly forward: Front;
  readonly backward: Front;
  /** Index of diagonal 0 in the fronts' rows. */
  readonly origin: number;
  equal(row: number, column: number): boolean;
}

export interface Effort {
  readonly cost: number;
  readonly trySnakes: boolean;
  readonly giveUp: boolean;
}

interface Point {
  readonly row: number;
  readonly column: number;
}

const snakeLength = 20;
/** A path that got this many times further than it cost is taken. */
const worthwhile = 4;

/** Where to cut now, or undefined to go on searching. */
export function settle(fronts: Fronts, box: Box, { cost, trySnakes, giveUp }: Effort): Split | undefined {
  const before = trySnakes ? goodForward(fronts, box, cost) : undefined;
  if (before !== undefined) return { ...before, exactBefore: true, exactAfter: false };
  const after = trySnakes ? goodBackward(fronts, box, cost) : undefined;
  if (after !== undefined) return { ...after, exactBefore: false, exactAfter: true };
  return giveUp ? furthest(fronts, box) : undefined;
}

function* points({ rows, low, high }: Front, origin: number): Generator<Point & { diagonal: number }> {
  for (let diagonal = high; diagonal >= low; diagonal -= 2) {
    const row = rows[origin + diagonal] ?? 0;
    yield { diagonal, row, column: row - diagonal };
  }
}

function goodForward(fronts: Fronts, { top, bottom, left, right }: Box, cost: number): Point | undefined {
  let best: Point | undefined;
  let most = worthwhile * cost;
  for (const { diagonal, row, column } of points(fronts.forward, fronts.origin)) {
    const gain = row - top + (column - left) - Math.abs(diagonal - (top - left));
    const inside = top + snakeLength <= row && row < bottom && left + snakeLength <= column && column < right;
    if (gain <= most || !inside || !isSnake(fronts, row - snakeLength, column - snakeLength)) continue;
    [best, most] = [{ row, column }, gain];
  }
  return best;
}

function goodBackward(fronts: Fronts, { top, bottom, left, right }: Box, cost: number): Point | undefined {
  let best: Point | undefined;
  let most = worthwhile * cost;
  for (const { diagonal, row, column } of points(fronts.backward, fronts.origin)) {
    const gain = bottom - row + (right - column) - Math.abs(diagonal - (bottom - right));
    const inside = top < row && row <= bottom - snakeLength && left < column && column <= right - snakeLength;
    if (gain <= most || !inside || !isSnake(fronts, row, column)) continue;
    [best, most] = [{ row, column }, gain];
  }
  return best;
}

function isSnake(fronts: Fronts, row: number, column: number): boolean {
  let length = 0;
  while (length < snakeLength && fronts.equal(row + length, column + length)) length += 1;
  return length === snakeLength;
}

/** The point furthest from its own end, of both searches. */
function furthest(fronts: Fronts, box: Box): Split {
  const { top, bottom, left, right } = box;
  let before = { row: -1, column: 0 };
  for (const { diagonal, row } of points(fronts.forward, fronts.origin)) {
    const reached = Math.min(row, bottom, right + diagonal);
    const point = { row: reached, column: reached - diagonal };
    if (sum(point) > sum(before)) before = point;
  }
  let after = { row: bottom, column: right + 1 };
  for (const { diagonal, row } of points(fronts.backward, fronts.origin)) {
    const reached = Math.max(row, top, left + diagonal);
    const point = { row: reached, column: reached - diagonal };
    if (sum(point) < sum(after)) after = point;
  }
  return bottom + right - sum(after) < sum(before) - (top + left)
    ? { ...before, exactBefore: true, exactAfter: false }
    : { ...after, exactBefore: false, exactAfter: true };
}

const sum = ({ row, column }: Point): number => row + column;
