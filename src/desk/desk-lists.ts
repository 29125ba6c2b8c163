// Answers desk lists: who sees what, words to queries, pages to cursors.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { RequestContext } from '../http/passage';
import type { Actor } from '../identity/actor';
import { can } from '../identity/access';
import { wordsOf, type Words } from '../search/found-words';
import { ranked as mostRanked, rankedPage, readRankedCursor, writeRankedCursor } from '../search/relevance';
import { snippetFrom, type Snippet } from '../search/snippet';
import { isPositionKey, positionKey, readCursor, writeCursor } from './list-cursor';
import type { WorkingCopyItem } from './working-copy-row';
import type { WorkingCopiesQuery } from './working-copies.dto';
import type { WorkingCopyListing } from './working-copy-listing';
import { WorkingCopySearch, type ListedCopy, type ShownCopy } from './working-copy-search';

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
    const words = q === undefined ? undefined : wordsOf(q, await this.search.configurations(newsroom));
    const visibleTo = seesEverything(actor) ? undefined : actor.sub;
    const asked = { newsroom, ...filters, visibleTo, limit };
    const found =
      words && sort === 'relevance' ? this.best({ ...asked, words }, cursor) : this.latest({ ...asked, words }, cursor);
    const { items, next } = await found;
    if (items.length === 0 && !(await this.store.newsroomExists(newsroom))) throw new Rejection('not-found');
    return { items, next };
  }

  private async latest(asked: WorkingCopyListing, cursor?: string): Promise<DeskListPage> {
    const { limit } = asked;
    const before = cursor === undefined ? undefined : readCursor(cursor);
    // One more than asked for tells whether there is a next page.
    const rows = await this.search.page({ ...asked, before, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const items = await this.items(asked, rows.slice(0, limit));
    return { items, next: last ? writeCursor(last.position) : null };
  }

  private async best(asked: WorkingCopyListing & { readonly words: Words }, cursor?: string): Promise<DeskListPage> {
    const { newsroom, limit } = asked;
    const after = cursor === undefined ? undefined : readRankedCursor(cursor, isPositionKey);
    const within = after && { oldest: Number(after.oldest), newest: Number(after.newest) };
    const place = after && { rank: after.rank, position: Number(after.key) };
    const rows = await this.search.ranked({ ...asked, within, limit: mostRanked }, { after: place, limit });
    const placed = rows.map((row) => ({ ...row, key: positionKey(row.position) }));
    const { page, next } = rankedPage(placed, limit, after);
    const positions = page.map(({ position }) => position);
    const shown = positions.length === 0 ? undefined : await this.search.shown(newsroom, positions, asked.words);
    const items = positions.flatMap((position) => shown?.get(position) ?? []);
    return { items: items.map((copy) => itemOf(copy, asked.words)), next: next ? writeRankedCursor(next) : null };
  }

  private async items(
    { newsroom, words }: WorkingCopyListing,
    copies: readonly ListedCopy[],
  ): Promise<readonly DeskListItem[]> {
    if (!words || copies.length === 0) return copies.map(({ item }) => item);
    const positions = copies.map(({ position }) => position);
    const shown = await this.search.shown(newsroom, positions, words);
    return copies.map(({ item, position }) => itemOf({ item, excerpt: shown.get(position)?.excerpt ?? '' }, words));
  }
}

const itemOf = ({ item, excerpt }: ShownCopy, { runs }: Words): DeskListItem => ({
  ...item,
  snippet: snippetFrom(excerpt, runs),
});

/** Whether it is open to the actor also what others alone are assigned to. Nobody's `sub` is empty. */
const seesEverything = (actor: Actor): boolean =>
  can(actor, 'read-article', { createdBy: '', assigned: [], access: 'assigned' });
