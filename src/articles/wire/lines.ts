// Wire text as lines, and what can be said of one line alone.

/** A stretch of lines without a blank one. `end` exclusive. */
export interface LineBlock {
  readonly start: number;
  readonly end: number;
}

/** The lines without their ends, which may be LF, CRLF or CR; a byte order mark is no text. */
export const linesOf = (text: string): readonly string[] => text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);

/** Also of no-break spaces, which wires use to indent. */
export const isBlank = (line: string | undefined): boolean => line === undefined || !/\S/.test(line);

/** The first line at or after `from` that is not blank; the number of lines when there is none. */
export function nextText(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && isBlank(lines[at])) at++;
  return at;
}

export function blocksOf(lines: readonly string[], from: number, to: number): readonly LineBlock[] {
  const blocks: LineBlock[] = [];
  for (let start = nextText(lines, from); start < to;) {
    let end = start;
    while (end < to && !isBlank(lines[end])) end++;
    blocks.push({ start, end });
    start = nextText(lines, end);
  }
  return blocks;
}

/** The same words, whatever their case and white space. */
export const isSameText = (one: string, other: string): boolean => folded(one) === folded(other);

const folded = (text: string): string => text.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();

/** The words of a line without the hashes of a Markdown heading. */
export const withoutHashes = (line: string): string => line.trim().replace(/^#{1,6}\s+/, '');

const finalPunctuation = /[.!?…:;,。！？：；،؛؟।—–-][\p{Pe}\p{Pf}"'*_]{0,4}$/u;
const markdown = /^(?:[-+*•·–—>|#<!=~`]|\d{1,9}[.)]|\[\^?\w+\]:)/u;
const quoted = /^["'“”„«»‹›‘「『].*["'“”«»‹›’」』]$/u;
const byline = /^(?:by|von|door|por|par|di|da|af|av|skriver|autor|autore|auteur)\s+\p{Lu}/iu;

/** A short line that reads as the heading of what follows: no sentence, quote, list item, byline, address or markup. */
export function readsAsHeading(line: string): boolean {
  const text = line.trim();
  if (text.length > 100 || !/[\p{L}\p{N}]/u.test(text) || text.split(/\s+/).length > 14) return false;
  return ![finalPunctuation, markdown, quoted, byline, /:\/\/|www\.|@/].some((pattern) => pattern.test(text));
}
