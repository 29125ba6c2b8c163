// What stands in the place of a part that was erased, so that an event that lost some still tells what happened. Pure.
import type { Payload } from '../event-store/stored-event';
import { marks } from '../vault/quoted-letters';

const texts = new Set(['headline', 'standfirst', 'note', 'reason', 'notice', 'text', 'legalBasis']);
const lists = new Set(['findings', 'waived', 'notCarried', 'byline', 'tags', 'media']);
const cleared = new Set(['dateline', 'category', 'embargo', 'meta', 'sourceHeading']);

/** The payload with marks: a block keeps its place, a citation its key without a source. What else is gone is left out. */
export function withMarks(type: string, payload: Payload, erased: readonly string[] | undefined): Payload {
  if (!erased || erased.length === 0) return payload;
  const standing = erased.flatMap((name) => {
    const value = standIn(type, name.replace(/^(?:story|carried):/, ''));
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...payload, ...Object.fromEntries(standing) };
}

function standIn(type: string, name: string): Payload[string] | undefined {
  if (/^b\d+$/.test(name)) return `${marks.erased}\n\n`;
  if (name.startsWith('c:')) return { key: name.slice(2), source: null };
  if (texts.has(name)) return marks.erased;
  if (lists.has(name)) return [];
  if (cleared.has(name)) return null;
  if (name !== 'change') return undefined;
  return { kind: type === 'article-updated' ? 'update' : 'correction', note: marks.erased };
}
