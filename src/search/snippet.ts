// The text about the words that were searched for, with the places of the words: as plain text, and as HTML that is safe
// whatever the text says. Pure.
import { escapeHtml } from '../text/escape-html';

// Noncharacters, of which the text has none: plainText leaves them out.
export const markStart = '\uFDD0';
export const markEnd = '\uFDD1';

export interface Snippet {
  readonly text: string;
  /** UTF-16 offsets, `end` exclusive, in order. */
  readonly matches: readonly { readonly start: number; readonly end: number }[];
  /** The same text escaped, the words within `<mark>`. */
  readonly html: string;
}

type Places = Omit<Snippet, 'html'>;

/** Of a text with marked words; and of a text without, where `runs` stand in it. */
export function snippetFrom(excerpt: string, runs: readonly string[]): Snippet {
  const places = runs.length === 0 ? marked(excerpt) : containing(excerpt, runs);
  return { ...places, html: markedHtml(places) };
}

function markedHtml({ text, matches }: Places): string {
  let from = 0;
  const parts = matches.map(({ start, end }) => {
    const before = text.slice(from, start);
    from = end;
    return `${escapeHtml(before)}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
  });
  return parts.join('') + escapeHtml(text.slice(from));
}

function marked(excerpt: string): Places {
  const [first = '', ...rest] = excerpt.split(markStart);
  const matches: { start: number; end: number }[] = [];
  let text = first;
  for (const part of rest) {
    const [word = '', after = ''] = part.split(markEnd);
    matches.push({ start: text.length, end: text.length + word.length });
    text += word + after;
  }
  return { text, matches };
}

function containing(text: string, runs: readonly string[]): Places {
  const matches: { start: number; end: number }[] = [];
  const longestFirst = [...runs].sort((one, other) => other.length - one.length);
  for (let at = 0; at < text.length;) {
    const found = longestFirst.find((run) => text.startsWith(run, at));
    if (found !== undefined) matches.push({ start: at, end: at + found.length });
    at += found?.length ?? 1;
  }
  return { text, matches };
}
