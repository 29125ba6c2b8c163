// Where readers get a story: from memory when somebody asked for it lately, else from the log's served bytes. What is in
// memory is forgotten as soon as the read model moves, on whichever server it moved.
import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { Rejection } from '../errors';
import type { ArticleEvent } from '../articles/events';
import { EventStore } from '../event-store/event-store';
import { PacedTask } from '../event-store/paced-task';
import { Projector } from '../event-store/projector';
import type { Withholding } from '../vault/withholding';
import type { PublishedStory } from './published-story.entity';
import { PublishedStories } from './published-stories';
import { ServedStories } from './served-stories';
import type { ServedStory, StoryPlace } from './served-story';
import { StoryShelf } from './story-shelf';

const shelfBytes = 128 * 1024 * 1024;
/** Milliseconds between looks when no word of a change comes. */
const slow = 1_000;
/** Milliseconds that a reader, or the stand itself, waits for the read model. */
const patience = 5_000;

/** Between looks that appends call for; the first comes at once. */
const pace = { least: 50, most: 500 };
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
  /** How often all was forgotten. */
  erasures: number;
  readonly look: PacedTask;
}

@Injectable()
export class Newsstand implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly shelf = new StoryShelf(shelfBytes);
  private readonly freshness = new Map<string, Freshness>();
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly stories: PublishedStories,
    private readonly served: ServedStories,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.store.onAppended((newsroom, position, types) => {
      if (types === 'of others' || !types.every((type) => leavesStories.has(type))) this.told(newsroom, position);
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

  /** Something was erased: what is being fetched meanwhile may be from before, and does not come into memory either. */
  forget(newsroom: string): void {
    const known = this.freshness.get(newsroom);
    if (known) known.erasures += 1;
    this.shelf.forget(newsroom, () => true);
  }

  private async fetch(place: StoryPlace, before: Freshness): Promise<ServedStory> {
    const { newsroom, position } = place;
    const { story, whole } = await this.served.at(place);
    // Had it moved meanwhile, it would have been forgotten before it was there, and must not be put there now.
    const now = this.freshness.get(newsroom);
    const same = now?.erasures === before.erasures && (now.position === before.position || now.position <= position);
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
    const begun = { position, told: position, erasures: 0, look };
    this.freshness.set(newsroom, begun);
    return begun;
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

const placeOf = ({ newsroom, id, slug, version, position, modifiedAt }: PublishedStory): StoryPlace => ({
  newsroom,
  id,
  slug,
  version,
  position: Number(position),
  modifiedAt,
});

/** Refuses with `not-found`, or where it is withheld for legal reasons with `unavailable-for-legal-reasons`. */
export function refuseWithheld(withholding: Withholding | undefined): void {
  if (!withholding) return;
  const code = withholding.legal ? 'unavailable-for-legal-reasons' : 'not-found';
  throw new Rejection(code, 'This version is withheld.');
}

/** RFC 9110 section 15.5.11, RFC 7725: nothing of the story is told, and who demanded it is not known here. */
export function refuseUnpublished({ status, legal }: Pick<PublishedStory, 'status' | 'legal'>): void {
  if (status === 'unpublished') throw new Rejection(legal ? 'unavailable-for-legal-reasons' : 'gone');
}
