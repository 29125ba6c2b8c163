// Everything that is kept of an article, wherever it lies: what an erasure is looked for in.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { StoredEvent } from '../event-store/stored-event';
import { ErasureStore, type ServedRow } from '../vault/erasure-store';
import type { Article } from './article';
import { ArticleLog } from './article-log';
import { commentStream } from './comment-stream';
import type { Kept } from './erasure-plan';

export interface Found {
  readonly article: Article;
  readonly kept: Kept;
  /** The newsroom's last event: all up to there was looked at. */
  readonly position: number;
}

@Injectable()
export class KeptOfArticle {
  constructor(
    private readonly erasures: ErasureStore,
    private readonly articles: ArticleLog,
    private readonly store: EventStore,
  ) {}

  /** Refuses with `not-found`. */
  async find(newsroom: string, id: string): Promise<Found> {
    const position = await this.store.head(newsroom); // before all else: what comes meanwhile is noticed
    const article = await this.articles.current(newsroom, id);
    if (!article) throw new Rejection('not-found', `There is no article ${id}.`);
    const streams = streamsOf(id);
    const [events, served, buffers] = await Promise.all([
      this.events(newsroom, article),
      this.erasures.served(newsroom, id),
      this.erasures.buffers(newsroom, id),
    ]);
    const [answers, requests, snapshots] = await Promise.all([
      this.erasures.answers(newsroom, streams),
      this.erasures.requests(newsroom, id),
      this.erasures.snapshots(newsroom, streams),
    ]);
    const texts = buffers.map(({ owner, bytes }) => ({ owner, text: bytes.toString('utf8') }));
    const kept = { events, served: served.map(servedOf), answers, buffers: texts, requests, snapshots };
    return { article, kept, position };
  }

  /** Of the article and its comments in the order of the log; of the article none behind the revision that is decided on. */
  async events(newsroom: string, { id, revision }: Pick<Article, 'id' | 'revision'>): Promise<StoredEvent[]> {
    const all = await Promise.all(streamsOf(id).map((stream) => this.store.readStream(newsroom, stream)));
    return all
      .flat()
      .filter((event) => event.streamId !== id || event.revision <= revision)
      .sort((one, other) => one.position - other.position);
  }
}

export const streamsOf = (article: string): readonly string[] => [article, commentStream(article)];

const servedOf = ({ position, media_type, bytes, erased_at }: ServedRow) => ({
  position: Number(position),
  mediaType: media_type,
  bytes,
  isErased: erased_at !== null,
});
