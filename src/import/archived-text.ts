// Bytes of an archive as the text of an article. Pure.
import { isUtf8 } from 'node:buffer';
import { Unreadable } from './archive';

/** As of a request's body. */
const longest = 1024 * 1024;

/** The text, verbatim. Throws `Unreadable` for what is no text, or more than an article holds. */
export function archivedText(bytes: Buffer): string {
  if (bytes.length > longest) throw new Unreadable(`It is ${bytes.length} bytes long; an article has at most a MiB.`);
  if (bytes.includes(0) || !isUtf8(bytes)) throw new Unreadable('It is not UTF-8 text.');
  return bytes.toString('utf8');
}
