// Answers the newsroom's list of corrections: to readers what they were told, to staff with what they know beside it.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { Actor } from '../identity/actor';
import { can } from '../identity/access';
import { Corrections, type ListedCorrection } from './corrections';
import { listedKinds, type CorrectionItemDto, type CorrectionPageDto, type CorrectionsQuery } from './corrections.dto';

/** What is listed where no kind is asked for: all but plain updates. */
export const corrected = listedKinds.filter((kind) => kind !== 'update');

@Injectable()
export class CorrectionsList {
  constructor(
    private readonly corrections: Corrections,
    private readonly store: EventStore,
  ) {}

  /** Newest first. Refuses with `not-found` where there is no such newsroom. */
  async page(newsroom: string, query: CorrectionsQuery, actor: Actor | undefined): Promise<CorrectionPageDto> {
    const { kind, since, cursor, limit } = query;
    const staff = actor !== undefined && can(actor, 'read-corrections');
    const before = cursor === undefined ? undefined : readCursor(cursor);
    const kinds = kind === undefined ? corrected : [kind];
    const rows = await this.corrections.page({ newsroom, kinds, since, before, unpublished: staff, limit: limit + 1 });
    if (rows.length === 0 && !(await this.store.newsroomExists(newsroom))) throw new Rejection('not-found');
    // One more than asked for tells whether there is a next page.
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => item(row, staff)),
      next: last ? writeCursor(last.position) : null,
    };
  }
}

function item({ story_id: id, slug, headline, version, ...row }: ListedCorrection, staff: boolean): CorrectionItemDto {
  const { kind, note, told_at } = row;
  const told = { id: row.position, story: { id, slug, headline, version }, kind, note, at: told_at.toISOString() };
  return staff ? { ...told, ...row.staff } : told;
}

/** Where a page ended: the position of an event, which never changes and no other event has. */
const writeCursor = (position: string): string => Buffer.from(`c${position}`).toString('base64url');

/** Throws `validation-failed` for what was never a cursor of ours. */
function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (/^c\d{1,15}$/.test(text)) return Number(text.slice(1));
  const message = 'The cursor is none that a page of this list ended with.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}
