// Articles as the log has them: folded from the cache or a snapshot and the events after it.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../data-source';
import { EventStore } from '../event-store/event-store';
import { latestSnapshot, saveSnapshot } from '../event-store/snapshots';
import type { StoredEvent } from '../event-store/stored-event';
import { fold, type Article, type Recorded } from './article';
import { ArticleCache } from './article-cache';
import { fromPayload } from './event-codec';

/** A snapshot is written whenever a revision is a multiple of this: reading any revision folds at most that many events. */
export const snapshotEvery = 50;

/** Raised whenever the shape of `Article` changes: older snapshots are then passed over. */
const snapshotSchema = 1;

@Injectable()
export class ArticleLog {
  private readonly heads = new ArticleCache(1_000);
  private readonly past = new ArticleCache(500);

  constructor(
    private readonly store: EventStore,
    private readonly dataSource: DataSource,
  ) {}

  /** The article as this process knows it; it may be behind the log. Undefined when there is none. */
  async known(newsroom: string, id: string): Promise<Article | undefined> {
    return this.heads.get(newsroom + id) ?? this.current(newsroom, id);
  }

  /** The article at its head. */
  async current(newsroom: string, id: string): Promise<Article | undefined> {
    const start = this.heads.get(newsroom + id) ?? (await this.snapshot(newsroom, id));
    const tail = await this.store.readStream(newsroom, id, { after: start?.revision ?? 0 });
    return this.advance(newsroom, start, tail);
  }

  /** The article after its n-th event; undefined when there is no such revision. */
  async at(newsroom: string, id: string, revision: number): Promise<Article | undefined> {
    const head = this.heads.get(newsroom + id);
    if (head?.revision === revision) return head;
    const key = `${newsroom}${id}@${revision}`;
    const known = this.past.get(key);
    if (known) return known;
    const start = await this.snapshot(newsroom, id, revision);
    const tail = await this.store.readStream(newsroom, id, { after: start?.revision ?? 0, upTo: revision });
    const article = fold(start, tail.map(recorded));
    if (article?.revision !== revision) return undefined;
    this.past.keep(key, article);
    return article;
  }

  /** The article as of a revision where its head is known; undefined beyond that. */
  async asOf(newsroom: string, head: Article, revision: number): Promise<Article | undefined> {
    if (revision > head.revision) return undefined;
    return revision === head.revision ? head : this.at(newsroom, head.id, revision);
  }

  /** Folds what the log has beyond the article, and remembers the result. */
  advance(newsroom: string, article: Article | undefined, events: readonly StoredEvent[]): Article | undefined {
    const next = fold(article, events.map(recorded));
    if (next) this.heads.keep(newsroom + next.id, next);
    return next;
  }

  /** Remembers what a command made, and writes a snapshot where one is due. Nothing rests on either. */
  remember(newsroom: string, before: Article | undefined, after: Article): void {
    this.heads.keep(newsroom + after.id, after);
    const due = Math.floor((before?.revision ?? 0) / snapshotEvery) < Math.floor(after.revision / snapshotEvery);
    if (!due) return;
    const { revision, id } = after;
    const snapshot = { newsroom, streamId: id, revision, schema: snapshotSchema, state: after };
    saveSnapshot(poolOf(this.dataSource), snapshot).catch(() => undefined);
  }

  private async snapshot(newsroom: string, id: string, upTo?: number): Promise<Article | undefined> {
    const query = { newsroom, streamId: id, schema: snapshotSchema, upTo };
    const snapshot = await latestSnapshot(poolOf(this.dataSource), query);
    return snapshot?.state as Article | undefined;
  }
}

/** A stored event as the fold takes it. */
export const recorded = (stored: StoredEvent): Recorded => {
  const { streamId, revision, position, recordedAt } = stored;
  return { streamId, revision, position, recordedAt, event: fromPayload(stored) };
};
