// The settings of each newsroom for every room: as the log has them, or as this process knows them without asking.
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { EventStore } from '../event-store/event-store';
import { initialRevision, settingsStream, type Settings, type SettingsRevision } from './settings';
import { foldSettings } from './settings-codec';

/** Milliseconds between looks when no word of appends arrives. */
const slow = 5_000;
/** Milliseconds over which word of others' appends is gathered into one look. */
const gather = 200;

@Injectable()
export class NewsroomSettings implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly kept = new Map<string, SettingsRevision>();
  private readonly soon = new Map<string, NodeJS.Timeout>();
  private readonly again = new Set<string>();
  private codes: readonly string[] = [];
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly store: EventStore) {}

  /** As the log has them: one round trip, which finds nothing where nothing was changed since. */
  async current(newsroom: string): Promise<Settings> {
    return (await this.head(newsroom)).settings;
  }

  /** As this process knows them, which may be a moment behind another server's change; it asks the log only at first. */
  async known(newsroom: string): Promise<Settings> {
    return this.atHand(newsroom) ?? this.current(newsroom);
  }

  /** The same from memory alone; undefined where the newsroom is not known here yet. */
  atHand(newsroom: string): Settings | undefined {
    return this.kept.get(newsroom)?.settings;
  }

  /** The web origins whose pages may use the newsroom, from memory alone. */
  origins(newsroom: string): readonly string[] {
    return this.atHand(newsroom)?.origins ?? [];
  }

  /** Says which findings there are: the codes that `severities` and `waivers` may name. */
  knowFindings(codes: readonly string[]): void {
    this.codes = codes;
  }

  findings(): readonly string[] {
    return this.codes;
  }

  /** The current settings with their place in the log. */
  async head(newsroom: string): Promise<SettingsRevision> {
    const known = this.kept.get(newsroom) ?? initialRevision;
    const news = await this.store.readStream(newsroom, settingsStream(newsroom), { after: known.revision });
    return this.remember(newsroom, foldSettings(known, news));
  }

  /** The later of what is given and what was known. */
  remember(newsroom: string, state: SettingsRevision): SettingsRevision {
    const known = this.kept.get(newsroom);
    if (known && known.revision >= state.revision) return known;
    this.kept.set(newsroom, state);
    return state;
  }

  /** No request comes in before every newsroom's settings are known. */
  async onApplicationBootstrap(): Promise<void> {
    // What this process changes it remembers itself: only others' appends can hold news.
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

  /** At once, and once more for all the word that comes within the next moment. */
  private lookSoon(newsroom: string): void {
    if (this.soon.has(newsroom)) return void this.again.add(newsroom);
    void this.look(newsroom);
    const timer = setTimeout(() => {
      this.soon.delete(newsroom);
      if (this.again.delete(newsroom)) this.lookSoon(newsroom);
    }, gather);
    this.soon.set(newsroom, timer);
  }

  /** Also finds newsrooms that were made meanwhile. */
  private async lookAtAll(): Promise<void> {
    for (const newsroom of await this.store.newsrooms().catch(() => [])) await this.look(newsroom);
  }

  /** Where the database is away the next look makes up for it. */
  private async look(newsroom: string): Promise<void> {
    await this.head(newsroom).catch(() => undefined);
  }
}
