// Who works on an article, and how it comes to be approved. Pure.
import { Rejection } from '../errors';
import type { Settings } from '../settings/settings';
import type { Article } from './article';
import type { ArticleEvent, Told } from './events';
import { refuseChangedContent, type Precondition } from './precondition';
import { sameValue } from './same';
import { atStage, invalidTransition, refuseForbidden, stageOf, type Verb } from './workflow';
import type { Access, ApprovalKind } from './workflow-events';

/** What a verb asks for beside its name. */
export type Step =
  | { readonly verb: 'assign'; readonly actors: readonly string[]; readonly access?: Access }
  | { readonly verb: 'submit' | 'request-changes' }
  | { readonly verb: 'approve'; readonly as: ApprovalKind }
  | { readonly verb: 'require'; readonly approval: ApprovalKind; readonly reason: string }
  | { readonly verb: 'unschedule' | 'spike' | 'revive'; readonly reason: string };

/** On what terms somebody asks for a verb. */
export interface StepTerms {
  readonly precondition: Precondition;
  readonly told: Told;
  readonly settings: Pick<Settings, 'review' | 'fourEyes'>;
}

/**
 * The event of the step, or nothing where it changes nothing. Refuses with `forbidden` (four eyes),
 * `precondition-required`, `revision-mismatch`, `invalid-transition` or `content-changed`, in that order.
 */
export function decideStep(article: Article, step: Step, { precondition, told, settings }: StepTerms): ArticleEvent[] {
  if (step.verb === 'approve') refuseOwnApproval(article, told, settings);
  refuseChangedContent(article, precondition, () => refuseStep(article, step, settings));
  return eventsOf(article, step, told);
}

function eventsOf(article: Article, step: Step, told: Told): ArticleEvent[] {
  switch (step.verb) {
    case 'assign':
      return assigned(article, step, told);
    case 'submit':
      return [{ type: 'article-submitted', ...told }];
    case 'request-changes':
      return [{ type: 'changes-requested', ...told }];
    case 'approve':
      return [{ type: 'article-approved', ...told, as: step.as, content: article.contentRevision }];
    case 'require':
      return required(article, step, told);
    case 'unschedule':
      return [{ type: 'publication-unscheduled', ...told, reason: step.reason }];
    case 'spike':
      return [{ type: 'article-spiked', ...told, reason: step.reason }];
    case 'revive':
      return [{ type: 'article-revived', ...told, reason: step.reason }];
    default:
      return step satisfies never;
  }
}

function assigned(article: Article, step: Extract<Step, { verb: 'assign' }>, told: Told): ArticleEvent[] {
  const actors = [...new Set(step.actors)];
  const access = step.access ?? article.access;
  if (sameValue(actors, article.assigned) && access === article.access) return [];
  return [{ type: 'article-assigned', ...told, actors, access }];
}

function required(article: Article, step: Extract<Step, { verb: 'require' }>, told: Told): ArticleEvent[] {
  const { approval, reason } = step;
  if (article.required.some((one) => one.approval === approval)) return [];
  return [{ type: 'approval-required', ...told, approval, reason }];
}

function refuseStep(article: Article, step: Step, { review }: StepTerms['settings']): void {
  if (step.verb === 'approve' && stageOf(article) === 'approved')
    return refuseNeedlessApproval(article, step.as, review);
  refuseForbidden(step.verb satisfies Verb, article, review);
}

/** What is approved already takes the approvals that are still required of it, and no other. */
function refuseNeedlessApproval(article: Article, as: ApprovalKind, review: Settings['review']): void {
  const missing = missingApprovals(article);
  if (!missing.includes(as)) throw invalidTransition('approve', atStage(article, 'approved'), review);
}

/** The kinds of approval that are required and not given of the present content. */
export const missingApprovals = ({ required, approvals }: Pick<Article, 'required' | 'approvals'>): ApprovalKind[] =>
  required.map(({ approval }) => approval).filter((kind) => !approvals.some((given) => given.as === kind));

function refuseOwnApproval(article: Article, { by }: Told, { fourEyes }: StepTerms['settings']): void {
  if (!fourEyes || !article.contributors.some(({ id }) => id === by.sub)) return;
  throw new Rejection('forbidden', 'Four eyes: who wrote of an article does not approve it.');
}
