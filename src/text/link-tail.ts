// What may follow a link's text in Markdown: `(destination "title")` (CommonMark 0.31 section 6.3), and link reference
// definitions (section 4.7). Written without nested quantifiers: every reader here is linear in what it reads.

export interface LinkTail {
  readonly destination: string;
  /** Offset after the closing parenthesis. */
  readonly end: number;
}

const LABEL = /[ ]{0,3}\[(?:[^[\]\\]|\\[^\r\n]){1,999}\]:/y;
const LINE_END = /[ \t]*(?:\r\n?|\n|$)/y;

/** The inline link tail at `at`, where the parenthesis opens; null when it is no link. */
export function readLinkTail(text: string, at: number, end: number): LinkTail | null {
  const start = afterSpace(text, at + 1, end);
  const destinationEnd = afterDestination(text, start, end);
  if (destinationEnd === null) return null;
  const spaced = afterSpace(text, destinationEnd, end);
  const titled = spaced > destinationEnd ? afterTitle(text, spaced, end) : null;
  const close = titled === null ? spaced : afterSpace(text, titled, end);
  if (close >= end || text[close] !== ')') return null;
  const pointed = text[start] === '<' ? 1 : 0;
  return { destination: text.slice(start + pointed, destinationEnd - pointed), end: close + 1 };
}

/** Offset after the link reference definitions that open a paragraph. */
export function afterDefinitions(text: string, at: number, end: number): number {
  let next = at;
  for (let after = afterDefinition(text, at, end); after !== null; after = afterDefinition(text, next, end))
    next = after;
  return next;
}

function afterDefinition(text: string, at: number, end: number): number | null {
  const label = afterMatch(LABEL, text, at);
  if (label === null || label >= end) return null;
  const start = afterSpace(text, label, end);
  const destination = start < end ? afterDestination(text, start, end) : null;
  if (destination === null || destination === start) return null;
  const spaced = afterSpace(text, destination, end);
  const titled = spaced > destination ? afterTitle(text, spaced, end) : null;
  // A title that is none, or has text after it, on a line of its own is the paragraph's next line.
  const after =
    (titled === null ? null : afterMatch(LINE_END, text, titled)) ?? afterMatch(LINE_END, text, destination);
  return after === null ? null : Math.min(after, end);
}

function afterMatch(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

function afterSpace(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && /\s/.test(text.charAt(next))) next++;
  return next;
}

function afterDestination(text: string, at: number, end: number): number | null {
  return text[at] === '<' ? afterPointed(text, at, end) : afterPlain(text, at, end);
}

function afterPointed(text: string, at: number, end: number): number | null {
  for (let next = at + 1; next < end; next++) {
    const character = text.charAt(next);
    if (character === '>') return next + 1;
    if (character === '<' || character === '\n' || character === '\r') return null;
    if (character === '\\') next++;
  }
  return null;
}

function afterPlain(text: string, at: number, end: number): number | null {
  let depth = 0;
  let next = at;
  for (; next < end; next++) {
    const character = text.charAt(next);
    if (character === '\\') next++;
    else if (character <= ' ') return depth === 0 ? next : null;
    else if (character === '(') depth++;
    else if (character === ')' && --depth < 0) return next;
    // 32 levels, as CommonMark's implementations have it: without a limit `[](` repeated is quadratic.
    if (depth > 32) return null;
  }
  return depth === 0 ? Math.min(next, end) : null;
}

function afterTitle(text: string, at: number, end: number): number | null {
  const opening = text.charAt(at);
  const closing = opening === '(' ? ')' : opening;
  if (!'"\'('.includes(opening) || opening === '') return null;
  for (let next = at + 1; next < end; next++) {
    if (text[next] === closing) return next + 1;
    if (text[next] === '(' && opening === '(') return null;
    if (text[next] === '\\') next++;
  }
  return null;
}
