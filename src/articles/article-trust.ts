// What withholding does to the state of an article. Pure.
import { released, type Withholding } from '../vault/withholding';
import type { Article, Recorded } from './article';
import type { TrustEvent } from './withholding-events';

export function entrusted(article: Article, event: TrustEvent, { revision }: Recorded): Partial<Article> {
  switch (event.type) {
    case 'article-withheld':
      return { withheld: [...article.withheld, withholding(event, revision)] };
    case 'withholding-released':
      return { withheld: released(article.withheld, event) };
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
