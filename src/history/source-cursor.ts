// Where a page of sources, or of what rests on one, ended. Pure.
import { uuidForm } from '../articles/article-params.dto';
import { Rejection } from '../errors';
import type { SourcePlace, UsePlace } from './source-search';

/** Opaque to clients. */
export const writeCursor = (place: readonly (string | boolean)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** Throws `validation-failed` for what was never a cursor of ours. */
export function readSourceCursor(cursor: string): SourcePlace {
  const [title, id, ...rest] = read(cursor);
  if (typeof title !== 'string' || title.includes('\0') || !isId(id) || rest.length > 0) throw noCursor();
  return { title, id };
}

/** Throws the same. */
export function readUseCursor(cursor: string): UsePlace {
  const [live, article, key, ...rest] = read(cursor);
  if (typeof live !== 'boolean' || !isId(article) || rest.length > 0) throw noCursor();
  if (typeof key !== 'string' || key.includes('\0')) throw noCursor();
  return { live, article, key };
}

function read(cursor: string): readonly unknown[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(place) ? (place as readonly unknown[]) : [];
  } catch {
    throw noCursor();
  }
}

const isId = (value: unknown): value is string => typeof value === 'string' && uuidForm.test(value);

function noCursor(): Rejection {
  const message = 'cursor has to be the `next` of a page.';
  return new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}
