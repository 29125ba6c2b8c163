// A wire article as text, read into the members of a draft. Nothing is invented and nothing dropped: what finds no other
// place stays in the body.
import type { Json } from '../../event-store/stored-event';
import type { Citation, Dateline } from '../content';
import { isoDate } from './calendar';
import { citationsOf } from './citations';
import { filedOn, readDateline, type OpeningDateline } from './dateline';
import { readHead, type DateLine } from './head';
import { linesOf } from './lines';
import { citeMarkers } from './markers';
import { proseOf } from './prose';
import { entriesOf, findSourceList } from './source-list';
import { tagsBelowProse, tagsBelowSources } from './tags';

export interface WireArticle {
  /** '' when the text has no title. */
  readonly headline: string;
  /** Markdown; citations as `[@n]`. */
  readonly body: string;
  readonly dateline: Dateline | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  /** In the order of their numbers. `source` is null where the list has no entry. */
  readonly citations: readonly Citation[];
  /** As printed, without Markdown and colon; null without a source list. */
  readonly sourceHeading: string | null;
  readonly language?: string;
  /** Words of the form that no other member holds: `dateLine` as printed, `tagsLabel`. null when there are none. */
  readonly meta: Readonly<Record<string, Json>> | null;
}

/**
 * Reads a wire article. Linear in the text, for any text.
 * @param language BCP 47, as Content-Language says; settles which figure of `3/4/2025` is the month.
 */
export function parseWire(text: string, language?: string): WireArticle {
  const lines = linesOf(text);
  const head = readHead(lines, language);
  const list = findSourceList(lines, head.next);
  const below = list?.below ?? [];
  const prose = lines.slice(head.next, list?.at);
  const closing = list ? tagsBelowSources(below) : tagsBelowProse(prose);
  const opening = readDateline(prose.slice(0, 2), language);
  const report = withoutOpening(list ? prose : prose.slice(0, closing?.start), opening);
  const { text: body, labels } = citeMarkers(proseOf(report, list !== null || closing !== null));
  return {
    headline: head.headline,
    body,
    dateline: datelineOf(opening, head.dateLine),
    category: head.dateLine?.category ?? null,
    tags: closing?.tags ?? [],
    citations: citationsOf(labels, entriesOf(list ? below.slice(0, closing?.start) : []), language),
    sourceHeading: list?.heading ?? null,
    ...(language !== undefined && { language }),
    meta: metaOf({ dateLine: unsaid(opening, head.dateLine), tagsLabel: closing?.label ?? null }),
  };
}

function withoutOpening(lines: readonly string[], opening: OpeningDateline | null): readonly string[] {
  if (!opening) return lines;
  const [first = '', ...rest] = lines;
  return first.length > opening.length ? [first.slice(opening.length), ...rest] : rest;
}

function datelineOf(opening: OpeningDateline | null, line: DateLine | null): Dateline | null {
  const printed = line && line.printed !== line.date ? line.printed : null;
  if (!opening) return line && { place: null, date: line.date, text: printed };
  const parts = filedOn(opening.parts, line?.date ?? null);
  const date = opening.parts.length === 0 ? (line?.date ?? null) : isoDate(parts);
  return { place: opening.place, date, text: opening.text };
}

/** The line of date and category, where the dateline does not say what it says. */
function unsaid(opening: OpeningDateline | null, line: (DateLine & { readonly line: string }) | null): string | null {
  if (!line) return null;
  const dateline = datelineOf(opening, line);
  const said = line.printed === dateline?.date || (dateline?.text ?? '').includes(line.printed);
  return said && line.time === '' ? null : line.line;
}

function metaOf(members: Readonly<Record<string, string | null>>): Readonly<Record<string, Json>> | null {
  const kept = Object.entries(members).filter(([, value]) => value !== null);
  return kept.length > 0 ? Object.fromEntries(kept) : null;
}
