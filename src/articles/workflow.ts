// The workflow of an article, one table: which verb leads from which status to which, and what event tells of it. The
// documentation's diagram and the `allowed` of a refusal are made from it. Pure.
import { Rejection } from '../errors';
import type { ArticleEvent } from './events';

export const statuses = [
  'draft',
  'submitted',
  'approved',
  'scheduled',
  'published',
  'retracted',
  'unpublished',
  'spiked',
] as const;
export type Status = (typeof statuses)[number];

export interface Transition {
  /** `version`: judged by the stage of the version in work. `story`: by what readers have. */
  readonly of: 'version' | 'story';
  readonly from: readonly Status[];
  /** From these too where the newsroom's review is optional. */
  readonly unreviewed?: readonly Status[];
  /** Undefined: it stays what it is. */
  readonly to?: Status;
  readonly events: readonly ArticleEvent['type'][];
}

export const transitions = {
  assign: { of: 'version', from: statuses, events: ['article-assigned'] },
  submit: { of: 'version', from: ['draft'], to: 'submitted', events: ['article-submitted'] },
  'request-changes': { of: 'version', from: ['submitted', 'approved'], to: 'draft', events: ['changes-requested'] },
  approve: {
    of: 'version',
    from: ['submitted'],
    unreviewed: ['draft'],
    to: 'approved',
    events: ['article-approved'],
  },
  require: { of: 'version', from: statuses, events: ['approval-required'] },
  schedule: {
    of: 'version',
    from: ['approved', 'unpublished', 'retracted'],
    unreviewed: ['draft', 'submitted', 'published'],
    to: 'scheduled',
    events: ['publication-scheduled'],
  },
  unschedule: { of: 'version', from: ['scheduled'], to: 'approved', events: ['publication-unscheduled'] },
  publish: {
    of: 'version',
    from: ['approved', 'unpublished', 'retracted'],
    unreviewed: ['draft', 'submitted', 'published'],
    to: 'published',
    events: ['article-published', 'article-updated', 'article-corrected'],
  },
  retract: { of: 'story', from: ['published'], to: 'retracted', events: ['article-retracted'] },
  unpublish: { of: 'story', from: ['published', 'retracted'], to: 'unpublished', events: ['article-unpublished'] },
  spike: { of: 'version', from: ['draft', 'submitted', 'approved'], to: 'spiked', events: ['article-spiked'] },
  revive: { of: 'version', from: ['spiked'], to: 'draft', events: ['article-revived'] },
  restore: { of: 'version', from: statuses, events: ['article-edited'] },
} as const satisfies Record<string, Transition>;

export type Verb = keyof typeof transitions;
export const verbs = Object.keys(transitions) as readonly Verb[];

/** What the table is read with: the statuses of an article. */
export interface Standing {
  readonly status: Status;
  /** Of the version in work beside a story; null where there is none. */
  readonly nextStatus: Status | null;
}

/** Whether the newsroom publishes without approval. */
export type Review = 'optional' | 'required';

/** The stage of the version in work: of a published article that of its next version. */
export const stageOf = ({ status, nextStatus }: Standing): Status => nextStatus ?? status;

/** The standing once the version in work has reached that stage. */
export const atStage = ({ status }: Standing, stage: Status): Standing =>
  isStory(status) ? { status, nextStatus: stage } : { status: stage, nextStatus: null };

/** Whether there is, or was, a story: the version in work then has a status of its own. */
export const isStory = (status: Status): boolean =>
  status === 'published' || status === 'retracted' || status === 'unpublished';

export function allows(verb: Verb, standing: Standing, review: Review): boolean {
  const { of, from, unreviewed = [] }: Transition = transitions[verb];
  const status = of === 'story' ? standing.status : stageOf(standing);
  return from.includes(status) || (review === 'optional' && unreviewed.includes(status));
}

/** In the order of the table. */
export const allowedVerbs = (standing: Standing, review: Review): Verb[] =>
  verbs.filter((verb) => allows(verb, standing, review));

/** Refuses with `invalid-transition`, which tells the statuses and the verbs that they allow. */
export function refuseForbidden(verb: Verb, standing: Standing, review: Review): void {
  if (!allows(verb, standing, review)) throw invalidTransition(verb, standing, review);
}

export function invalidTransition(verb: Verb, standing: Standing, review: Review): Rejection {
  const { status: articleStatus, nextStatus } = standing;
  const next = nextStatus ? ` and its next version ${nextStatus}` : '';
  const detail = `The article is ${articleStatus}${next}: that does not allow ${verb}.`;
  // `status` is the problem's own member (RFC 9457 section 3.1.2): the article's has another name.
  return new Rejection('invalid-transition', detail, {
    articleStatus,
    nextStatus,
    allowed: allowedVerbs(standing, review),
  });
}
