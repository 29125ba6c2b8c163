// Whether a version may go before readers, and what it then is. Pure.
import { Rejection } from '../errors';
import type { Settings } from '../settings/settings';
import type { Article } from './article';
import type { Publication } from './article-publication';
import { runChecks } from './checks/all-checks';
import type { ArticleContent } from './content';
import type { Edit } from './decide-edit';
import { missingApprovals } from './decide-review';
import { editStory, type StoryEdit } from './decide-story-edit';
import type { Told } from './events';
import type { Finding } from './finding';
import { refuseChangedContent, type Precondition } from './precondition';
import type { Change, Waiver } from './publication-events';
import { invalidTransition, refuseForbidden } from './workflow';

/** What an editor asks for, now or at a time. */
export interface PublicationRequest {
  readonly slug?: string;
  readonly waive: readonly Waiver[];
  readonly change?: Change;
  /** Of the last version, to be published alone. */
  readonly edit?: Edit;
}

export interface PublicationTerms {
  readonly precondition: Precondition;
  readonly told: Told;
  readonly settings: Settings;
  /** RFC 3339 UTC, milliseconds: when readers will get it. */
  readonly at: string;
}

/** A version that may be published. */
export interface Candidate extends Partial<StoryEdit> {
  readonly version: number;
  readonly content: ArticleContent;
  readonly findings: readonly Finding[];
  /** Of the waivers asked for, those of something that was found. */
  readonly waived: readonly Waiver[];
  readonly change?: Change;
}

/**
 * The gate of publishing and scheduling. Refuses in the order of the contract: `validation-failed`, `forbidden`, the
 * precondition, `invalid-transition`, `content-changed`, `embargoed`, then `change-required`, `approval-missing`, `checks-failed`.
 */
export function admitToPublication(
  article: Article,
  request: PublicationRequest,
  terms: PublicationTerms,
  verb: 'publish' | 'schedule',
): Candidate {
  const { settings, told, at } = terms;
  refuseEarlyChange(article, request);
  refuseWaivers(request.waive, told, settings);
  if (request.edit) refuseUnreviewedCorrection(article, told, settings);
  refuseChangedContent(article, terms.precondition, () => refuseVerb(article, request, settings, verb));
  const edited = storyEdit(article, request);
  const content = edited?.content ?? article.content;
  refuseEmbargoed(content, at);
  const change = changeOf(article, request);
  if (!request.edit) refuseUnapproved(missingApprovals(article));
  const version = (article.publication?.version ?? 0) + 1;
  return { ...edited, ...checked(article, content, request, settings), content, version, ...(change && { change }) };
}

/** A change of the story alone needs a live story, and of two schedules one would be in the other's way. */
function refuseVerb(
  article: Article,
  { edit }: PublicationRequest,
  { review }: Settings,
  verb: 'publish' | 'schedule',
): void {
  if (!edit) return refuseForbidden(verb, article, review);
  const possible = liveStory(article) && (verb === 'publish' || !article.schedule);
  if (!possible) throw invalidTransition(verb, article, review);
}

function storyEdit(article: Article, { edit }: PublicationRequest): StoryEdit | undefined {
  const live = liveStory(article);
  return edit && live && editStory(article, live, edit);
}

/** The live story, which can be corrected alone; undefined where readers have none. */
const liveStory = ({ status, publication }: Article): Publication | undefined =>
  status === 'published' && publication ? publication : undefined;

/** Runs the checks as they will stand in the event. Refuses with `checks-failed`. */
export function checked(
  article: Article,
  content: ArticleContent,
  { waive, change, edit }: PublicationRequest,
  { severities }: Settings,
): Pick<Candidate, 'findings' | 'waived'> {
  const { publication, claims, notCarried, confidences } = article;
  const revised = publication && change ? { kind: change.kind, before: publication.content } : undefined;
  const { findings } = runChecks(content, {
    severities,
    claims,
    confidences,
    revised,
    notCarried: edit ? [] : notCarried,
  });
  refuseErrors(findings, waive);
  return { findings, waived: waive.filter(({ code }) => findings.some((finding) => finding.code === code)) };
}

export function refuseErrors(findings: readonly Finding[], waive: readonly Waiver[]): void {
  const waived = new Set(waive.map(({ code }) => code));
  const errors = findings.filter(({ severity, code }) => severity === 'error' && !waived.has(code));
  if (errors.length === 0) return;
  const detail = `${errors.length} ${errors.length === 1 ? 'finding stands' : 'findings stand'} in the way of publishing.`;
  throw new Rejection('checks-failed', detail, { findings: errors });
}

export function refuseEmbargoed({ embargo }: ArticleContent, at: string): void {
  if (!embargo || Date.parse(embargo.until) <= Date.parse(at)) return;
  throw new Rejection('embargoed', `The article is under embargo until ${embargo.until}.`, { embargo });
}

export function refuseUnapproved(missing: readonly string[]): void {
  if (missing.length === 0) return;
  const detail = `Required and not given of this content: approval by ${missing.join(' and ')}.`;
  throw new Rejection('approval-missing', detail, { missing });
}

function changeOf({ publication }: Article, { change }: PublicationRequest): Change | undefined {
  if (publication && !change) throw new Rejection('change-required');
  return change;
}

function refuseEarlyChange({ publication }: Article, { change }: PublicationRequest): void {
  if (publication || !change) return;
  const message = 'Nothing was published yet that could have changed.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'change', message }] });
}

/** Each finding is waived by those whom the settings name; by standards unless they say otherwise. */
function refuseWaivers(waive: readonly Waiver[], { by }: Told, { waivers }: Settings): void {
  const beyond = waive.find(({ code }) => {
    const who = waivers[code] ?? 'standards';
    return who === 'nobody' || (who === 'standards' && by.role !== 'standards');
  });
  if (beyond)
    throw new Rejection('forbidden', `Waiving ${beyond.code} is not for role ${by.role}.`, { waiver: beyond.code });
}

/** Where versions need approval, a correction that nobody has approved is for the standards desk to answer for. */
function refuseUnreviewedCorrection({ required }: Article, { by }: Told, { review }: Settings): void {
  if (by.role === 'standards' || (review === 'optional' && required.length === 0)) return;
  throw new Rejection('forbidden', 'Where approval is required, a correction of the story alone needs role standards.');
}
