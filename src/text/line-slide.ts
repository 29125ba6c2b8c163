// A group of changed lines may often lie a few lines higher or lower with the same meaning. It rests where git puts it:
// beside a group of the other text if there is one, else where the indentation reads best, else as low as it goes.
import { splitCost } from './line-indent';
import type { Side } from './line-sides';

const furthestSlide = 100;

/** A run of changed lines [start, end), possibly empty; the n-th group of one text answers to the n-th of the other. */
class Group {
  start = 0;
  end = 0;

  constructor(private readonly side: Side) {
    this.growDown();
  }

  get size(): number {
    return this.end - this.start;
  }

  next(): boolean {
    if (this.end === this.side.lines.length) return false;
    this.start = this.end = this.end + 1;
    this.growDown();
    return true;
  }

  previous(): void {
    this.start = this.end = this.start - 1;
    this.growUp();
  }

  /** Moves one line up, taking in a group that it then touches. False where the lines do not allow it. */
  slideUp(): boolean {
    const { numbers, changed } = this.side;
    if (this.start === 0 || numbers[this.start - 1] !== numbers[this.end - 1]) return false;
    changed[--this.start] = 1;
    changed[--this.end] = 0;
    this.growUp();
    return true;
  }

  slideDown(): boolean {
    const { numbers, changed, lines } = this.side;
    if (this.end === lines.length || numbers[this.start] !== numbers[this.end]) return false;
    changed[this.start++] = 0;
    changed[this.end++] = 1;
    this.growDown();
    return true;
  }

  private growDown(): void {
    while (this.side.changed[this.end] === 1) this.end += 1;
  }

  private growUp(): void {
    while (this.side.changed[this.start - 1] === 1) this.start -= 1;
  }
}

/** Slides the groups of `side`, in place, to where they rest; those of `other` only say where that is. */
export function slideGroups(side: Side, other: Side, indentHeuristic: boolean): void {
  const group = new Group(side);
  const partner = new Group(other);
  do {
    if (group.size > 0) rest(group, partner, indentHeuristic ? side : undefined);
  } while (group.next() && partner.next());
}

function rest(group: Group, partner: Group, indented: Side | undefined): void {
  const { highest, meets } = slideThrough(group, partner);
  if (group.end === highest) return;
  if (meets) {
    while (partner.size === 0) slideBack(group, partner);
    return;
  }
  const best = indented === undefined ? group.end : bestEnd(group, highest, indented.lines);
  while (group.end > best) slideBack(group, partner);
}

/** Up as far as it goes, then down, again while it grows; `meets`: whether some place is beside a group of the other text. */
function slideThrough(group: Group, partner: Group): { highest: number; meets: boolean } {
  for (;;) {
    const { size } = group;
    while (group.slideUp()) partner.previous();
    const highest = group.end;
    let meets = partner.size > 0;
    while (group.slideDown()) {
      partner.next();
      meets ||= partner.size > 0;
    }
    if (group.size === size) return { highest, meets };
  }
}

function slideBack(group: Group, partner: Group): void {
  group.slideUp();
  partner.previous();
}

function bestEnd(group: Group, highest: number, lines: readonly string[]): number {
  let best: { end: number; cost: ReturnType<typeof splitCost> } | undefined;
  const { end: lowest, size } = group;
  for (let end = Math.max(highest, lowest - size - 1, lowest - furthestSlide); end <= lowest; end += 1) {
    const cost = splitCost(lines, [end, end - size]);
    if (best === undefined || isNoWorse(cost, best.cost)) best = { end, cost };
  }
  return best?.end ?? lowest;
}

const indentWeight = 60;

const isNoWorse = (one: ReturnType<typeof splitCost>, other: ReturnType<typeof splitCost>): boolean =>
  indentWeight * Math.sign(one.indent - other.indent) + (one.penalty - other.penalty) <= 0;
