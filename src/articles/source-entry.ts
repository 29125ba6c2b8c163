// A source as an entry of an article's list: the key by which the text refers to it.
import type { Source } from './content';
import { firstAuthor, issuedYear } from './source-id';

const longestWord = 30;

/**
 * A key made of who wrote or published it and when, such as `okafor2025`, unlike all that are taken. It follows the grammar
 * `[\p{L}\p{N}_][\p{L}\p{N}_.:-]*` and does not end in a period, so that it reads well before one.
 */
export function citationKeyFor(source: Source, taken: ReadonlySet<string>): string {
  const word =
    candidates(source)
      .map(keyWord)
      .find((text) => text !== '') ?? 'source';
  const year = issuedYear(source)?.replace(/\D/g, '') ?? '';
  const key = `${word}${year}`;
  if (!taken.has(key)) return key;
  // A letter after a year reads as bibliographies print it; after a word it would be misread as part of it.
  for (let n = 2; ; n++) {
    const next = year !== '' && n <= 26 ? `${key}${String.fromCharCode(96 + n)}` : `${key}-${n}`;
    if (!taken.has(next)) return next;
  }
}

function candidates(source: Source): string[] {
  const { 'container-title': container, publisher, URL: url, title } = source;
  const [first = ''] = textOf(title).trim().split(/\s+/);
  return [firstAuthor(source), textOf(container), textOf(publisher), siteOf(textOf(url)), first];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `nos` of `https://www.nos.nl/…`: the label before the registered suffix, as far as that can be told without a list. */
function siteOf(url: string): string {
  const labels = URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '').split('.') : [];
  const names = labels.slice(0, -1);
  const last = names.at(-1) ?? labels[0] ?? '';
  return names.length > 1 && last.length <= 3 ? (names.at(-2) ?? '') : last;
}

/** Letters and digits in lower case, words joined by hyphens; begins with a letter, so that it is no printed number. */
function keyWord(text: string): string {
  const words = text
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  let word = '';
  for (const next of words.filter(Boolean)) {
    if (word !== '' && [...word, ...next].length >= longestWord) break;
    word = word === '' ? [...next].slice(0, longestWord).join('') : `${word}-${next}`;
  }
  return /^\p{L}/u.test(word) ? word : word && `s${word}`;
}
