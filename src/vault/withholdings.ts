// What is withheld in each newsroom, for every room: as the log has it, or as this process knows it without asking.
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../data-source';
import { EventStore } from '../event-store/event-store';
import type { StoredEvent } from '../event-store/stored-event';
import { forNewsroom } from '../newsroom-scope';
import { Redaction } from './redaction';
import { noneWithheld, withheldAfter, type NewsroomWithheld } from './newsroom-withheld';
import { readTrustEvents } from './trust-events';
import { quotesFor, versionWithheld, type Audience, type Withholding } from './withholding';

/** Milliseconds between looks when no word of appends arrives. */
const slow = 1_000;
/** Milliseconds over which word of others' appends is gathered into one look. */
const gather = 50;
const nothing = new Redaction([]);

@Injectable()
export class Withholdings implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly kept = new Map<string, NewsroomWithheld>();
  private readonly made = new Map<string, Redaction>();
  private readonly soon = new Map<string, NodeJS.Timeout>();
  private readonly again = new Set<string>();
  private readonly erasedListeners = new Set<(newsroom: string) => void>();
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly dataSource: DataSource,
  ) {}

  /** As the log has it: one round trip, which finds nothing where nothing was withheld or released since. */
  async current(newsroom: string): Promise<NewsroomWithheld> {
    const known = this.kept.get(newsroom) ?? noneWithheld;
    const news = await this.read(newsroom, known.position);
    if (news.some(({ type }) => type === 'payload-erased')) return this.anew(newsroom);
    return this.remember(newsroom, withheldAfter(known, news));
  }

  /** Called once something of the newsroom was erased, on whichever server: what was kept in memory of it has to go. */
  onErased(listener: (newsroom: string) => void): void {
    this.erasedListeners.add(listener);
  }

  /** As this process knows it, which may be a moment behind another server. */
  known(newsroom: string): NewsroomWithheld {
    return this.kept.get(newsroom) ?? noneWithheld;
  }

  /** Of one article; of everything that is withheld in the newsroom where no article is named. */
  redaction(newsroom: string, audience: Audience, article?: string): Redaction {
    const { articles, position } = this.known(newsroom);
    if (articles.size === 0 || audience === 'trusted') return nothing;
    const withheld = article === undefined ? Array.from(articles.values()).flat() : (articles.get(article) ?? []);
    const quotes = quotesFor(audience, withheld);
    if (quotes.length === 0) return nothing;
    const key = [newsroom, position, audience, article].join(' ');
    const redaction = this.made.get(key) ?? new Redaction(quotes);
    if (this.made.size > 1_000) this.made.clear();
    this.made.set(key, redaction);
    return redaction;
  }

  /** The withholding of a version, where it is withheld from that audience. */
  version(place: { newsroom: string; article: string }, audience: Audience, version: number): Withholding | undefined {
    const withheld = this.known(place.newsroom).articles.get(place.article);
    return withheld && versionWithheld(audience, withheld, version);
  }

  /** No request comes in before it is known what is withheld. */
  async onApplicationBootstrap(): Promise<void> {
    // Whoever withholds here looks himself: only others' appends can hold news.
    this.unsubscribe = this.store.onAppended((newsroom, _, what) => {
      if (what === 'of others') this.lookSoon(newsroom);
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
    const state = this.remember(newsroom, withheldAfter(noneWithheld, all));
    for (const listener of this.erasedListeners) listener(newsroom);
    return state;
  }

  private read(newsroom: string, after: number): Promise<readonly StoredEvent[]> {
    return forNewsroom(newsroom, () => readTrustEvents(poolOf(this.dataSource), newsroom, after));
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
