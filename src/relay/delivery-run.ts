// Delivers for one webhook as long as this process has it: reads the log on, keeps a lane for each article with something to
// deliver, and writes down how far it came. Memory is bounded however far it is behind.
import type { Connection } from '../newsroom-rows';
import type { Attempt, Deliveries } from './deliveries';
import type { Lane } from './lane';
import { Lanes } from './lanes';
import { scanLog, scanStreams } from './log-scan';
import { pauseAfter, retryAfter, type Pace } from './pace';
import { WebhookLost, type WebhookProgress } from './progress';
import { ReceiverHealth } from './receiver-health';
import { Rest } from './rest';
import type { WaitingArticle, Webhook } from './webhook';

/** Deliveries at a time. */
const together = 8;
/** Events in memory, their positions alone. */
const window = 256;
/** Articles that may wait for their next attempt; with more nothing further is read. */
const mostKept = 200;

export interface RunTools {
  readonly connection: Connection;
  readonly deliveries: Deliveries;
  readonly progress: WebhookProgress;
  readonly pace: Pace;
  readonly owner: string;
  /** Whether the webhook is this process's for as long as a delivery can take. */
  readonly mayBegin: () => boolean;
}

export class DeliveryRun {
  private readonly lanes: Lanes;
  private readonly health: ReceiverHealth;
  private readonly breaking = new AbortController();
  private readonly resting = new Rest();
  private scanned: number;
  private head: number;
  private inFlight = 0;
  private changed = false;
  private stopped = false;
  private failure: Error | undefined;

  constructor(
    readonly webhook: Webhook,
    waiting: readonly WaitingArticle[],
    private readonly tools: RunTools,
  ) {
    this.scanned = this.head = webhook.position;
    this.lanes = new Lanes(waiting);
    this.health = new ReceiverHealth(tools.pace, webhook);
  }

  /** Until it is stopped, parked or lost; then nothing is under way any more. Rejects where the database is away. */
  async run(): Promise<void> {
    while (!this.stopped) await this.turn().catch((error: unknown) => this.fail(error));
    while (this.inFlight > 0) await this.resting.rest(1_000);
    if (this.failure === undefined) await this.save().catch((error: unknown) => this.fail(error));
    if (this.failure !== undefined && !(this.failure instanceof WebhookLost)) throw this.failure;
  }

  /** The log has come to that position. */
  wake(head: number): void {
    if (head <= this.head) return;
    this.head = head;
    this.resting.stir();
  }

  /** Begins nothing new. */
  stop(): void {
    this.stopped = true;
    this.resting.stir();
  }

  /** Of what is under way nothing is waited for: it is sent again by whoever comes next. */
  breakOff(): void {
    this.breaking.abort();
  }

  /** Why the receiver was given up, if it was. */
  get wasParked(): string | null {
    return this.health.parkedBecause;
  }

  get lag(): number {
    return this.head - this.lanes.cursor(this.scanned);
  }

  get waiting(): number {
    return this.lanes.kept;
  }

  private async turn(): Promise<void> {
    this.resting.begin();
    await this.readOn();
    this.dispatch();
    await this.save();
    await this.resting.rest(this.untilNext());
  }

  private async readOn(): Promise<void> {
    if (this.head <= this.scanned || this.lanes.held >= window || this.lanes.kept >= mostKept) return;
    const { newsroom, types } = this.webhook;
    const [upTo, limit] = [this.head, 100];
    const found = await scanLog(this.tools.connection, newsroom, { after: this.scanned, upTo, limit, types });
    for (const one of found) this.lanes.add(one);
    this.scanned = found.length < limit ? upTo : (found.at(-1)?.position ?? upTo);
    this.changed = true;
    if (this.scanned < this.head) this.resting.stir();
  }

  private dispatch(): void {
    const now = Date.now();
    while (this.hasRoom && this.maySend(now)) {
      const lane = this.health.isDown ? this.lanes.first() : this.lanes.ready(now);
      if (!lane) return;
      void this.deliver(lane);
    }
  }

  private get hasRoom(): boolean {
    return this.inFlight < (this.health.isDown ? 1 : together);
  }

  private maySend(now: number): boolean {
    return !this.stopped && this.health.retryAt <= now && this.tools.mayBegin();
  }

  private async deliver(lane: Lane): Promise<void> {
    lane.busy = true;
    this.inFlight += 1;
    this.lanes.moveBack(lane);
    try {
      const attempt = await this.tools.deliveries.attempt(this.webhook, lane.position, this.breaking.signal);
      if (attempt.failure === undefined) await this.received(lane);
      else if (!this.breaking.signal.aborted) this.failed(lane, attempt, attempt.failure);
    } catch (error) {
      this.fail(error);
    }
    lane.busy = false;
    this.inFlight -= 1;
    this.resting.stir();
  }

  private async received(lane: Lane): Promise<void> {
    this.changed = true;
    if (this.health.received(Date.now())) this.lanes.hurry();
    const then = lane.received();
    if (then === 'next' || (then === 'unread' && (await this.refill(lane)))) return;
    this.lanes.end(lane);
  }

  private async refill(lane: Lane): Promise<boolean> {
    const { newsroom, types } = this.webhook;
    for (let upTo = 0; upTo < lane.until;) {
      upTo = lane.until; // which may move on meanwhile
      const range = { after: lane.position, upTo, limit: 50, types };
      if (lane.refill(await scanStreams(this.tools.connection, newsroom, lane.streamIds, range))) return true;
    }
    return false;
  }

  private failed(lane: Lane, { type, status, retryAfter: header }: Attempt, reason: string): void {
    const at = Date.now();
    const { pace } = this.tools;
    const asked = retryAfter(header, at);
    const retryAt = at + Math.max(pauseAfter(pace, lane.failures + 1), asked);
    const givenUp = at - (lane.failingSince ?? at) >= pace.patience * 1000;
    lane.failed({ at, retryAt, type, reason, givenUp });
    const told = { at: new Date(at).toISOString(), position: lane.position, type, status: status ?? null, reason };
    this.health.failed(told, at, asked);
    if (this.lanes.givenUp >= mostKept) this.health.park(`${mostKept} articles were given up. ${reason}`);
    this.stopped ||= this.health.parkedBecause !== null;
    this.changed = true;
  }

  private fail(error: unknown): void {
    this.failure ??= error instanceof Error ? error : new Error(String(error));
    this.stopped = true;
  }

  private async save(): Promise<void> {
    if (!this.changed) return;
    this.changed = false;
    // Taken before the cursor is asked for: what is kept from now on does not hold it.
    const changes = this.lanes.takeChanges();
    const position = this.lanes.cursor(this.scanned);
    const progress = { position, ...this.health.record(), ...changes };
    await this.tools.progress.save(this.webhook, this.tools.owner, progress);
  }

  /** Milliseconds until a pause ends; what else happens stirs. */
  private untilNext(): number {
    const now = Date.now();
    const next = this.health.isDown ? this.lanes.first() && now : this.lanes.first()?.retryAt;
    if (!this.hasRoom || next === undefined) return Infinity;
    const rest = Math.max(next, this.health.retryAt) - now;
    return rest > 0 || this.maySend(now) ? rest : 100; // a lease that is too short is renewed
  }
}
