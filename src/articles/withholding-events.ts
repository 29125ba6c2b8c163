// What can have happened to what is shown of an article: words or versions withheld, and released again.
import type { WithheldFrom } from '../vault/withholding';
import type { Told } from './events';

export interface ArticleWithheld extends Told {
  readonly type: 'article-withheld';
  /** The words, as somebody read them; either these or versions. */
  readonly quote?: string;
  readonly versions?: readonly number[];
  readonly from: WithheldFrom;
  readonly legal: boolean;
  readonly reason: string;
}

export interface WithholdingReleased extends Told {
  readonly type: 'withholding-released';
  /** What matches all that is named here is shown again; everything where nothing is named. */
  readonly quote?: string;
  readonly versions?: readonly number[];
  readonly from?: WithheldFrom;
  readonly reason: string;
}

export type TrustEvent = ArticleWithheld | WithholdingReleased;
