// Where a page of stories ended: first publication and id, which never change, so that pages fit together however many
// stories are published meanwhile. Opaque to clients. Pure.
import { Rejection } from '../errors';

export interface StoryCursor {
  readonly firstPublishedAt: Date;
  readonly id: string;
}

/** The place of a story among others: compared as text, the later one is greater. */
export const placeKey = ({ firstPublishedAt, id }: StoryCursor): string => `${firstPublishedAt.toISOString()} ${id}`;

export const writeCursor = (place: StoryCursor): string => Buffer.from(placeKey(place)).toString('base64url');

/** Throws `validation-failed` for what was never a cursor of ours. */
export function readCursor(cursor: string): StoryCursor {
  const place = placeOf(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (place) return place;
  const message = 'The cursor is none that a page of this list ended with.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}

/** The place that has that key. */
export function placeOf(key: string): StoryCursor | undefined {
  const [time = '', id = ''] = key.split(' ');
  const firstPublishedAt = new Date(time);
  const isOurs = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) && !Number.isNaN(firstPublishedAt.getTime());
  return isOurs ? { firstPublishedAt, id } : undefined;
}
