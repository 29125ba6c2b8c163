// Where a page of stories ended: first publication and id, which never change, so that pages fit together however many
// stories are published meanwhile. Opaque to clients. Pure.
import { Rejection } from '../errors';

export interface StoryCursor {
  readonly firstPublishedAt: Date;
  readonly id: string;
}

export const writeCursor = ({ firstPublishedAt, id }: StoryCursor): string =>
  Buffer.from(`${firstPublishedAt.toISOString()} ${id}`).toString('base64url');

/** Throws `validation-failed` for what was never a cursor of ours. */
export function readCursor(cursor: string): StoryCursor {
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  const firstPublishedAt = new Date(time);
  const isOurs = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) && !Number.isNaN(firstPublishedAt.getTime());
  if (isOurs) return { firstPublishedAt, id };
  const message = 'The cursor is none that a page of this list ended with.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}
