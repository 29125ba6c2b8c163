// How sources are cited, changed and taken away. Pure.
import { Rejection } from '../errors';
import { type Article } from './article';
import { sameValue } from './same';
import type { DraftedCitation } from './decide-draft';
import { describedSource } from './confidential-source';
import type { Citation, Confidential } from './content';
import type { ArticleEvent, Told } from './events';
import { citationMentions } from '../text/mentions';
import { namedRevision, refuseChangedContent, type Precondition } from './precondition';
import { citationKeyFor } from './source-entry';

/** What may be changed of a citation; its key never is. */
export type CitationChange = Partial<Omit<Citation, 'key' | 'confidential'>> & {
  /** With the `id` of another identity where one was given. */
  readonly confidential?: Partial<Confidential>;
};

/** `citation-added`: a new citation, or the source of an unresolved one that has the key or label. */
export function addCitation(
  article: Article,
  added: DraftedCitation,
  told: Told,
  precondition: Precondition,
): ArticleEvent[] {
  namedRevision(article, precondition);
  const unresolved = unresolvedOf(article, added);
  const key = unresolved?.key ?? added.key ?? madeKey(article, added);
  refuseTaken(article, key);
  return [{ type: 'citation-added', ...told, citation: { ...unresolved, ...added, key } }];
}

/** `citation-changed`, or nothing when nothing changes. A member of value null is cleared. */
export function changeCitation(
  article: Article,
  { key, change }: { readonly key: string; readonly change: CitationChange },
  told: Told,
  precondition: Precondition,
): ArticleEvent[] {
  namedRevision(article, precondition);
  const old = citationOf(article, key);
  const entries = Object.entries({ ...old, ...change }).filter(
    ([name, value]) => name !== 'source' && name !== 'confidential' && value !== null,
  );
  const members = Object.fromEntries(entries) as Partial<Citation>;
  const citation: Citation = { ...members, key, ...sourceAfter(old, change) };
  return sameValue(old, citation) ? [] : [{ type: 'citation-changed', ...told, citation }];
}

/** What names the source after the change: itself, or in its place a description. */
function sourceAfter(old: Citation, change: CitationChange): Pick<Citation, 'source' | 'confidential'> {
  if (!change.confidential) return change.source ? { source: change.source } : pickSource(old);
  if (change.source && !sameValue(change.source, old.source))
    throw invalid('source', 'A source is named or confidential, not both.');
  const { id, description, reason } = { ...old.confidential, ...change.confidential };
  if (id === undefined) throw invalid('confidential.identity', 'identity must be a string');
  if (description === undefined) throw invalid('confidential.description', 'description must be a string');
  if (reason === undefined) throw invalid('confidential.reason', 'reason must be a string');
  return { source: describedSource(description), confidential: { id, description, reason } };
}

const pickSource = ({ source, confidential }: Citation): Pick<Citation, 'source' | 'confidential'> =>
  confidential ? { source, confidential } : { source };

const invalid = (path: string, message: string): Rejection =>
  new Rejection('validation-failed', message, { errors: [{ path, message }] });

/** `citation-removed`. Refused with `citation-in-use` while the text mentions it. */
export function removeCitation(article: Article, key: string, told: Told, precondition: Precondition): ArticleEvent[] {
  namedRevision(article, precondition);
  citationOf(article, key);
  const mentions = citationMentions(article.content.body).filter((mention) => mention.key === key);
  if (mentions.length > 0) {
    const detail = `The text mentions [@${key}] ${mentions.length === 1 ? 'once' : `${mentions.length} times`}.`;
    throw new Rejection('citation-in-use', detail, { key, mentions: mentions.length });
  }
  return [{ type: 'citation-removed', ...told, key }];
}

/**
 * `citation-confirmed`: its sentences were read beside its source as they are. Where a revision is named, it is what was
 * read: `content-changed` if the content is another by now.
 */
export function confirmCitation(article: Article, key: string, told: Told, precondition: Precondition): ArticleEvent[] {
  if (namedRevision(article, precondition) !== undefined) refuseChangedContent(article, precondition, () => undefined);
  citationOf(article, key);
  return [{ type: 'citation-confirmed', ...told, key }];
}

function unresolvedOf({ content }: Article, { key, label }: DraftedCitation): Citation | undefined {
  const open = content.citations.filter(({ source }) => source === null);
  if (key !== undefined) return open.find((citation) => citation.key === key);
  return label === undefined ? undefined : open.find((citation) => citation.label === label || citation.key === label);
}

function madeKey({ content }: Article, { source }: DraftedCitation): string {
  const taken = new Set(content.citations.map(({ key }) => key));
  for (const { key } of citationMentions(content.body)) taken.add(key);
  return citationKeyFor(source ?? {}, taken);
}

function refuseTaken({ content }: Article, key: string): void {
  const resolved = content.citations.some((citation) => citation.key === key && citation.source !== null);
  if (resolved)
    throw new Rejection('citation-exists', `The citation ${key} has a source; change it at its own address.`, { key });
}

/** Refuses with `not-found`. */
export function citationOf({ content }: Article, key: string): Citation {
  const citation = content.citations.find((one) => one.key === key);
  if (!citation) throw new Rejection('not-found', `The article has no citation ${key}.`);
  return citation;
}
