// Entity tags and conditional requests (RFC 9110 sections 8.8.3 and 13). Pure.
import { Rejection } from '../errors';

export interface EntityTag {
  readonly weak: boolean;
  /** What stands between the quotes. */
  readonly opaque: string;
}

/** The tags of an If-Match or If-None-Match header; `*` as such. Throws `validation-failed` for anything else. */
export function parseEntityTags(header: string): readonly EntityTag[] | '*' {
  if (header.trim() === '*') return '*';
  const tags: EntityTag[] = [];
  const element = /[\t ,]*(?:(W\/)?"([\x21\x23-\x7e\x80-\uffff]*)"[\t ]*(?=,|$))/y;
  for (let found = element.exec(header); found; found = element.exec(header)) {
    tags.push({ weak: found[1] !== undefined, opaque: found[2] ?? '' });
    if (/^[\t ,]*$/.test(header.slice(element.lastIndex))) return tags;
  }
  const message = 'An entity tag stands in double quotes, e.g. "7".';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'header', message }] });
}

export interface Validators {
  /** As sent in ETag, quotes included. */
  readonly etag?: string;
  /** Milliseconds since 1970; compared in whole seconds. */
  readonly lastModified?: number;
}

export interface Conditions {
  readonly 'if-none-match'?: string;
  readonly 'if-modified-since'?: string;
}

/** Whether a GET or HEAD is answered 304 (section 13.2.2): If-None-Match decides alone where it is sent. */
export function isNotModified(headers: Conditions, validators: Validators): boolean {
  const noneMatch = headers['if-none-match'];
  // Nearly always one tag, the very one that was sent.
  if (noneMatch !== undefined && noneMatch === validators.etag) return true;
  if (noneMatch !== undefined) return matchesWeakly(noneMatch, validators.etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  const { lastModified } = validators;
  return lastModified !== undefined && Math.floor(lastModified / 1000) * 1000 <= since;
}

/** Weak comparison (section 8.8.3.2). A header that cannot be read matches nothing: a GET is answered in full. */
function matchesWeakly(header: string, etag: string | undefined): boolean {
  if (header.trim() === '*') return true;
  const own = etag?.replace(/^W\//, '');
  return (header.match(/"[^"]*"/g) ?? []).some((tag) => tag === own);
}
