// The three forms in which a draft arrives: JSON, Markdown with front matter, wire text.
import { validated } from '../http/validation';
import { DraftArticleDto, type EmbargoDto, type MembersDto } from './article.dto';
import type { CitationDto } from './citation.dto';
import type { Draft, DraftedCitation } from './decide-draft';
import type { Members } from './events';
import { describedSource } from './confidential-source';
import type { Confidential } from './content';
import { withoutId } from './csl';
import { parseFrontMatter } from './front-matter';
import { instantOf } from './wall-time';
import { parseWire } from './wire/parse-wire';

/** A draft as its sender wrote it, not yet validated. */
export interface SentDraft {
  readonly mediaType: string;
  readonly body: unknown;
  /** Of Content-Language, for wire texts. */
  readonly language?: string;
}

/** Refuses with `validation-failed` or `malformed-body`. */
export async function readDraft(sent: SentDraft): Promise<DraftArticleDto> {
  if (sent.mediaType === 'text/plain') return validated(DraftArticleDto, wireMembers(sent));
  if (sent.mediaType === 'text/markdown') return validated(DraftArticleDto, markdownMembers(String(sent.body)));
  return validated(DraftArticleDto, sent.body);
}

function wireMembers({ body, language }: SentDraft): object {
  const wire = parseWire(String(body), language);
  return { ...wire, language: language ?? wire.language, origin: { kind: 'wire' } };
}

function markdownMembers(text: string): object {
  const { members, body } = parseFrontMatter(text);
  return { ...members, body };
}

/** @param defaultLanguage the newsroom's */
export function draftOf(dto: DraftArticleDto, defaultLanguage: string, citations: readonly DraftedCitation[]): Draft {
  const { headline, body = '', language = defaultLanguage } = dto;
  return {
    members: { ...membersOf(dto), headline, language },
    body,
    citations,
    origin: dto.origin ?? undefined,
  };
}

/**
 * The members that were sent; null clears, which for a list means that it is empty. Refuses with `validation-failed` an
 * embargo until a time that there is not; `path` is where the members stand in what was sent.
 */
export function membersOf(dto: MembersDto, path = ''): Members {
  const { standfirst, category, dateline, byline, tags, slug, media, meta, sourceHeading } = dto;
  const lists = { byline: listOf(byline), tags: listOf(tags), media: listOf(media) };
  const embargo = dto.embargo && embargoOf(dto.embargo, `${path}embargo.until`);
  const members = { standfirst, category, dateline, slug, embargo, meta, sourceHeading, ...lists };
  return plain(Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)));
}

/** `confidential` is what was left of it when its identity was taken out. */
export function draftedCitation(dto: CitationDto, confidential?: Confidential): DraftedCitation {
  const entries = Object.entries(dto).filter(
    ([name, value]) => name !== 'confidential' && value !== undefined && value !== null,
  );
  return {
    ...plain(Object.fromEntries(entries) as Omit<CitationDto, 'source' | 'confidential'>),
    ...sourceOf(dto, confidential),
  };
}

function sourceOf(
  { source }: CitationDto,
  confidential?: Confidential,
): Pick<DraftedCitation, 'source' | 'confidential'> {
  if (confidential) return { source: describedSource(confidential.description), confidential };
  return { source: source ? withoutId(plain(source)) : null };
}

/** A time with an offset stays as it was sent; any other is kept as the instant that it means. */
function embargoOf({ until, ...agreed }: EmbargoDto, path: string): EmbargoDto {
  const instant = instantOf(until, agreed.timeZone, path);
  return { until: /(?:Z|[+-]\d\d:\d\d)$/.test(until) ? until : instant, ...agreed };
}

const listOf = <T>(list: readonly T[] | null | undefined): readonly T[] | undefined => (list === null ? [] : list);

/** Without the classes that validation made of it: what is compared and stored is plain data. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
