// When a version is to go before readers, and whether it still may when its time has come. Pure.
import { Rejection } from '../errors';
import type { Settings } from '../settings/settings';
import type { Article } from './article';
import type { Schedule } from './article-schedule';
import {
  admitToPublication,
  checked,
  refuseEmbargoed,
  refuseErrors,
  refuseUnapproved,
  type Candidate,
  type PublicationRequest,
  type PublicationTerms,
} from './decide-publication';
import { missingApprovals } from './decide-review';
import { editStory, type StoryEdit } from './decide-story-edit';
import type { Told } from './events';
import type { Finding } from './finding';
import type { PublicationMissed, PublicationScheduled } from './publication-events';
import { bodyText } from '../text/body';

/** Terms with the time of the decision beside the time asked for. */
export interface ScheduleTerms extends PublicationTerms {
  /** RFC 3339 UTC, milliseconds. */
  readonly now: string;
}

/** Refuses a time that has passed with `validation-failed`, and with whatever publishing refuses. */
export function admitToSchedule(article: Article, request: PublicationRequest, terms: ScheduleTerms): Candidate {
  if (Date.parse(terms.at) <= Date.parse(terms.now)) {
    const message = `The time has passed: it is ${terms.now}.`;
    throw new Rejection('validation-failed', message, { errors: [{ path: 'at', message }] });
  }
  return admitToPublication(article, request, terms, 'schedule');
}

/** `publication-scheduled`, pinned to the content of the candidate. */
export function publicationScheduled(
  article: Article,
  { waived, change, story }: Candidate,
  { at, slug }: { readonly at: string; readonly slug: string },
  told: Told,
): PublicationScheduled {
  const content = article.contentRevision;
  const optional = { ...(change && { change }), ...(story && { story }) };
  return { type: 'publication-scheduled', ...told, at, content, slug, waived, ...optional };
}

/** The pinned content as a candidate, judged anew: settings, approvals, embargo and story may have changed meanwhile. */
export function candidateOfSchedule(article: Article, schedule: Schedule, settings: Settings, now: string): Candidate {
  const { content, waived: waive, change, approvals } = schedule;
  refuseEmbargoed(content, now);
  refuseEmbargoed(article.content, now);
  if (!schedule.story) refuseUnapproved(missingApprovals({ required: article.required, approvals }));
  if (schedule.outdated) refuseErrors([lacksCorrection], waive);
  const edited = carriedOver(article, schedule);
  const request = { waive, change, ...(edited && { edit: { members: {} } }) };
  const version = (article.publication?.version ?? 0) + 1;
  return { ...edited, ...checked(article, content, request, settings), content, version, ...(change && { change }) };
}

/** `publication-missed`: its time came and it may not be published. */
export function publicationMissed({ at }: Schedule, { code, members }: Rejection, told: Told): PublicationMissed {
  const findings = (members['findings'] ?? []) as readonly Finding[];
  return { type: 'publication-missed', ...told, at, refusal: code, findings };
}

/** A scheduled correction of the story alone is merged into the working copy as that is by then. */
function carriedOver(article: Article, { story, content }: Schedule): StoryEdit | undefined {
  if (!story || !article.publication) return undefined;
  const { members, body } = story;
  const edit = { members, ...(body && { body: bodyText(content.body) }) };
  return { ...editStory({ ...article, schedule: null }, article.publication, edit), content };
}

const lacksCorrection: Finding = {
  code: 'correction-not-carried',
  severity: 'error',
  message: 'The story was corrected after this was scheduled, and what was scheduled lacks the correction.',
  where: { member: 'body' },
};
