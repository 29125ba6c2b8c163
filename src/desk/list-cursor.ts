// Where a page of a desk list ended: the position of an article's last change. An article that changes moves to the front,
// with a position that no other ever has; one that does not stays where it is, so that pages fit together. Pure.
import { Rejection } from '../errors';

export const writeCursor = (position: string | number): string => Buffer.from(`p${position}`).toString('base64url');

/** Throws `validation-failed` for what was never a cursor of ours. */
export function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (/^p\d{1,15}$/.test(text)) return Number(text.slice(1));
  const message = 'The cursor is none that a page of this list ended with.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}

/** Positions as text of which the greater is the later one. */
export const positionKey = (position: string): string => position.padStart(15, '0');

export const isPositionKey = (key: string): boolean => /^\d{15}$/.test(key);
