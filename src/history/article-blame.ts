// Blame of an article: which revision gave each line its words, kept for articles that are asked for again.
import { Injectable } from '@nestjs/common';
import { evolve, type Article } from '../articles/article';
import { recorded } from '../articles/article-log';
import { bodyText } from '../text/body';
import { EventStore } from '../event-store/event-store';
import { nextBlame, type BlamedLine } from './line-blame';

export interface Blame {
  readonly article: Article;
  readonly lines: readonly BlamedLine[];
}

const remembered = 50;

@Injectable()
export class ArticleBlame {
  private readonly latest = new Map<string, Blame>();

  constructor(private readonly store: EventStore) {}

  /** Blame as of a revision; undefined when there is no such revision. */
  async at(newsroom: string, id: string, revision: number): Promise<Blame | undefined> {
    const key = newsroom + id;
    const known = this.latest.get(key);
    const start = known && known.article.revision <= revision ? known : undefined;
    const range = { after: start?.article.revision ?? 0, upTo: revision };
    const blame = extend(start, (await this.store.readStream(newsroom, id, range)).map(recorded));
    if (blame && blame !== known) this.remember(key, blame);
    return blame?.article.revision === revision ? blame : undefined;
  }

  private remember(key: string, blame: Blame): void {
    this.latest.delete(key);
    this.latest.set(key, blame);
    const oldest = this.latest.keys().next();
    if (this.latest.size > remembered && !oldest.done) this.latest.delete(oldest.value);
  }
}

function extend(start: Blame | undefined, events: readonly ReturnType<typeof recorded>[]): Blame | undefined {
  let blame = start;
  for (const event of events) {
    const article = evolve(blame?.article, event);
    const same = article.content.body === blame?.article.content.body;
    const text = { revision: event.revision, text: bodyText(article.content.body) };
    blame = { article, lines: blame && same ? blame.lines : nextBlame(blame?.lines ?? [], text) };
  }
  return blame;
}
