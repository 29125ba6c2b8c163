// One entry of a printed source list as a CSL-JSON item: as far as the entry says, and no further.
import type { Json } from '../../event-store/stored-event';
import type { Source } from '../content';
import { findDate, monthOf, type PrintedDate } from './calendar';
import { nameParts } from './entry-names';

/** Longer entries are kept as a title: no publication prints one, and nothing has to be searched. */
const longest = 2000;

const link = /\[([^\]]{1,500})\]\((https?:\/\/[^\s()]{1,1500})\)/u;
const address = /<?\b(https?:\/\/[^\s<>"“”„«»]{3,})>?/iu;
const bareDoi = /\b(?:doi:?\s?)?(10\.\d{4,9}\/[^\s<>"“”;,]{1,200})/iu;
const accessedBefore =
  /(?:[[(]\s?)?(?:last\s)?(?:accessed|retrieved|viewed|visited|geraadpleegd|bezocht|abgerufen|aufgerufen|zugriff|consult(?:é|ée|ado|ada|ato|ata|at)|accessed|acessado|acesso|recuperado|hämtad|hämtat|besøgt|hentet|lest|läst|viitattu|dostęp|erişim|дата обращения)(?:\s(?:on|op|am|le|el|il|em|den|om|from|de|i|dnia|tarihi))?\s?:?\s?$/iu;

/** null when the entry says nothing. Whatever words find no member of their own stay in `title`. */
export function readEntry(entry: string, language: string | undefined): Source | null {
  if (!/[\p{L}\p{N}]/u.test(entry)) return null;
  if (entry.length > longest) return { type: 'document', title: entry };
  const linked = link.exec(entry);
  const found = takeAddress(linked ? entry.replace(link, ' $2 ') : entry);
  const doi = found.doi ?? takeDoi(found);
  const accessed = takeAccessed(found, language);
  const issued = takeIssued(found, language);
  const names = linked
    ? { title: linked[1]?.trim(), ...restOf(found.text) }
    : nameParts(tidied(found.text), hostOf(found.url));
  const typed =
    found.url === undefined && !doi ? (names.publisher && issued ? 'article-newspaper' : 'document') : 'webpage';
  const source = { type: typed, ...names, URL: found.url, DOI: doi, issued, accessed };
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined));
}

interface Unread {
  text: string;
  readonly url: string | undefined;
  readonly doi: string | undefined;
}

/** The first address, without the punctuation that ends the sentence around it. */
function takeAddress(text: string): Unread {
  const match = address.exec(text);
  const written = match?.[1] ?? '';
  const url = trimmedUrl(written);
  if (!match || !URL.canParse(url)) return { text, url: undefined, doi: undefined };
  const at = text.indexOf(written, match.index);
  const before = text
    .slice(0, at)
    .replace(/<$/, '')
    .replace(/(?:^|[\s,.;(])(?:URL|Available at|Via|Link|Web)\s?:\s*$/iu, ' ');
  const rest = text.slice(at + url.length).replace(/^>/, '');
  const doi = /^https?:\/\/(?:dx\.)?doi\.org\/(10\.\d{4,9}\/\S+)$/i.exec(url)?.[1];
  return { text: `${before} ${rest}`, url, doi };
}

function trimmedUrl(written: string): string {
  let url = written.replace(/[.,;:!?'’”»\]]{1,20}$/u, '');
  // A closing parenthesis belongs to the address only if its opening one does.
  while (/[).,;:]$/.test(url) && (!url.endsWith(')') || !url.includes('('))) url = url.slice(0, -1);
  return url;
}

function takeDoi(unread: Unread): string | undefined {
  const match =
    unread.url === undefined
      ? bareDoi.exec(unread.text)
      : /\bdoi:?\s?(10\.\d{4,9}\/[^\s<>"“”;,]{1,200})/iu.exec(unread.text);
  const doi = match?.[1]?.replace(/[.)\]]{1,5}$/, '');
  if (match && doi) unread.text = unread.text.replace(match[0].slice(0, match[0].lastIndexOf(doi) + doi.length), ' ');
  return doi;
}

const cslDate = (parts: readonly number[]): Json => ({ 'date-parts': [parts] });

function takeAccessed(unread: Unread, language: string | undefined): Json | undefined {
  for (let from = 0; ;) {
    const date = findDate(unread.text.slice(from), language);
    if (!date || date.parts.length === 0) return undefined;
    const [start, end] = [from + date.start, from + date.end];
    const label = accessedBefore.exec(unread.text.slice(Math.max(0, start - 40), start))?.[0];
    if (label !== undefined) {
      unread.text = `${unread.text.slice(0, start - label.length)} ${unread.text.slice(end).replace(/^\s?[\])]/, '')}`;
      return cslDate(date.parts);
    }
    from = end;
  }
}

function takeIssued(unread: Unread, language: string | undefined): Json | undefined {
  const date = findDate(unread.text, language) ?? monthAndYear(unread.text) ?? yearAlone(unread.text);
  if (!date || date.parts.length === 0) return undefined;
  const before = unread.text.slice(0, date.start).replace(/[([]\s?$/, '');
  const opened = /[([]\s?$/.test(unread.text.slice(0, date.start));
  const after = unread.text.slice(date.end);
  // What stands for the date in a sentence of names has to divide them still.
  unread.text = `${before}\u0000${opened ? after.replace(/^\s?[)\]]/, '') : after}`;
  return cslDate(date.parts);
}

function monthAndYear(text: string): PrintedDate | undefined {
  for (const match of text.matchAll(/(?<!\p{L})(\p{L}{3,12})\.?\s(?:de\s)?((?:1[5-9]|20)\d{2})(?!\d)/giu)) {
    const month = monthOf(match[1] ?? '');
    if (month > 0) return { parts: [Number(match[2]), month], start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

/** A year in parentheses, or between a comma and the end. */
function yearAlone(text: string): PrintedDate | undefined {
  const match = /(?<=[(,]\s?)(?:1[5-9]|20)\d{2}(?=\)|\s*[.,]?\s*$)/u.exec(text);
  return match ? { parts: [Number(match[0])], start: match.index, end: match.index + 4 } : undefined;
}

const hostOf = (url: string | undefined): string =>
  url === undefined ? '' : new URL(url).hostname.replace(/^www\./, '');

/** White space as one, without punctuation that a taken address or date left alone. */
const tidied = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[([]\s?[)\]]/g, ' ')
    .replace(/(?:\s*[,;|–—-])*\s*$/u, '')
    .trim();

function restOf(text: string): { publisher?: string } {
  const publisher = tidied(text.replaceAll('\u0000', ' ')).replace(/^[\s,.;:|–—-]+|[\s,.;:|–—-]+$/gu, '');
  return publisher === '' ? {} : { publisher };
}
