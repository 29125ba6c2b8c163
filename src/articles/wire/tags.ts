// The closing tags of wire text.
import { blocksOf, isBlank } from './lines';

export interface ClosingTags {
  readonly tags: readonly string[];
  /** What the line is labelled with, as printed (`Tags:`). */
  readonly label: string | null;
  /** Index of the first line that is tags. */
  readonly start: number;
}

const label =
  /^\s{0,3}\**((?:tags?|keywords?|key words|topics|trefwoorden|labels|schlagw(?:ö|oe)rter|schlagworte|stichw(?:ö|oe)rter|mots[ -]cl(?:é|e)s|etiquetas|palabras clave|palavras-chave|parole chiave|etichette|emneord|stikord|nøkkelord|nyckelord|taggar|avainsanat|tagi|słowa kluczowe|теги|标签|标签词|關鍵詞|关键词|タグ|キーワード)\**\s?[:：]\**)\s*(\S.*)$/iu;
const hashed = /^\s*#\p{L}/u;
const divider = /[,;|，；、،]/u;

/**
 * The tags that end a source list: a last line set off by blank lines, with no number, address or bibliographic
 * punctuation. Below entries, several such lines are tags too, one a line.
 */
export function tagsBelowSources(lines: readonly string[]): ClosingTags | null {
  const blocks = blocksOf(lines, 0, lines.length);
  const last = blocks.at(-1);
  // The heading stands above the first line: without a blank line between, what follows is its list.
  if (!last || last.start === 0) return null;
  const block = lines.slice(last.start, last.end);
  const labelled = labelledTags(block, last.start);
  if (labelled) return labelled;
  const isList = block.length === 1 || blocks.length > 1 || block.every((line) => hashed.test(line));
  return isList && block.every(readsAsTags) ? { tags: splitTags(block), label: null, start: last.start } : null;
}

/** Without a source list only what can be nothing else is tags: labelled, hashed, or divided by `|` or `;`. */
export function tagsBelowProse(lines: readonly string[]): ClosingTags | null {
  const blocks = blocksOf(lines, 0, lines.length);
  const last = blocks.at(-1);
  if (!last || blocks.length < 2) return null;
  const block = lines.slice(last.start, last.end);
  const labelled = labelledTags(block, last.start);
  if (labelled) return labelled;
  const isSure = block.every((line) => hashed.test(line)) || (block.length === 1 && isDivided(block[0] ?? ''));
  // The sample's form sets its closing line off by more than the one blank line between paragraphs.
  const above = blocks.at(-2)?.end ?? 0;
  const isFarOff =
    block.length === 1 && last.start - above > 1 && (block[0] ?? '').length <= 100 && widest(lines, above) < 2;
  return (isSure || isFarOff) && block.every(readsAsTags)
    ? { tags: splitTags(block), label: null, start: last.start }
    : null;
}

const isDivided = (line: string): boolean => /[|;]/.test(line) || line.split(',').length > 2;

/** The most blank lines in a row before `end`. */
function widest(lines: readonly string[], end: number): number {
  let most = 0;
  let row = 0;
  for (const line of lines.slice(0, end)) {
    row = isBlank(line) ? row + 1 : 0;
    most = Math.max(most, row);
  }
  return most;
}

function labelledTags(block: readonly string[], start: number): ClosingTags | null {
  const [first = '', ...others] = block;
  const [, name, rest = ''] = first.length > 2000 ? [] : (label.exec(first) ?? []);
  if (name === undefined) return null;
  return { tags: splitTags([rest.replace(/^\*+|\*+$/g, ''), ...others]), label: name.replace(/\*/g, ''), start };
}

/** A number that stands alone; in `G20` and `COVID-19` it is part of a name. */
const number = /(?<![\p{L}\p{N}][-–]?)\p{N}+(?![\p{L}\p{N}])/u;
const address = /:\/\/|\bwww\.|\bdoi\b|@/iu;
const bibliographic = /[.:"“”„«»‹›()[\]{}…?!<>*_=/\\]|[。：「」『』（）【】《》]|\s[-–—]+(?:\s|$)|[–—]|^\s*[-+•·]\s/u;
const initials = /(?<!\p{L})(?:\p{L}\.){2,}/gu;

function readsAsTags(line: string): boolean {
  if (address.test(line) || !/[\p{L}\p{N}]/u.test(line)) return false;
  if (hashed.test(line)) return true;
  return !number.test(line) && !bibliographic.test(line.replace(initials, (name) => name.replaceAll('.', '')));
}

/** In order, each once, as printed. */
function splitTags(lines: readonly string[]): readonly string[] {
  const parts = lines.flatMap((line) => line.split(hashed.test(line) ? /[,;|，；、،#]/u : new RegExp(divider, 'u')));
  return [...new Set(parts.flatMap((part) => part.split(/(?<!\S)#|#(?=\p{L})/u)).map((part) => part.trim()))].filter(
    (part) => part !== '',
  );
}
