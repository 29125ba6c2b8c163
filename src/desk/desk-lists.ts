// Answers desk lists: who sees what, words to queries, pages to cursors.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { RequestContext } from '../http/passage';
import type { Actor } from '../identity/actor';
import { can } from '../identity/access';
import { wordsOf } from '../search/found-words';
import { ranked as mostRanked, rankedPage, readRankedCursor, writeRankedCursor } from '../search/relevance';
import { snippetFrom, type Snippet } from '../search/snippet';
import { isPositionKey, positionKey, readCursor, writeCursor } from './list-cursor';
import type { WorkingCopyItem } from './working-copy-row';
import type { WorkingCopiesQuery } from './working-copies.dto';
import type { WorkingCopyListing } from './working-copy-listing';
import { WorkingCopySearch, type FoundCopy, type ListedCopy, type WordListing } from './working-copy-search';

export interface DeskListItem extends WorkingCopyItem {
  /** With `q`. */
  readonly snippet?: Snippet;
}

export interface DeskListPage {
  readonly items: readonly DeskListItem[];
  /** `cursor` of the next page; null on the last one. */
  readonly next: string | null;
}

@Injectable()
export class DeskLists {
  constructor(
    private readonly search: WorkingCopySearch,
    private readonly store: EventStore,
  ) {}

  /** Refuses with `not-found` where there is no such newsroom. */
  async page(reader: Pick<RequestContext, 'newsroom' | 'actor'>, query: WorkingCopiesQuery): Promise<DeskListPage> {
    const { newsroom, actor } = reader;
    const { q, sort, cursor, limit, ...filters } = query;
    const words = q === undefined ? undefined : await this.words(newsroom, q);
    const visibleTo = seesEverything(actor) ? undefined : actor.sub;
    const asked = { newsroom, ...filters, visibleTo, limit };
    const { items, next } = await (words
      ? this.found({ ...asked, ...words }, sort, cursor)
      : this.latest(asked, cursor));
    if (items.length === 0 && !(await this.store.newsroomExists(newsroom))) throw new Rejection('not-found');
    return { items, next };
  }

  private async words(newsroom: string, q: string): Promise<Pick<WordListing, 'words' | 'state'>> {
    const state = await this.search.state(newsroom, q);
    return { state, words: wordsOf(q, state.configurations) };
  }

  private async latest(asked: WorkingCopyListing, cursor?: string): Promise<DeskListPage> {
    const rows = await this.search.list(behind(asked, cursor));
    return { items: rows.slice(0, asked.limit).map(({ item }) => item), next: nextOf(rows, asked.limit) };
  }

  private found(asked: WordListing, sort: WorkingCopiesQuery['sort'], cursor?: string): Promise<DeskListPage> {
    return sort === 'relevance' ? this.best(asked, cursor) : this.latestFound(asked, cursor);
  }

  private async latestFound(asked: WordListing, cursor?: string): Promise<DeskListPage> {
    const rows = await this.search.find(behind(asked, cursor));
    return { items: await this.items(asked, rows.slice(0, asked.limit)), next: nextOf(rows, asked.limit) };
  }

  private async best(asked: WordListing, cursor?: string): Promise<DeskListPage> {
    const after = cursor === undefined ? undefined : readRankedCursor(cursor, isPositionKey);
    const within = after && { oldest: Number(after.oldest), newest: Number(after.newest) };
    const place = after && { rank: after.rank, position: Number(after.key) };
    const rows = await this.search.best({ ...asked, within, limit: mostRanked }, { after: place, limit: asked.limit });
    const placed = rows.map((row) => ({ ...row, key: positionKey(row.position) }));
    const { page, next } = rankedPage(placed, asked.limit, after);
    return { items: await this.items(asked, page), next: next ? writeRankedCursor(next) : null };
  }

  private async items(
    { newsroom, words }: WordListing,
    copies: readonly FoundCopy[],
  ): Promise<readonly DeskListItem[]> {
    const excerpts = await this.search.excerpts(newsroom, copies, words);
    return copies.map(({ item }, nth) => ({ ...item, snippet: snippetFrom(excerpts[nth] ?? '', words.runs) }));
  }
}

/** One more than asked for tells whether there is a next page. */
const behind = <Asked extends WorkingCopyListing>(asked: Asked, cursor?: string): Asked => ({
  ...asked,
  before: cursor === undefined ? undefined : readCursor(cursor),
  limit: asked.limit + 1,
});

function nextOf(rows: readonly ListedCopy[], limit: number): string | null {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return last ? writeCursor(last.position) : null;
}

/** Whether it is open to the actor also what others alone are assigned to. Nobody's `sub` is empty. */
const seesEverything = (actor: Actor): boolean =>
  can(actor, 'read-article', { createdBy: '', assigned: [], access: 'assigned' });
