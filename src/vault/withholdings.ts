// What is withheld in each newsroom, for every room: as the log has it, or as this process knows it without asking.
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventStore } from '../event-store/event-store';
import type { StoredEvent } from '../event-store/stored-event';
import { forNewsroom } from '../newsroom-rows';
import { marks } from './quoted-letters';
import { Redaction } from './redaction';
import { noneWithheld, withheldAfter, type NewsroomWithheld } from './newsroom-withheld';
import { readTrustEvents } from './trust-events';
import { textsWithheld, withholdsVersions, type VersionTexts } from './withheld-versions';
import { isWithheldFrom, quotesFor, versionWithheld, type Audience, type Withholding } from './withholding';

/** Milliseconds between looks when no word of appends arrives. */
const slow = 1_000;
/** Milliseconds over which word of others' appends is gathered into one look. */
const gather = 50;
const nothing = new Redaction([]);

/** What the versions of an article said, oldest first; the very same list until there is another. */
export type VersionSource = (newsroom: string, article: string) => Promise<readonly VersionTexts[]>;

/** One withholding of an article by itself. */
export interface Taken {
  readonly withholding: Withholding;
  readonly redaction: Redaction;
}

@Injectable()
export class Withholdings implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly kept = new Map<string, NewsroomWithheld>();
  private readonly made = new Map<string, Redaction>();
  /** By newsroom and article: of those of which versions are withheld. */
  private readonly said = new Map<string, readonly VersionTexts[]>();
  private readings = 0;
  private versionsOf: VersionSource = () => Promise.resolve([]);
  private readonly soon = new Map<string, NodeJS.Timeout>();
  private readonly again = new Set<string>();
  private readonly erasedListeners = new Set<(newsroom: string) => void>();
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly dataSource: DataSource,
  ) {}

  /** Who knows articles tells what their versions said: with a version goes what no other says. */
  askVersionsOf(source: VersionSource): void {
    this.versionsOf = source;
  }

  /**
   * As the log has it: one round trip, which finds nothing where nothing was withheld or released since; one more for each
   * article of which versions are.
   */
  async current(newsroom: string): Promise<NewsroomWithheld> {
    const known = this.kept.get(newsroom) ?? noneWithheld;
    const news = await this.read(newsroom, known.position);
    if (news.some(({ type }) => type === 'payload-erased')) return this.anew(newsroom);
    return this.remember(newsroom, await this.withVersions(newsroom, withheldAfter(known, news)));
  }

  /** Called once something of the newsroom was erased, on whichever server: what was kept in memory of it has to go. */
  onErased(listener: (newsroom: string) => void): void {
    this.erasedListeners.add(listener);
  }

  /** As this process knows it, which may be a moment behind another server. */
  known(newsroom: string): NewsroomWithheld {
    return this.kept.get(newsroom) ?? noneWithheld;
  }

  /** Another whenever a redaction may be another. */
  edition(newsroom: string): string {
    return `${this.known(newsroom).position} ${this.readings}`;
  }

  /** Of one article; of everything that is withheld in the newsroom where no article is named. */
  redaction(newsroom: string, audience: Audience, article?: string): Redaction {
    const { articles } = this.known(newsroom);
    if (audience === 'trusted' || (article === undefined ? articles.size === 0 : !articles.has(article)))
      return nothing;
    const key = [newsroom, this.edition(newsroom), audience, article].join(' ');
    const known = this.made.get(key);
    if (known) return known;
    const all = article === undefined ? [...articles.keys()] : [article];
    const taken = all.flatMap((id) => this.takenFrom(newsroom, audience, id));
    const texts = taken.flatMap((one) => one.texts);
    const redaction = new Redaction(
      taken.flatMap(({ quotes }) => quotes),
      marks.withheld,
      texts,
    );
    if (this.made.size > 1_000) this.made.clear();
    this.made.set(key, redaction);
    return redaction;
  }

  /** Each withholding of the article that counts for this audience, oldest first. */
  each(newsroom: string, audience: Audience, article: string): readonly Taken[] {
    return this.takenFrom(newsroom, audience, article).map(({ withholding, quotes, texts }) => ({
      withholding,
      redaction: new Redaction(quotes, marks.withheld, texts),
    }));
  }

  private takenFrom(newsroom: string, audience: Audience, article: string) {
    const withheld = this.known(newsroom).articles.get(article) ?? [];
    const versions = this.said.get(newsroom + article) ?? [];
    const own = withheld.filter((one) => isWithheldFrom(audience, one));
    return own.map((withholding) => ({
      withholding,
      quotes: quotesFor(audience, [withholding]),
      texts: withholding.versions ? textsWithheld({ audience, withheld, versions }, withholding.versions) : [],
    }));
  }

  /** The withholding of a version, where it is withheld from that audience. */
  version(place: { newsroom: string; article: string }, audience: Audience, version: number): Withholding | undefined {
    const withheld = this.known(place.newsroom).articles.get(place.article);
    return withheld && versionWithheld(audience, withheld, version);
  }

  /** No request comes in before it is known what is withheld. */
  async onApplicationBootstrap(): Promise<void> {
    // Whoever withholds here looks himself: only others' appends can hold news, and new versions of what is withheld.
    this.unsubscribe = this.store.onAppended((newsroom, _, what) => {
      if (what === 'of others' || this.said.has(newsroom + what.streamId)) this.lookSoon(newsroom);
    });
    this.timer = setInterval(() => void this.lookAtAll(), slow);
    await this.lookAtAll();
  }

  beforeApplicationShutdown(): void {
    this.unsubscribe?.();
    clearInterval(this.timer);
    for (const timer of this.soon.values()) clearTimeout(timer);
  }

  private async anew(newsroom: string): Promise<NewsroomWithheld> {
    const all = await this.read(newsroom, 0);
    this.made.clear();
    this.said.clear();
    for (const listener of this.erasedListeners) listener(newsroom);
    return this.remember(newsroom, await this.withVersions(newsroom, withheldAfter(noneWithheld, all)));
  }

  private read(newsroom: string, after: number): Promise<readonly StoredEvent[]> {
    return readTrustEvents(forNewsroom(this.dataSource, newsroom).connection, newsroom, after);
  }

  /** The same state, once it is known what the versions in it said. */
  private async withVersions(newsroom: string, state: NewsroomWithheld): Promise<NewsroomWithheld> {
    for (const [article, withheld] of state.articles) {
      if (!withholdsVersions(withheld)) continue;
      const versions = await this.versionsOf(newsroom, article);
      if (this.said.get(newsroom + article) === versions) continue;
      this.said.set(newsroom + article, versions);
      this.readings += 1;
    }
    return state;
  }

  private remember(newsroom: string, state: NewsroomWithheld): NewsroomWithheld {
    const known = this.kept.get(newsroom);
    if (known && known.position > state.position) return known;
    this.kept.set(newsroom, state);
    return state;
  }

  private async lookAtAll(): Promise<void> {
    for (const newsroom of await this.store.newsrooms().catch(() => []))
      await this.current(newsroom).catch(() => undefined);
  }

  /** At once, and once more for all the word that comes within the next moment. */
  private lookSoon(newsroom: string): void {
    if (this.soon.has(newsroom)) return void this.again.add(newsroom);
    this.current(newsroom).catch(() => undefined); // the timer makes up for it
    const timer = setTimeout(() => {
      this.soon.delete(newsroom);
      if (this.again.delete(newsroom)) this.lookSoon(newsroom);
    }, gather);
    this.soon.set(newsroom, timer);
  }
}
