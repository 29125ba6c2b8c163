// Texts and queries as PostgreSQL's full text search takes them. It divides words at spaces, which Chinese, Japanese, Thai,
// Lao, Khmer and Burmese do not write: runs of these become words of two characters each, and a query's run a phrase of them. Pure.

/** By primary subtag (BCP 47): the text search configurations that every PostgreSQL from version 15 on has. */
const configurations: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  nb: 'norwegian',
  ne: 'nepali',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

/** The configuration for texts in that language; `simple`, which knows no word forms, where there is none of its own. */
export function configurationOf(language: string): string {
  const primary = language.toLowerCase().split('-', 1).join('');
  return Object.hasOwn(configurations, primary) ? (configurations[primary] ?? 'simple') : 'simple';
}

const unspaced = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u30FC\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]`;
const run = new RegExp(`${unspaced}+`, 'gu');

/** The runs of a text that are written without spaces between words. */
export const unspacedRuns = (text: string): readonly string[] => text.normalize('NFKC').match(run) ?? [];

/**
 * Bytes of a text that are searched. A vector holds a megabyte, and a byte of text becomes at most four of it: a compound
 * and its parts, each with its length and place.
 */
const mostBytes = 200_000;
/** UTF-16 units of a longer text that are searched word for word; of the rest each new word once. */
const inOrder = 40_000;

/** What `to_tsvector` is to be given: never so much that it fails. */
export function searchText(text: string): string {
  const normal = text.normalize('NFKC').replace(/[<>&]/g, ' '); // else taken for tags and entities, which are no words
  const singles = new Set<string>();
  const divided = normal.replace(run, (found) => ` ${bigrams(found, singles).join(' ')} `);
  // Single characters stand behind everything else, so that the words of a phrase stay neighbours.
  return shortened(singles.size === 0 ? divided : `${divided} ${[...singles].join(' ')}`);
}

/** What `websearch_to_tsquery` is to be given to find that in texts made by `searchText`. */
export function searchQuery(query: string): string {
  const parts = query.normalize('NFKC').replace(/[<>&]/g, ' ').split('"');
  const divided = parts.map((part, nth) => {
    const quote = nth % 2 === 0 ? '"' : ' ';
    return part.replace(run, (found) => `${quote}${bigrams(found).join(' ')}${quote}`);
  });
  return divided.join('"').replaceAll('""', '" "');
}

function bigrams(found: string, singles?: Set<string>): readonly string[] {
  const characters = [...found];
  if (singles) for (const character of characters) singles.add(character);
  if (characters.length === 1) return singles ? [] : characters;
  return characters.slice(1).map((character, nth) => `${characters[nth]}${character}`);
}

function shortened(text: string): string {
  if (text.length * 3 <= mostBytes || Buffer.byteLength(text) <= mostBytes) return text;
  const end = text.slice(0, inOrder).search(/\s\S*$/);
  const kept = [text.slice(0, Math.max(end, 0))];
  const seen = new Set(kept[0]?.split(/\s+/));
  let bytes = Buffer.byteLength(kept[0] ?? '');
  for (const [word] of text.slice(Math.max(end, 0)).matchAll(/\S+/g)) {
    if (seen.has(word) || word.length > longestWord) continue;
    bytes += Buffer.byteLength(word) + 1;
    if (bytes > mostBytes) break;
    seen.add(word);
    kept.push(word);
  }
  return kept.join(' ');
}

/** UTF-16 units; PostgreSQL indexes no word of more than 2,046 bytes, nor is one of these a word. */
const longestWord = 500;
