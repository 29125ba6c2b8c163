// Articles as the read models pass through them: the states around each event, folded once for all who ask. They rest on
// stored events alone, never on what a command believed that it wrote.
import { Injectable } from '@nestjs/common';
import type { StoredEvent } from '../event-store/stored-event';
import { forgetRecentBlocks } from '../text/recent-blocks';
import { evolve, type Article } from './article';
import { ArticleLog } from './article-log';
import { recorded } from './recorded';
import { isArticleEvent } from './event-codec';

/** The article before and after one of its events. */
export interface Passage {
  readonly before: Article | undefined;
  readonly after: Article;
}

/** One article through all its events of a page of the log. */
export interface Run {
  readonly newsroom: string;
  readonly before: Article | undefined;
  /** After each of the events. */
  readonly states: readonly Article[];
  readonly after: Article;
}

/** Articles that are remembered, and revisions of each: the read models pass the same events at nearly the same time. */
const articles = 1_000;
const revisions = 8;

@Injectable()
export class ArticlePassages {
  private readonly passed = new Map<string, readonly Article[]>();
  /** Of the events of a step, which all read models pass. */
  private passages = new WeakMap<StoredEvent, Passage>();

  constructor(private readonly log: ArticleLog) {}

  /** Usually from what the event before left in memory; else folded from the log. */
  async of(stored: StoredEvent): Promise<Passage> {
    const known = this.passages.get(stored);
    if (known) return known;
    const passage = await this.pass(stored);
    this.passages.set(stored, passage);
    return passage;
  }

  /** The articles that the events are of, in the order of their first ones; what is no article's is left out. */
  async runs(events: readonly StoredEvent[]): Promise<readonly Run[]> {
    const runs = new Map<string, Run & { readonly states: Article[] }>();
    for (const stored of events.filter(({ type }) => isArticleEvent(type))) {
      const { before, after } = await this.of(stored);
      const states = runs.get(stored.streamId)?.states ?? [];
      states.push(after);
      runs.set(stored.streamId, { newsroom: stored.newsroom, before, ...runs.get(stored.streamId), states, after });
    }
    return [...runs.values()];
  }

  /** Something was erased: states from before have it. */
  forget(): void {
    this.passed.clear();
    this.passages = new WeakMap();
    forgetRecentBlocks();
  }

  private async pass(stored: StoredEvent): Promise<Passage> {
    const { newsroom, streamId, revision } = stored;
    const key = newsroom + streamId;
    const before = revision === 1 ? undefined : await this.at(newsroom, streamId, revision - 1);
    const known = this.known(key, revision);
    if (known) return { before, after: known };
    const after = evolve(before, recorded(stored));
    this.remember(key, after);
    return { before, after };
  }

  private async at(newsroom: string, id: string, revision: number): Promise<Article | undefined> {
    const known = this.known(newsroom + id, revision);
    if (known) return known;
    const article = await this.log.at(newsroom, id, revision);
    if (article) this.remember(newsroom + id, article);
    return article;
  }

  private known(key: string, revision: number): Article | undefined {
    return this.passed.get(key)?.find((article) => article.revision === revision);
  }

  /** The article that nobody passed for longest is forgotten first. */
  private remember(key: string, article: Article): void {
    const list = [...(this.passed.get(key) ?? []), article].slice(-revisions);
    this.passed.delete(key);
    this.passed.set(key, list);
    if (this.passed.size <= articles) return;
    const [oldest] = this.passed.keys();
    if (oldest !== undefined) this.passed.delete(oldest);
  }
}
