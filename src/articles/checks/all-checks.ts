// Every desk check, and how they are run. A new check is a file beside this one, a line here and a row in docs/checks.md.
import type { Claims } from '../claims';
import type { Confidences } from '../confidential-source';
import type { ArticleContent } from '../content';
import type { Finding, Severity } from '../finding';
import type { NotCarried } from '../publication-events';
import { citationMentions } from '../../text/mentions';
import { bodyEmpty } from './body-empty';
import type { Check, CheckedArticle, Found, Revised } from './check';
import { changeKindDoubtful } from './change-kind-doubtful';
import { citationStale } from './citation-stale';
import { citationUnknown } from './citation-unknown';
import { citationUnresolved } from './citation-unresolved';
import { citationUnused } from './citation-unused';
import { confidentialSourceUnapproved } from './confidential-source-unapproved';
import { correctionNotCarried } from './correction-not-carried';
import { datelineWeekdayMismatch } from './dateline-weekday-mismatch';
import { duplicateSource } from './duplicate-source';
import { headlineMissing } from './headline-missing';
import { labelGap } from './label-gap';
import { languageMismatch } from './language-mismatch';
import { mediaUnknown } from './media-unknown';
import { mediaWithoutAlt } from './media-without-alt';
import { mediaWithoutCredit } from './media-without-credit';
import { sourceListEmpty } from './source-list-empty';
import { suspiciousCharacters } from './suspicious-characters';
import { uncitedFigure } from './uncited-figure';
import { uncitedQuote } from './uncited-quote';
import { webSourceWithoutAccessDate } from './web-source-without-access-date';

export const allChecks = [
  headlineMissing,
  bodyEmpty,
  datelineWeekdayMismatch,
  citationUnresolved,
  citationUnknown,
  sourceListEmpty,
  mediaUnknown,
  confidentialSourceUnapproved,
  correctionNotCarried,
  citationStale,
  changeKindDoubtful,
  citationUnused,
  labelGap,
  languageMismatch,
  duplicateSource,
  webSourceWithoutAccessDate,
  suspiciousCharacters,
  mediaWithoutAlt,
  mediaWithoutCredit,
  uncitedFigure,
  uncitedQuote,
] as const satisfies readonly Check[];

export type FindingCode = (typeof allChecks)[number]['code'];

/** The newsroom's own severities; `off` leaves a check out. */
export type Severities = Readonly<Partial<Record<FindingCode, Severity | 'off'>>>;

/** What the desk knows beside the content; whatever is left out, the checks that rest on it find nothing. */
export interface Desk {
  readonly severities?: Severities;
  readonly claims?: Claims;
  readonly notCarried?: readonly NotCarried[];
  readonly confidences?: Confidences;
  readonly revised?: Revised;
}

export interface Verdict {
  /** No finding of severity error. */
  readonly publishable: boolean;
  /** Errors first, then warnings and advice; each by its place. */
  readonly findings: readonly Finding[];
}

export function runChecks(content: ArticleContent, desk: Desk = {}): Verdict {
  const { severities = {}, claims = {}, notCarried = [], confidences = {}, revised } = desk;
  const citations = new Map(content.citations.map((citation) => [citation.key, citation]));
  const mentions = citationMentions(content.body);
  const article: CheckedArticle = { content, mentions, citations, claims, notCarried, confidences, revised };
  const findings = allChecks.flatMap((check: Check<FindingCode>): readonly Finding[] => {
    const { code } = check;
    const severity = severities[code] ?? check.severity;
    if (severity === 'off') return [];
    return capped(check.find(article)).map(({ message, where }) => ({ code, severity, message, where }));
  });
  return { publishable: findings.every(({ severity }) => severity !== 'error'), findings: findings.sort(byPlace) };
}

/** Findings of one check that are told one by one. */
export const mostFindings = 200;

/** A text that is wrong in ten thousand places is told so once, at the first place that is not told by itself. */
function capped(found: readonly Found[]): readonly Found[] {
  const next = found[mostFindings];
  if (!next) return found;
  const more = found.length - mostFindings;
  const message = more === 1 ? next.message : `From here on there are ${more} more findings of this kind.`;
  return [...found.slice(0, mostFindings), { message, where: next.where }];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'advice'];
const MEMBERS = ['headline', 'standfirst', 'dateline', 'body', 'citations', 'sourceHeading', 'media'];

const byPlace = (one: Finding, other: Finding): number =>
  SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
  MEMBERS.indexOf(one.where.member) - MEMBERS.indexOf(other.where.member) ||
  (one.where.line ?? 0) - (other.where.line ?? 0) ||
  (one.where.column ?? 0) - (other.where.column ?? 0);
