// What a wiki's reference tells of its source, as a CSL-JSON item: a citation template's members, or its words. Pure.
import { checkSource } from '../articles/csl';
import type { Source } from '../articles/content';
import { readEntry } from '../articles/wire/entry';

/** CSL types of the templates that name one; any other that cites is a web page where it has an address. */
const types: Readonly<Record<string, string>> = {
  news: 'article-newspaper',
  journal: 'article-journal',
  magazine: 'article-magazine',
  book: 'book',
  report: 'report',
  thesis: 'thesis',
  'press release': 'report',
  web: 'webpage',
};

/** What is longer is no reference, and is kept as it is. */
const longest = 5_000;

export function referenceSource(content: string, language?: string): Source | null {
  if (content.length > longest) return { type: 'document', title: content };
  const template =
    /^\{\{\s*(?:cite|citation|cita|citeer|internetquelle|source)\b\s*([^|{}]*)((?:\|[^]*)?)\}\}[.\s]*$/i.exec(content);
  const source = template && fromTemplate((template[1] ?? '').trim().toLowerCase(), membersOf(template[2] ?? ''));
  if (source && checkSource(source).length === 0) return source;
  const words = wordsOf(content);
  return words === '' ? null : (readEntry(words, language) ?? { type: 'document', title: words });
}

/** `|name=value`; what stands in links and templates within a value belongs to it. */
function membersOf(text: string): ReadonlyMap<string, string> {
  const parts = text.replace(/\[\[[^\]]*\]\]|\{\{[^{}]*\}\}/g, (inner) => inner.replaceAll('|', '\uffff')).split('|');
  const members = parts.flatMap((part) => {
    const [, name = '', value = ''] = /^\s*([^=]+?)\s*=\s*([^]*?)\s*$/.exec(part.replaceAll('\uffff', '|')) ?? [];
    return value === '' ? [] : [[name.toLowerCase().replace(/[\s_]/g, '-'), wordsOf(value)] as const];
  });
  return new Map(members);
}

function fromTemplate(kind: string, members: ReadonlyMap<string, string>): Source | undefined {
  const take = (...names: readonly string[]): string | undefined =>
    names.map((name) => members.get(name)).find(Boolean);
  const url = take('url');
  const title = take('title', 'titel', 'titre', 'titulo');
  if (url === undefined && title === undefined) return undefined;
  const type = types[kind] ?? (url ? 'webpage' : 'document');
  const author = authorsIn(members);
  const told = {
    title,
    URL: url,
    'container-title': take('work', 'newspaper', 'journal', 'magazine', 'website', 'werk', 'periodical'),
    publisher: take('publisher', 'agency', 'hrsg', 'uitgever', 'pub'),
    DOI: take('doi'),
    page: take('pages', 'page'),
    issued: dateOf(take('date', 'datum', 'year')),
    accessed: dateOf(take('access-date', 'accessdate', 'abruf', 'bezochtdatum')),
    author: author.length > 0 ? author : undefined,
  };
  return { type, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) };
}

interface WikiAuthor {
  readonly family?: string;
  readonly given?: string;
  readonly literal?: string;
}

function authorsIn(members: ReadonlyMap<string, string>): WikiAuthor[] {
  return ['', '1', '2', '3', '4', '5', '6', '7', '8', '9'].flatMap((n): WikiAuthor[] => {
    const family = members.get(`last${n}`);
    const given = members.get(`first${n}`);
    const literal = members.get(`author${n}`) ?? (n === '' ? members.get('autor') : undefined);
    if (family) return [{ family, ...(given && { given }) }];
    return literal ? [{ literal }] : [];
  });
}

function dateOf(text: string | undefined): { 'date-parts': number[][] } | { raw: string } | undefined {
  if (text === undefined) return undefined;
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  if (year === undefined) return { raw: text };
  return { 'date-parts': [[year, month, day].filter((part) => part !== undefined).map(Number)] };
}

/** Without the markup of links, emphasis and comments. */
export const wordsOf = (wikitext: string): string =>
  wikitext
    .replace(/<!--[^]*?-->|<\/?[a-z][^>]*>/gi, '')
    .replace(/\[\[(?:[^|\]]*\|)?([^\]]*)\]\]/g, '$1')
    .replace(/\[(https?:\/\/[^\s\]]+)\s+([^\]]+)\]/g, '$2, $1')
    .replace(/\[(https?:\/\/[^\s\]]+)\]/g, '$1')
    .replace(/'{2,5}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
