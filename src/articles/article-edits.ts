// What edits do to the state of an article. Pure.
import type { Article, Contributor } from './article';
import { claimsOf, type Claims } from './claims';
import type { ArticleContent, Citation } from './content';
import { applyContentEdit, nextBlockIdAfter, withCitation } from './content-edit';
import type {
  ArticleEdited,
  CitationAdded,
  CitationChanged,
  CitationConfirmed,
  CitationRemoved,
  Person,
} from './events';
import { sameValue } from './same';
import { atStage, stageOf } from './workflow';

type Edit = ArticleEdited | CitationAdded | CitationChanged | CitationRemoved | CitationConfirmed;

export function edited(article: Article, event: Edit, revision: number): Partial<Article> {
  const { content, claims } = article;
  switch (event.type) {
    case 'article-edited':
      return membersEdited(article, event, revision);
    case 'citation-added':
    case 'citation-changed':
      return cited(article, event, revision);
    case 'citation-removed': {
      const citations = content.citations.filter(({ key }) => key !== event.key);
      return contentChanged(article, { by: event.by, revision }, { ...content, citations });
    }
    case 'citation-confirmed':
      return { claims: claimsAfter(claims, content, event.key) };
    default:
      return event satisfies never;
  }
}

/**
 * An approval is of exact content: what changes the content ends it, and makes what was approved a draft again. What is
 * scheduled stays so: it is pinned to the content that it had.
 */
export function contentChanged(
  article: Article,
  { by, revision }: { readonly by: Person; readonly revision: number },
  content: ArticleContent,
): Partial<Article> {
  const known = article.contributors.some(({ id }) => id === by.sub);
  const stage = stageOf(article);
  const voided = stage === 'approved' || stage === 'published' || stage === 'retracted' || stage === 'unpublished';
  return {
    ...(voided && atStage(article, 'draft')),
    content,
    contentRevision: revision,
    contributors: known ? article.contributors : [...article.contributors, contributor(by)],
    approvals: [],
    claims: saysTheSame(article.content, content) ? article.claims : claimsAfter(article.claims, content),
  };
}

const saysTheSame = (one: ArticleContent, other: ArticleContent): boolean =>
  one.body === other.body && one.citations === other.citations;

export const contributor = ({ sub, name }: Person): Contributor => ({ id: sub, name });

function membersEdited(article: Article, event: ArticleEdited, revision: number): Partial<Article> {
  const { citations: list, members, body, origin, by } = event;
  const edit = applyContentEdit(article.content, { members, body });
  const content = list ? { ...edit, citations: restored(article.content.citations, list) } : edit;
  return {
    ...contentChanged(article, { by, revision }, content),
    nextBlockId: nextBlockIdAfter(article.nextBlockId, body),
    ...(origin && { origin }),
  };
}

function restored(present: readonly Citation[], list: NonNullable<ArticleEdited['citations']>): readonly Citation[] {
  const all = new Map([...present, ...list.changed].map((citation) => [citation.key, citation]));
  return list.order.flatMap((key) => all.get(key) ?? []);
}

/** Another source is read anew beside the sentences that rest on it; another page or note of the same is not. */
function cited(article: Article, event: CitationAdded | CitationChanged, revision: number): Partial<Article> {
  const { content, claims } = article;
  const { citation, by } = event;
  const before = content.citations.find(({ key }) => key === citation.key);
  const next = { ...content, citations: withCitation(content.citations, citation) };
  const change = contentChanged(article, { by, revision }, next);
  return before && sameValue(before.source, citation.source)
    ? change
    : { ...change, claims: claimsAfter(claims, next, citation.key) };
}

/**
 * The claims once the content is that: of a citation that got its source, or is mentioned for the first time, what it is
 * mentioned for now; a further mention joins while all the earlier sentences stand. `anew`: it was read again.
 */
export function claimsAfter(claims: Claims, { body, citations }: ArticleContent, anew?: string): Claims {
  const known = new Map(Object.entries(claims));
  const keys = citations.filter(({ source }) => source !== null).map(({ key }) => key);
  const now = new Map(Object.entries(claimsOf(body, keys)));
  const entries = keys.flatMap((key) => {
    const [earlier, present] = [key === anew ? undefined : known.get(key), now.get(key)];
    const sentences = !earlier || earlier.every((words) => present?.includes(words)) ? present : earlier;
    return sentences ? [[key, sentences] as const] : [];
  });
  return Object.fromEntries(entries);
}
