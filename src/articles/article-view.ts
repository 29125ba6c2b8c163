// How an article and the answer to a command are shown to a client. Pure.
import type { Article } from './article';
import type { Schedule } from './article-schedule';
import { sameContent } from './same';
import { bodyText } from '../text/body';
import type { Citation, Confidential } from './content';
import type { MergeTold } from './decide-edit';
import type { Finding } from './finding';
import { approvalOf, type Confidences } from './confidential-source';
import { sourceIdOf } from './source-id';
import { wordCount } from '../text/words';

/** The answer to every command on an article. */
export interface CommandAnswer {
  readonly id: string;
  readonly revision: number;
  /** The newsroom's log position of the command's last event. */
  readonly position: number;
  readonly status: string;
  readonly nextStatus: string | null;
  readonly version: number | null;
  readonly merged: boolean;
  readonly findings: readonly Finding[];
  /** With whose revisions the edit was merged, where `merged` is true. */
  readonly merge?: MergeTold;
  /** The working copy, where `merged` is true. */
  readonly article?: ArticleView;
}

/** The working copy as `GET /articles/{id}` answers it. */
export function articleView(article: Article) {
  const { content, publication } = article;
  const { headline, standfirst, body, citations, ...members } = content;
  return {
    id: article.id,
    revision: article.revision,
    status: article.status,
    nextStatus: article.nextStatus,
    version: publication?.version ?? null,
    headline,
    standfirst,
    body: bodyText(body),
    ...members,
    citations: citations.map((citation) => citationView(citation, article.confidences)),
    origin: article.origin,
    wordCount: wordCount(body),
    createdAt: article.createdAt,
    updatedAt: article.updatedAt,
    ...deskView(article),
    liveAt: publication?.publishedAt ?? null,
    dirty: publication !== null && !sameContent(content, publication.content),
  };
}

/** Who works on it, and how far its review is. */
const deskView = ({ contributors, assigned, access, approvals, required, schedule }: Article) => ({
  contributors,
  assigned,
  access,
  approvals,
  requiredApprovals: required,
  schedule: schedule && scheduleView(schedule),
});

/** What will be published, and when; its content is that of a revision. */
const scheduleView = ({ at, by, slug, change, contentRevision, outdated }: Schedule) => ({
  at,
  by: { id: by.sub, name: by.name },
  slug,
  ...(change && { change }),
  contentRevision,
  outdated,
});

export type ArticleView = ReturnType<typeof articleView>;

export const citationView = (citation: Citation, confidences: Confidences) => ({
  ...citation,
  ...(citation.confidential && { confidential: confidentialView(citation.confidential, confidences) }),
  sourceId: sourceIdOf(citation),
});

/** Who it is is not in it: that is in the vault alone. */
function confidentialView(confidential: Confidential, confidences: Confidences) {
  const approval = approvalOf(confidences, confidential);
  const told = approval ? { approvedBy: approval.by, approvedAt: approval.at } : {};
  return { ...confidential, approved: approval !== undefined, ...told };
}
