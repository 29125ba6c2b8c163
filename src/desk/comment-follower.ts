// Takes anchors from revision to revision of their article. Of articles that nobody asks about nothing is folded.
import { Injectable } from '@nestjs/common';
import { evolve, type Article } from '../articles/article';
import { ArticleCache } from '../articles/article-cache';
import { ArticleLog } from '../articles/article-log';
import { recorded } from '../articles/recorded';
import { EventStore } from '../event-store/event-store';
import type { StoredEvent } from '../event-store/stored-event';
import { followAnchor, type Anchor } from './comment-anchor';
import type { CommentedWords } from './comment-events';
import { TextChange } from './comment-follow';
import type { Anchored } from './comment-page';
import { blocksOf, type CommentedMember } from './comment-spans';

/** How many events are read at a time of those that came since a comment's author looked. */
const pageSize = 20;

export type Follow = (anchor: Anchor) => Anchor;

@Injectable()
export class CommentFollower {
  private readonly folded = new ArticleCache(200);

  constructor(
    private readonly store: EventStore,
    private readonly articles: ArticleLog,
  ) {}

  /** What the article's event does to anchors. */
  async step(stored: StoredEvent): Promise<Follow> {
    if (stored.revision === 1) return (anchor) => anchor;
    const before = await this.at(stored.newsroom, stored.streamId, stored.revision - 1);
    return this.next(before, stored).follow;
  }

  /** The anchor as it stands when the comment is recorded: its author may have seen an earlier revision. */
  async present(comment: StoredEvent, id: string, { revision, ...anchor }: CommentedWords): Promise<Anchored> {
    let article = await this.at(comment.newsroom, id, revision);
    let present: Anchored = { anchor, revision };
    let events: readonly StoredEvent[];
    do {
      events = await this.between(article, comment);
      for (const event of events) {
        const next = this.next(article, event);
        present = moved(present, next.follow(present.anchor), event.revision);
        article = next.article;
      }
    } while (events.length === pageSize);
    return present;
  }

  forget(): void {
    this.folded.clear();
  }

  /** A page of the events from the article's revision to the comment. */
  private async between({ id, revision }: Article, { newsroom, position }: StoredEvent): Promise<StoredEvent[]> {
    const events = await this.store.readStream(newsroom, id, { after: revision, limit: pageSize });
    return events.filter((event) => event.position < position);
  }

  private next(before: Article, stored: StoredEvent): { readonly article: Article; readonly follow: Follow } {
    const article = evolve(before, recorded(stored));
    this.folded.replace(stored.newsroom + article.id, article);
    return { article, follow: following(before, article) };
  }

  private async at(newsroom: string, id: string, revision: number): Promise<Article> {
    const known = this.folded.get(newsroom + id);
    const article = known?.revision === revision ? known : await this.articles.at(newsroom, id, revision);
    if (!article) throw new Error(`there is no revision ${revision} of ${id}`);
    return article;
  }
}

const moved = (from: Anchored, to: Anchor, revision: number): Anchored =>
  to === from.anchor ? from : { anchor: to, revision };

/** Looks at each member once, and only where it changed. */
function following({ content: before }: Article, { content: after }: Article): Follow {
  const changes = new Map<CommentedMember, TextChange>();
  return (anchor) => {
    const { member } = anchor;
    if (before[member] === after[member]) return anchor;
    const change = changes.get(member) ?? new TextChange(blocksOf(before, member), blocksOf(after, member));
    changes.set(member, change);
    return followAnchor(anchor, change);
  };
}
