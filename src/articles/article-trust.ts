// What withholding, legal hold, erasure and looks at confidential sources do to the state of an article. Pure.
import { released, type Withholding } from '../vault/withholding';
import type { Article, Recorded } from './article';
import { contributor } from './article-edits';
import type { ConfidentialEvent } from './confidential-events';
import { approved } from './confidential-source';
import type { ErasureEvent } from './erasure-events';
import type { TrustEvent } from './withholding-events';

export function entrusted(
  article: Article,
  event: TrustEvent | ErasureEvent,
  { revision }: Recorded,
): Partial<Article> {
  switch (event.type) {
    case 'article-withheld':
      return { withheld: [...article.withheld, withholding(event, revision)] };
    case 'withholding-released':
      return { withheld: released(article.withheld, event) };
    case 'payload-erased': // the events before it have their marks already
      return { erasedBy: revision };
    case 'legal-hold-placed':
      return { legalHold: true };
    case 'legal-hold-lifted':
      return { legalHold: false };
    default:
      return event satisfies never;
  }
}

type Withheld = Extract<TrustEvent, { type: 'article-withheld' }>;

const withholding = ({ quote, versions, from, legal }: Withheld, revision: number): Withholding => ({
  revision,
  from,
  legal,
  ...(quote !== undefined && { quote }),
  ...(versions !== undefined && { versions }),
});

export function lookedInto(
  article: Article,
  event: ConfidentialEvent,
  { revision, recordedAt: at }: Recorded,
): Partial<Article> {
  const { confidential } = article.content.citations.find(({ key }) => key === event.key) ?? {};
  if (event.type !== 'confidential-source-approved' || confidential?.id !== event.confidential) return {};
  const approval = { revision, by: contributor(event.by), at };
  return { confidences: approved(article.confidences, confidential, approval) };
}
