// What assignment, review and approval do to the state of an article. Pure.
import type { Article, Contributor, Recorded } from './article';
import { contributor } from './article-edits';
import type { ApprovalKind, ArticleApproved, ReviewEvent } from './workflow-events';
import { atStage } from './workflow';

export interface Approval {
  /** Of the event that gave it. */
  readonly revision: number;
  readonly as: ApprovalKind;
  readonly by: Contributor;
  /** RFC 3339 UTC, milliseconds. */
  readonly at: string;
}

export interface RequiredApproval {
  readonly approval: ApprovalKind;
  readonly reason: string;
  readonly by: Contributor;
}

export function reviewed(article: Article, event: ReviewEvent, recorded: Recorded): Partial<Article> {
  switch (event.type) {
    case 'article-assigned':
      return { assigned: event.actors, access: event.access };
    case 'article-submitted':
      return atStage(article, 'submitted');
    case 'changes-requested':
      return { ...atStage(article, 'draft'), approvals: [] };
    case 'article-approved':
      return { ...atStage(article, 'approved'), approvals: [...article.approvals, approval(event, recorded)] };
    case 'approval-required': {
      const { approval, reason } = event;
      return { required: [...article.required, { approval, reason, by: contributor(event.by) }] };
    }
    case 'article-spiked':
      return { ...atStage(article, 'spiked'), approvals: [] };
    case 'article-revived':
      return atStage(article, 'draft');
    default:
      return event satisfies never;
  }
}

const approval = (event: ArticleApproved, { revision, recordedAt: at }: Recorded): Approval => ({
  revision,
  as: event.as,
  by: contributor(event.by),
  at,
});
