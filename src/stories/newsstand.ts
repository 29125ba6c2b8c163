// Where readers get a story: from memory when somebody asked for it lately, else from the log's served bytes. What is in
// memory is forgotten as soon as the read model moves, on whichever server it moved.
import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import type { ArticleEvent } from '../articles/events';
import { EventStore } from '../event-store/event-store';
import { PacedTask } from '../event-store/paced-task';
import { Projector } from '../event-store/projector';
import type { PublishedStory } from './published-story.entity';
import { PublishedStories } from './published-stories';
import { refuseUnpublished, refuseWithheld } from './story-refusals';
import { ServedStories } from './served-stories';
import { placeOf, type ServedStory, type StoryPlace } from './served-story';
import { StoryShelf } from './story-shelf';

const shelfBytes = 128 * 1024 * 1024;
/** Milliseconds between looks when no word of a change comes. */
const slow = 1_000;
/** Milliseconds that a reader, or the stand itself, waits for the read model. */
const patience = 5_000;

/** Between looks that appends call for; the first comes at once. */
const pace = { least: 50, most: 150 };
/** What the desk does all day, and no story is moved by. */
const leavesStories: ReadonlySet<string> = new Set<ArticleEvent['type']>([
  'article-drafted',
  'article-edited',
  'citation-added',
  'citation-changed',
  'citation-removed',
]);

/** What stands at an address that the story had before. */
export interface MovedStory {
  /** Its slug now. */
  readonly movedTo: string;
}

interface Freshness {
  /** Stories that moved past this position have been forgotten. */
  position: number;
  /** Last position told of. */
  told: number;
  /** How often something had to be forgotten whatever the read model said; what was being fetched then is not kept. */
  forgotten: number;
  readonly look: PacedTask;
}

@Injectable()
export class Newsstand implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly shelf = new StoryShelf(shelfBytes);
  private readonly freshness = new Map<string, Freshness>();
  /** By newsroom, the last append of this process that may have moved a story. */
  private readonly moves = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly stories: PublishedStories,
    private readonly served: ServedStories,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.store.onAppended((newsroom, position, what) => {
      if (what === 'of others') return this.told(newsroom, position);
      if (what.types.every((type) => leavesStories.has(type))) return;
      this.moved(newsroom, position, what.streamId);
      this.told(newsroom, position);
    });
    this.timer = setInterval(() => this.lookEverywhere(), slow);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    clearInterval(this.timer);
    const looks = Array.from(this.freshness.values(), ({ look }) => look.stop());
    this.freshness.clear();
    await Promise.all(looks);
  }

  /** The story when it is in memory and may be seen. */
  atHand(newsroom: string, slug: string): ServedStory | undefined {
    const story = this.shelf.get(newsroom, slug);
    return story && this.stories.withheld(story) ? undefined : story;
  }

  /**
   * The story, or where it moved to; undefined where there never was one. Refuses an address of a story that was
   * unpublished with `gone` or `unavailable-for-legal-reasons`: its older addresses too. A version that is withheld is
   * refused with `not-found`, or for legal reasons as above.
   */
  async find(newsroom: string, slug: string): Promise<ServedStory | MovedStory | undefined> {
    const found = this.atHand(newsroom, slug);
    if (found) return found;
    await this.upToMoves(newsroom);
    const before = { ...(await this.follow(newsroom)) };
    const row = await this.stories.at(newsroom, slug);
    if (!row) return undefined;
    refuseUnpublished(row);
    refuseWithheld(this.stories.withheld(row));
    return row.slug === slug ? this.fetch(placeOf(row), before) : { movedTo: row.slug };
  }

  /** The stories at those rows, in their order, without those that are withheld; those in memory are not fetched again. */
  async findAll(newsroom: string, rows: readonly PublishedStory[]): Promise<ServedStory[]> {
    const before = { ...(await this.follow(newsroom)) };
    const seen = rows.filter((row) => !this.stories.withheld(row));
    return Promise.all(
      seen.map(async (row) => {
        const place = placeOf(row);
        const known = this.atHand(newsroom, place.slug);
        return known?.position === place.position ? known : this.fetch(place, before);
      }),
    );
  }

  /** Settles when nothing older than that position is answered any more. Refuses with `not-yet`. */
  async waitFor(newsroom: string, position: number): Promise<void> {
    await this.projector.waitFor(newsroom, position, patience, [this.stories.name]);
    const known = this.freshness.get(newsroom);
    if (known) await this.forgetMoved(newsroom, known);
  }

  /** Settles when the read model has all that this process did to stories: who has the answer to that sees no earlier story here. */
  async upToMoves(newsroom: string): Promise<void> {
    const position = this.moves.get(newsroom);
    if (position === undefined) return;
    // Where the read model is stopped, readers get what there is.
    await this.projector.waitFor(newsroom, position, 1_000, [this.stories.name]).catch(() => undefined);
  }

  /** Something was erased: what is being fetched meanwhile may be from before, and does not come into memory either. */
  forget(newsroom: string): void {
    const known = this.freshness.get(newsroom);
    if (known) known.forgotten += 1;
    this.shelf.forget(newsroom, () => true);
  }

  private async fetch(place: StoryPlace, before: Freshness): Promise<ServedStory> {
    const { newsroom, position } = place;
    const { story, whole } = await this.served.at(place);
    // Had it moved meanwhile, it would have been forgotten before it was there, and must not be put there now.
    const now = this.freshness.get(newsroom);
    const same = now?.forgotten === before.forgotten && (now.position === before.position || now.position <= position);
    if (whole && same) this.shelf.put(story);
    return story;
  }

  /** From the first story of a newsroom in memory on, its changes are followed. */
  private async follow(newsroom: string): Promise<Freshness> {
    const known = this.freshness.get(newsroom);
    if (known) return known;
    const position = await this.stories.lastMove(newsroom);
    const fresh = this.freshness.get(newsroom);
    if (fresh) return fresh;
    const look = new PacedTask(() => this.lookOnce(newsroom).catch(() => undefined), pace); // the timer makes up for a failure
    const begun = { position, told: position, forgotten: 0, look };
    this.freshness.set(newsroom, begun);
    return begun;
  }

  /** Before the command is answered. */
  private moved(newsroom: string, position: number, id: string): void {
    this.moves.set(newsroom, Math.max(position, this.moves.get(newsroom) ?? 0));
    const known = this.freshness.get(newsroom);
    if (known) known.forgotten += 1;
    this.shelf.forget(newsroom, (story) => story.id === id);
  }

  private told(newsroom: string, position: number): void {
    const known = this.freshness.get(newsroom);
    if (!known) return;
    known.told = Math.max(known.told, position);
    known.look.ask();
  }

  private lookEverywhere(): void {
    for (const { look } of this.freshness.values()) look.ask();
  }

  private async lookOnce(newsroom: string): Promise<void> {
    const known = this.freshness.get(newsroom);
    if (!known) return;
    // Also where the read model is stopped somewhere, what it did up to there counts.
    await this.projector.waitFor(newsroom, known.told, patience, [this.stories.name]).catch(() => undefined);
    await this.forgetMoved(newsroom, known);
  }

  private async forgetMoved(newsroom: string, known: Freshness): Promise<void> {
    const moved = await this.stories.movedAfter(newsroom, known.position);
    if (moved === 'all') {
      known.position = await this.stories.lastMove(newsroom);
      this.shelf.forget(newsroom, () => true);
    } else if (moved.size > 0) {
      known.position = Math.max(known.position, ...moved.values());
      this.shelf.forget(newsroom, ({ id, position }) => position < (moved.get(id) ?? 0));
    }
  }
}
