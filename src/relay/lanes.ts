// The lanes of one webhook: which may send now, how far all of them have come, and what of them is to be written down. Pure.
import { Lane } from './lane';
import type { Waiting } from './log-scan';
import type { WaitingArticle } from './webhook';

export interface LaneChanges {
  readonly waiting: readonly WaitingArticle[];
  /** Subjects that wait no more. */
  readonly gone: readonly string[];
}

export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private readonly gone = new Set<string>();

  constructor(waiting: readonly WaitingArticle[]) {
    for (const one of waiting) this.lanes.set(one.subject, Lane.restored(one));
  }

  add(waiting: Waiting): void {
    const lane = this.lanes.get(waiting.subject);
    if (lane) lane.add(waiting);
    else this.lanes.set(waiting.subject, Lane.of(waiting));
  }

  /** To the end: whoever has much to deliver must not keep others waiting. */
  moveBack(lane: Lane): void {
    this.lanes.delete(lane.subject);
    this.lanes.set(lane.subject, lane);
  }

  end(lane: Lane): void {
    this.lanes.delete(lane.subject);
    if (lane.kept) this.gone.add(lane.subject);
  }

  /** The first whose pause is over, or of all that are not given up the one whose pause ends first. */
  ready(now: number): Lane | undefined {
    return this.open().find(({ retryAt }) => retryAt <= now);
  }

  first(): Lane | undefined {
    return this.open().sort((one, other) => one.retryAt - other.retryAt)[0];
  }

  hurry(): void {
    for (const lane of this.lanes.values()) if (!lane.isGivenUp) lane.hurry();
  }

  /** Events in memory of those whose articles do not wait. */
  get held(): number {
    return [...this.lanes.values()].reduce((sum, { kept, size }) => sum + (kept ? 0 : size), 0);
  }

  get kept(): number {
    return [...this.lanes.values()].filter(({ kept }) => kept).length;
  }

  get givenUp(): number {
    return [...this.lanes.values()].filter(({ isGivenUp }) => isGivenUp).length;
  }

  /** Everything up to here was received, or waits in a lane that is kept. */
  cursor(scanned: number): number {
    const open = [...this.lanes.values()].filter(({ kept }) => !kept).map(({ position }) => position - 1);
    return Math.min(scanned, ...open);
  }

  /** Since they were last taken. */
  takeChanges(): LaneChanges {
    const changed = [...this.lanes.values()].filter((lane) => lane.kept && lane.changed);
    for (const lane of changed) lane.changed = false;
    const gone = [...this.gone].filter((subject) => !this.lanes.get(subject)?.kept);
    this.gone.clear();
    return { waiting: changed.map((lane) => lane.record()), gone };
  }

  private open(): Lane[] {
    return [...this.lanes.values()].filter(({ busy, isGivenUp }) => !busy && !isGivenUp);
  }
}
