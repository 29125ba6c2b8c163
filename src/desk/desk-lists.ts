// Answers desk lists: who sees what, words to queries, pages to cursors.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { RequestContext } from '../http/passage';
import type { Actor } from '../identity/actor';
import { can } from '../identity/access';
import { readCursor, writeCursor } from './list-cursor';
import { searchQuery, unspacedRuns } from './search-text';
import { snippetFrom, type Snippet } from './snippet';
import type { WorkingCopyItem } from './working-copy-row';
import type { WorkingCopiesQuery } from './working-copies.dto';
import { WorkingCopySearch, type ListedCopy, type Words } from './working-copy-search';

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
    const { q, cursor, limit, ...filters } = query;
    const before = cursor === undefined ? undefined : readCursor(cursor);
    const words = q === undefined ? undefined : await this.wordsOf(newsroom, q);
    const visibleTo = seesEverything(actor) ? undefined : actor.sub;
    const listing = { newsroom, ...filters, words, visibleTo, before, limit: limit + 1 };
    const rows = await this.search.page(listing);
    if (rows.length === 0 && !(await this.store.newsroomExists(newsroom))) throw new Rejection('not-found');
    // One more than asked for tells whether there is a next page.
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const items = rows.slice(0, limit).map((row) => listed(row, words));
    return { items, next: last ? writeCursor(last.position) : null };
  }

  private async wordsOf(newsroom: string, q: string): Promise<Words> {
    const configurations = await this.search.configurations(newsroom);
    return { query: searchQuery(q), runs: unspacedRuns(q), configurations };
  }
}

/** Whether it is open to the actor also what others alone are assigned to. Nobody's `sub` is empty. */
const seesEverything = (actor: Actor): boolean =>
  can(actor, 'read-article', { createdBy: '', assigned: [], access: 'assigned' });

const listed = ({ item, excerpt }: ListedCopy, words: Words | undefined): DeskListItem =>
  words ? { ...item, snippet: snippetFrom(excerpt ?? '', words.runs) } : item;
