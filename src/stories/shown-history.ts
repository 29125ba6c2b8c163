// What readers of one story had, from when on, folded from all of its events. Pure.
import { evolve, type Article, type Recorded } from '../articles/article';
import { recorded } from '../articles/recorded';
import type { ArticleContent } from '../articles/content';
import type { StoredEvent } from '../event-store/stored-event';

/** What readers had from a time on. */
export interface Shown {
  /** RFC 3339 UTC. */
  readonly since: string;
  /** null: no text, because the story was retracted without it or unpublished. */
  readonly content: ArticleContent | null;
}

export interface ShownHistory {
  readonly article?: Article;
  /** Oldest first. */
  readonly shown: readonly Shown[];
}

/** The article after the events, and what readers had from when on, oldest first. */
export function shownHistory(events: readonly StoredEvent[]): ShownHistory {
  const shown: Shown[] = [];
  let article: Article | undefined;
  for (const stored of events) {
    const one = recorded(stored);
    article = evolve(article, one);
    const since = changedAt(one.event, stored);
    if (since !== undefined) shown.push({ since, content: contentOf(article) });
  }
  return { article, shown };
}

/** When what readers had changed; undefined where the event changed none of it. */
function changedAt(event: Recorded['event'], { recordedAt }: StoredEvent): string | undefined {
  switch (event.type) {
    case 'article-published':
    case 'article-updated':
    case 'article-corrected':
      return event.publishedAt;
    case 'article-retracted':
      return event.retractedAt;
    case 'article-unpublished':
      return recordedAt;
    default:
      return undefined;
  }
}

function contentOf({ status, publication }: Article): Shown['content'] {
  if (!publication || status === 'unpublished') return null;
  return publication.retraction && !publication.retraction.keepText ? null : publication.content;
}
