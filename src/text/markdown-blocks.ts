// Cuts a text into Markdown blocks, each with the blank lines after it: joined, they are the text, byte for byte.
// Where a block ends depends on nothing before its own start, so that cutting may begin at any block.

const blank = /[ \t]*(?:\r\n|\n|\r|$)/y;
const marker = /[ \t]*(?:[-+*]|\d{1,9}[.)])(?=[ \t\r\n]|$)/y;
const bullet = /[ \t]*(?:[-+*]|1[.)])(?=[ \t\r\n]|$)/y;
const single = /\uFEFF?[ \t]*(?:>|#{1,6}(?=[ \t\r\n]|$)|(?:\*[ \t]*){3,}(?=[\r\n]|$)|(?:_[ \t]*){3,}(?=[\r\n]|$))/y;
const rule = /[ \t]*(?:-[ \t]*){3,}(?=[\r\n]|$)/y;
const fence = /\uFEFF?[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`\r\n]*(?:[\r\n]|$))|~{3,})/y;
const html = /\uFEFF?[ \t]*<(!--|script\b|pre\b|style\b|textarea\b)/iy;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function testAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Offset after the line that holds `at`, its terminator (LF, CRLF or CR) included. */
function lineEnd(text: string, at: number): number {
  for (let end = at; end < text.length; end += 1) {
    const unit = text.charCodeAt(end);
    if (unit === 10) return end + 1;
    if (unit === 13) return text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
  }
  return text.length;
}

const interrupts = (text: string, at: number, inList: boolean): boolean =>
  testAt(inList ? marker : bullet, text, at) ||
  testAt(single, text, at) ||
  testAt(fence, text, at) ||
  testAt(html, text, at);

function fenceEnd(text: string, start: number, opening: string): number {
  const closing = new RegExp(`[ \\t]*${opening.charAt(0)}{${opening.length},}[ \\t]*(?=[\\r\\n]|$)`, 'y');
  let at = lineEnd(text, start);
  while (at < text.length && !testAt(closing, text, at)) at = lineEnd(text, at);
  return lineEnd(text, at);
}

function htmlEnd(text: string, start: number, tag: string): number {
  const closing = tag === '!--' ? /-->/g : new RegExp(`</${tag}>`, 'gi');
  closing.lastIndex = start;
  const found = closing.exec(text);
  return found === null ? text.length : lineEnd(text, found.index);
}

function contentEnd(text: string, start: number): number {
  const fenced = matchAt(fence, text, start);
  if (fenced !== null) return fenceEnd(text, start, fenced[1] ?? '');
  const tagged = matchAt(html, text, start);
  if (tagged !== null) return htmlEnd(text, start, tagged[1] ?? '');
  let at = lineEnd(text, start);
  if (testAt(single, text, start) || testAt(rule, text, start)) return at;
  const inList = testAt(marker, text, start);
  while (at < text.length && !testAt(blank, text, at) && !interrupts(text, at, inList)) at = lineEnd(text, at);
  return at;
}

/** Offset where the block that starts at `start` ends: after the blank lines that follow it. `start` is before the text's end. */
export function blockEnd(text: string, start: number): number {
  let at = testAt(blank, text, start) ? start : contentEnd(text, start);
  while (at < text.length && testAt(blank, text, at)) at = lineEnd(text, at);
  return at;
}

/**
 * Headings, paragraphs, list items, quote lines, fenced code, tables and HTML blocks (CommonMark 0.31 chapter 4, by
 * line starts alone), and blank lines before the first of them. Any string is taken; the empty one has no blocks.
 */
export function splitBlocks(text: string): string[] {
  const blocks: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = blockEnd(text, at);
    blocks.push(text.slice(at, end));
    at = end;
  }
  return blocks;
}
