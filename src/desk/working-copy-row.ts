// A working copy as the read model keeps it. Pure.
import type { Article } from '../articles/article';
import { articleView, type ArticleView } from '../articles/article-view';
import { redactedContent } from '../articles/withheld-content';
import type { Subject } from '../identity/access';
import { configurationOf, searchText } from '../search/search-text';
import { plainText } from '../text/plain-text';
import { marks } from '../vault/quoted-letters';
import { Redaction } from '../vault/redaction';
import { quotesFor } from '../vault/withholding';

const listed = [
  'id',
  'revision',
  'status',
  'nextStatus',
  'version',
  'headline',
  'standfirst',
  'language',
  'category',
  'tags',
  'byline',
  'contributors',
  'assigned',
  'wordCount',
  'createdAt',
  'updatedAt',
  'liveAt',
  'dirty',
  'embargo',
] as const satisfies readonly (keyof ArticleView)[];

/** What lists show of an article: members of `GET /articles/{id}`. */
export type WorkingCopyItem = Pick<ArticleView, (typeof listed)[number]>;

export interface WorkingCopyRow {
  readonly newsroom_id: string;
  readonly article_id: string;
  readonly position: number;
  readonly status: string;
  readonly next_status: string | null;
  readonly language: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly contributors: readonly string[];
  readonly assigned: readonly string[];
  readonly created_by: string;
  readonly access: string;
  readonly item: Partial<WorkingCopyItem>;
  readonly configuration: string;
  /** From here on undefined where the row has it already: an article's words are divided anew only when they changed. */
  readonly text?: string;
  /** For `to_tsvector`, by weight. */
  readonly a?: string;
  readonly b?: string;
  readonly c?: string;
}

interface Around {
  /** The article as the row has it now; undefined where there is none, or it is not known. */
  readonly before?: Article;
  /** Texts that are withheld from the staff with whole versions. */
  readonly withheld?: readonly string[];
}

export function workingCopyRow(newsroom: string, article: Article, { before, withheld }: Around): WorkingCopyRow {
  const { content, contributors, assigned, createdBy }: Article = article;
  const { access = 'newsroom' }: Subject = article;
  return {
    newsroom_id: newsroom,
    article_id: article.id,
    position: article.position,
    status: article.status,
    next_status: article.nextStatus,
    language: content.language,
    category: content.category,
    tags: content.tags,
    contributors: contributors.map(({ id }) => id),
    assigned,
    created_by: createdBy,
    access,
    item: itemOf(article),
    configuration: configurationOf(content.language),
    ...(before && saysTheSame(before, article) ? {} : wordsOf(article, withheld)),
  };
}

function itemOf(article: Article): Partial<WorkingCopyItem> {
  const view = articleView(article);
  return Object.fromEntries(listed.map((name) => [name, view[name]]));
}

/** What is withheld from the staff is found by nobody: where a text is found says what stands in it. */
function wordsOf(
  { content, withheld }: Article,
  texts: readonly string[] = [],
): Pick<WorkingCopyRow, 'text' | 'a' | 'b' | 'c'> {
  const shown = redactedContent(content, new Redaction(quotesFor('staff', withheld), marks.withheld, texts));
  const { headline, standfirst } = shown;
  const body = plainText(shown.body);
  return {
    text: [standfirst, body].filter(Boolean).join('\n'),
    a: searchText(headline),
    b: searchText(standfirst ?? ''),
    c: searchText(body),
  };
}

function saysTheSame({ content: one, ...before }: Article, { content: other, ...after }: Article): boolean {
  return (
    before.withheld === after.withheld &&
    one.body === other.body &&
    one.headline === other.headline &&
    one.standfirst === other.standfirst &&
    one.language === other.language
  );
}
