// One plain, complete line for each source: who, what, where, when, how to find it. Pure; CSL-JSON 1.0 items are read
// defensively, because clients send what their reference software made.
import type { Source } from '../articles/content';
import type { Json } from '../event-store/stored-event';
import { escapeHtml, webAddress } from './escape-html';
import { printDate } from './printed-time';
import type { Wording } from './wording';

interface Piece {
  readonly text: string;
  readonly href?: string;
  /** ISO 8601, as precise as the source is. */
  readonly datetime?: string;
}

/** The line as plain text, without the address: that is `sourceAddress`. */
export function sourceAsText(source: Source | null, wording: Wording): string {
  const address = sourceAddress(source);
  return sentence(linePieces(source, wording).flatMap(({ text }) => (text === address ? [] : [text])));
}

/** Where the source is on the web: http or https, else undefined. */
export const sourceAddress = (source: Source | null): string | undefined =>
  source ? webAddress(textOf(source['URL'])) : undefined;

/** The line as HTML: the title is the link, dates are `time` elements. */
export function sourceAsHtml(source: Source | null, wording: Wording): string {
  return sentence(linePieces(source, wording).map(pieceAsHtml));
}

function linePieces(source: Source | null, wording: Wording): readonly Piece[] {
  const pieces = source ? piecesOf(source, wording) : [];
  return pieces.length > 0 ? pieces : [{ text: wording.sourceMissing }];
}

function piecesOf(source: Source, wording: Wording): Piece[] {
  const doi = textOf(source['DOI']);
  return [
    { text: namesOf(source['author']) || namesOf(source['editor']) },
    titleOf(source),
    { text: containerOf(source) },
    { text: textOf(source['publisher']) },
    dateOf(source['issued'], wording),
    { text: doi && `DOI ${doi}`, href: doi ? doiAddress(doi) : undefined },
    accessedOf(source['accessed'], wording),
  ].filter(({ text }) => text !== '');
}

function titleOf(source: Source): Piece {
  const address = sourceAddress(source);
  const title = textOf(source['title']) || textOf(source['title-short']);
  return { text: title || address || '', href: address };
}

function containerOf(source: Source): string {
  const volume = textOf(source['volume']);
  const issue = textOf(source['issue']);
  const place = [volume + (issue && `(${issue})`), textOf(source['page'])].filter(Boolean);
  return [textOf(source['container-title']), ...place].filter(Boolean).join(', ');
}

/** The DOI as an address (DOI Handbook, section 3.8). */
function doiAddress(doi: string): string {
  const name = doi.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)/i, '');
  return `https://doi.org/${encodeURIComponent(name).replaceAll('%2F', '/')}`;
}

function namesOf(value: Json | undefined): string {
  if (!Array.isArray(value)) return '';
  return (value as readonly Json[]).map(nameOf).filter(Boolean).join(', ');
}

function nameOf(name: Json): string {
  if (!isRecord(name)) return textOf(name);
  const parts = ['given', 'dropping-particle', 'non-dropping-particle', 'family', 'suffix'];
  return (
    textOf(name['literal']) ||
    parts
      .map((part) => textOf(name[part]))
      .filter(Boolean)
      .join(' ')
  );
}

function accessedOf(value: Json | undefined, wording: Wording): Piece {
  const { text, datetime } = dateOf(value, wording);
  return { text: text && `${wording.accessed} ${text}`, datetime };
}

/** A CSL date: `date-parts`, of which a range's first counts, else `raw` or `literal` as it is. */
function dateOf(value: Json | undefined, wording: Wording): Piece {
  if (!isRecord(value)) return { text: textOf(value) };
  const [first] = Array.isArray(value['date-parts']) ? (value['date-parts'] as readonly Json[]) : [];
  const parts = Array.isArray(first) ? (first as readonly Json[]).map(Number) : [];
  return printDate(parts, wording.language) ?? { text: textOf(value['literal']) || textOf(value['raw']) };
}

const isRecord = (value: Json | undefined): value is { readonly [name: string]: Json | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\s+/g, ' ').trim() : '';

function pieceAsHtml({ text, href, datetime }: Piece): string {
  const inner = datetime ? `<time datetime="${datetime}">${escapeHtml(text)}</time>` : escapeHtml(text);
  return href ? `<a href="${escapeHtml(href)}" rel="noopener">${inner}</a>` : inner;
}

/** Pieces ended by one full stop each, except where a piece brings its own end. */
const sentence = (pieces: readonly string[]): string =>
  pieces.map((piece) => (/[.!?…](?:<\/[^>]+>)*$/.test(piece) ? piece : `${piece}.`)).join(' ');
