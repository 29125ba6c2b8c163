// What can have happened to an article on its way to readers: assignment, review and approval.
import type { Told } from './events';

/** `assigned`: only those assigned, editors and auditors see the article. */
export type Access = 'newsroom' | 'assigned';

export const approvalKinds = ['desk', 'legal', 'facts'] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

export interface ArticleAssigned extends Told {
  readonly type: 'article-assigned';
  /** By the `sub` of their tokens; all that are assigned from here on. */
  readonly actors: readonly string[];
  readonly access: Access;
}

export interface ArticleSubmitted extends Told {
  readonly type: 'article-submitted';
}

export interface ChangesRequested extends Told {
  readonly type: 'changes-requested';
}

export interface ArticleApproved extends Told {
  readonly type: 'article-approved';
  readonly as: ApprovalKind;
  /** The revision that last changed the content: what the approval is of. */
  readonly content: number;
}

export interface ApprovalRequired extends Told {
  readonly type: 'approval-required';
  readonly approval: ApprovalKind;
  readonly reason: string;
}

export interface ArticleSpiked extends Told {
  readonly type: 'article-spiked';
  readonly reason: string;
}

export interface ArticleRevived extends Told {
  readonly type: 'article-revived';
  readonly reason: string;
}

export type ReviewEvent =
  | ArticleAssigned
  | ArticleSubmitted
  | ChangesRequested
  | ArticleApproved
  | ApprovalRequired
  | ArticleSpiked
  | ArticleRevived;
