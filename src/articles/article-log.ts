// Articles as the log has them: folded from the cache or a snapshot and the events after it.
import { Injectable } from '@nestjs/common';
import { EventStore } from '../event-store/event-store';
import type { StoredEvent } from '../event-store/stored-event';
import { fold, type Article } from './article';
import { ArticleCache } from './article-cache';
import { isArticleEvent } from './event-codec';
import { recorded } from './recorded';

/** A snapshot is written whenever a revision is a multiple of this: reading any revision folds at most that many events. */
export const snapshotEvery = 20;

/** Raised whenever the shape of `Article` changes: older snapshots are then passed over. */
const snapshotSchema = 4;

export interface Revision {
  /** As it stood after the event. */
  readonly article: Article;
  readonly stored: StoredEvent;
}

@Injectable()
export class ArticleLog {
  private readonly heads = new ArticleCache(1_000);

  constructor(private readonly store: EventStore) {}

  /** The article as this process knows it; it may be behind the log. Undefined when there is none. */
  async known(newsroom: string, id: string): Promise<Article | undefined> {
    return this.heads.get(newsroom + id) ?? this.current(newsroom, id);
  }

  /** The article at its head. */
  async current(newsroom: string, id: string): Promise<Article | undefined> {
    const known = this.heads.get(newsroom + id);
    const tail = known && (await this.store.readStream(newsroom, id, { after: known.revision }));
    if (tail && !tail.some(isErasure)) return this.advance(newsroom, known, tail);
    this.forget(newsroom, id);
    const { article } = await this.folded(newsroom, id);
    if (article) this.heads.keep(newsroom + id, article);
    return article;
  }

  /** The article after its n-th event; undefined when there is no such revision. */
  async at(newsroom: string, id: string, revision: number): Promise<Article | undefined> {
    const head = this.heads.get(newsroom + id);
    return head?.revision === revision ? head : (await this.revision(newsroom, id, revision))?.article;
  }

  /** The same with the event itself, in one round trip. */
  async revision(newsroom: string, id: string, revision: number): Promise<Revision | undefined> {
    if (revision > highest) return undefined;
    const { article, last } = await this.folded(newsroom, id, revision);
    return article && last?.revision === revision ? { article, stored: last } : undefined;
  }

  /** The article as of a revision where its head is known; undefined beyond that. */
  async asOf(newsroom: string, head: Article, revision: number): Promise<Article | undefined> {
    if (revision > head.revision) return undefined;
    return revision === head.revision ? head : this.at(newsroom, head.id, revision);
  }

  /** Folds what the log has beyond the article, and remembers the result. */
  advance(newsroom: string, article: Article | undefined, events: readonly StoredEvent[]): Article | undefined {
    if (events.some(isErasure)) return this.forget(newsroom, events[0]?.streamId ?? '');
    const next = fold(article, events.map(recorded));
    if (next) this.heads.keep(newsroom + next.id, next);
    return next;
  }

  /** Remembers what a command made, and writes a snapshot where one is due. Nothing rests on either. */
  remember(newsroom: string, before: Article | undefined, after: Article): void {
    this.heads.keep(newsroom + after.id, after);
    const due = Math.floor((before?.revision ?? 0) / snapshotEvery) < Math.floor(after.revision / snapshotEvery);
    if (due) this.saveSnapshot(newsroom, after);
  }

  /** Of all articles. */
  forgetAll(): void {
    this.heads.clear();
  }

  /** What is remembered of it was folded from events that have lost a part since. */
  forget(newsroom: string, id: string): undefined {
    this.heads.forget(newsroom + id);
  }

  private async folded(
    newsroom: string,
    id: string,
    upTo?: number,
  ): Promise<{ article?: Article; last?: StoredEvent }> {
    const { snapshot, events } = await this.store.readFromSnapshot(newsroom, id, { schema: snapshotSchema, upTo });
    if (events.some(({ type }) => !isArticleEvent(type))) return {}; // a stream of something else
    const start = snapshot?.state as Article | undefined;
    const tail = events.filter(({ revision }) => revision > (start?.revision ?? 0));
    const article = fold(start, tail.map(recorded));
    // One that was not written, or was thrown away, is made up for.
    if (article && tail.length >= 2 * snapshotEvery) this.saveSnapshot(newsroom, article);
    return { article, last: events.at(-1) };
  }

  /** Nobody waits for it, and a failure costs the next reader some folding only. */
  private saveSnapshot(newsroom: string, state: Article): void {
    const { revision, id } = state;
    const snapshot = { newsroom, streamId: id, revision, schema: snapshotSchema, state };
    this.store.saveSnapshot(snapshot).catch(() => undefined);
  }
}

const isErasure = ({ type }: StoredEvent): boolean => type === 'payload-erased';

/** The log counts revisions as four bytes. */
const highest = 2_147_483_647;
