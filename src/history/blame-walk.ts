// Goes through the revisions of an article, oldest first, and makes of each one's blame the next one's; goes on where it was
// the last time.
import { evolve, type Article } from '../articles/article';
import { recorded } from '../articles/recorded';
import type { EventStore } from '../event-store/event-store';
import type { Body } from '../text/body';

export interface Blame<Told> {
  readonly article: Article;
  /** As the reader is shown it: what the blame is of. */
  readonly body: Body;
  readonly told: Told;
}

/** A revision whose body is another than that of the one before. */
export interface Step<Told> {
  readonly revision: number;
  readonly body: Body;
  /** Of the revision that it went back to. */
  readonly restored?: Told;
}

type Recorded = ReturnType<typeof recorded>;

const remembered = 50;

/** What of each body the reader is shown; `key` tells it from others. */
export interface Lens {
  readonly key: string;
  readonly shown: (body: Body) => Body;
}

export interface BlameAsked {
  readonly newsroom: string;
  readonly id: string;
  readonly revision: number;
  readonly lens: Lens;
}

export class BlameWalk<Told> {
  private readonly latest = new Map<string, Blame<Told>>();

  constructor(
    private readonly store: EventStore,
    private readonly next: (before: Told | undefined, step: Step<Told>) => Told,
  ) {}

  /** As of a revision; undefined when there is no such revision. */
  async at(asked: BlameAsked): Promise<Blame<Told> | undefined> {
    const { newsroom, id, revision, lens } = asked;
    const key = newsroom + id + lens.key;
    const known = this.latest.get(key);
    const start = known && known.article.revision <= revision ? known : undefined;
    const blame = (await this.from(start, asked)) ?? start;
    if (blame && blame !== known) this.remember(key, blame);
    return blame?.article.revision === revision ? blame : undefined;
  }

  forget(): void {
    this.latest.clear();
  }

  private async from(start: Blame<Told> | undefined, asked: BlameAsked): Promise<Blame<Told> | undefined> {
    const { newsroom, id, revision } = asked;
    const after = start?.article.revision ?? 0;
    const events = (await this.store.readStream(newsroom, id, { after, upTo: revision })).map(recorded);
    const restored = new Set(events.flatMap(({ event }) => restoredBy(event) ?? []));
    // What was restored lies before the start: seldom, so all of it is gone through again.
    const behind = Array.from(restored).some((one) => one < after);
    return behind ? this.from(undefined, asked) : this.extend(start, events, { restored, lens: asked.lens });
  }

  private extend(
    start: Blame<Told> | undefined,
    events: readonly Recorded[],
    { restored, lens }: Pick<BlameAsked, 'lens'> & { readonly restored: ReadonlySet<number> },
  ): Blame<Told> | undefined {
    const kept = new Map<number, Told>();
    let blame = start;
    if (blame) kept.set(blame.article.revision, blame.told);
    for (const event of events) {
      blame = this.after(blame, event, { kept, lens });
      if (restored.has(event.revision)) kept.set(event.revision, blame.told);
    }
    return blame;
  }

  private after(
    before: Blame<Told> | undefined,
    event: Recorded,
    { kept, lens }: Pick<BlameAsked, 'lens'> & { readonly kept: ReadonlyMap<number, Told> },
  ): Blame<Told> {
    const article = evolve(before?.article, event);
    const { body } = article.content;
    if (before && body === before.article.content.body) return { ...before, article };
    const shown = lens.shown(body);
    const restored = kept.get(restoredBy(event.event) ?? 0);
    const told = this.next(before?.told, { revision: event.revision, body: shown, restored });
    return { article, body: shown, told };
  }

  private remember(key: string, blame: Blame<Told>): void {
    this.latest.delete(key);
    this.latest.set(key, blame);
    const oldest = this.latest.keys().next();
    if (this.latest.size > remembered && !oldest.done) this.latest.delete(oldest.value);
  }
}

const restoredBy = (event: Recorded['event']): number | undefined =>
  event.type === 'article-edited' ? event.restored : undefined;
