// One plain, complete line for each source: who, what, where, when, how to find it. Pure.
import type { Capture, Source } from '../articles/content';
import type { Json } from '../event-store/stored-event';
import { datePartsOf, dateWordsOf, doiAddress, namesOf, textOf } from './csl-members';
import { escapeHtml } from '../text/escape-html';
import { webAddress } from './web-address';
import { printDate } from './printed-time';
import type { Wording } from './wording';

interface Piece {
  readonly text: string;
  readonly href?: string;
  /** An archived copy of what is at `href`. */
  readonly copy?: Capture;
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

/** The line as HTML: the title is the link, with its archived copy; dates are `time` elements. */
export function sourceAsHtml(source: Source | null, wording: Wording, copy?: Capture): string {
  const address = sourceAddress(source);
  const pieces = linePieces(source, wording);
  const robust = pieces.map((piece) => (copy && piece.href === address ? { ...piece, copy } : piece));
  return sentence(robust.map(pieceAsHtml));
}

function linePieces(source: Source | null, wording: Wording): readonly Piece[] {
  const pieces = source ? piecesOf(source, wording) : [];
  return pieces.length > 0 ? pieces : [{ text: wording.sourceMissing }];
}

function piecesOf(source: Source, wording: Wording): Piece[] {
  const doi = textOf(source['DOI']);
  return [
    { text: printedNames(source['author']) || printedNames(source['editor']) },
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

const printedNames = (value: Json | undefined): string =>
  namesOf(value)
    .map(({ name }) => name)
    .join(', ');

function accessedOf(value: Json | undefined, wording: Wording): Piece {
  const { text, datetime } = dateOf(value, wording);
  return { text: text && `${wording.accessed} ${text}`, datetime };
}

/** `date-parts`, of which a range's first counts, else `raw` or `literal` as it is. */
const dateOf = (value: Json | undefined, wording: Wording): Piece =>
  printDate(datePartsOf(value), wording.language) ?? { text: dateWordsOf(value) };

function pieceAsHtml({ text, href, datetime, copy }: Piece): string {
  const inner = datetime ? `<time datetime="${datetime}">${escapeHtml(text)}</time>` : escapeHtml(text);
  return href ? `<a href="${escapeHtml(href)}" rel="noopener"${copyOf(copy)}>${inner}</a>` : inner;
}

/** Robust Links 1.0: where the copy is and of when, beside the link itself. */
function copyOf(copy: Capture | undefined): string {
  const url = webAddress(copy?.url ?? '');
  const at = copy?.at ? ` data-versiondate="${escapeHtml(copy.at)}"` : '';
  return url ? ` data-versionurl="${escapeHtml(url)}"${at}` : '';
}

/** Pieces ended by one full stop each, except where a piece brings its own end. */
const sentence = (pieces: readonly string[]): string =>
  pieces.map((piece) => (/[.!?…](?:<\/[^>]+>)*$/.test(piece) ? piece : `${piece}.`)).join(' ');
