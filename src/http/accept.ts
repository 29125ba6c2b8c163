// Which representation is answered (proactive negotiation, RFC 9110 section 12.5.1). Pure.
import { Rejection } from '../errors';

interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  /** 0 to 1. */
  readonly quality: number;
}

/**
 * The offer that the Accept header likes best; of equals the first, which is also the answer to no header.
 * Throws `not-acceptable` with the `offers`.
 */
export function negotiate(accept: string | undefined, offers: readonly string[]): string {
  const ranges = parseRanges(accept ?? '*/*');
  const [best] = offers
    .map((offer) => ({ offer, quality: qualityOf(offer, ranges) }))
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  if (best) return best.offer;
  throw new Rejection('not-acceptable', `There is ${offers.join(', ')}.`, { offers });
}

function parseRanges(accept: string): readonly MediaRange[] {
  const ranges = accept.split(',').flatMap((element) => parseRange(element) ?? []);
  return ranges.length > 0 || accept.trim() !== '' ? ranges : parseRanges('*/*');
}

/** Parameters other than q are ignored: no representation here differs by one. */
function parseRange(element: string): MediaRange | undefined {
  const [range = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
  const [, type, subtype] = /^([^\s/]+)\/([^\s/]+)$/.exec(range) ?? [];
  if (type === undefined || subtype === undefined || (type === '*' && subtype !== '*')) return undefined;
  const q = parameters.find((parameter) => /^q\s*=/.test(parameter));
  const quality = q === undefined ? 1 : Number(/^q=([01](?:\.\d{0,3})?)$/.exec(q)?.[1] ?? 0);
  return { type, subtype, quality: Math.min(quality, 1) };
}

/** The most specific range that matches decides, so that `text/html;q=0` takes HTML out of `text/*`. */
function qualityOf(offer: string, ranges: readonly MediaRange[]): number {
  const [type, subtype] = offer.split('/');
  const exact = ranges.find((range) => range.type === type && range.subtype === subtype);
  const ofType = ranges.find((range) => range.type === type && range.subtype === '*');
  const any = ranges.find((range) => range.type === '*');
  return (exact ?? ofType ?? any)?.quality ?? 0;
}
