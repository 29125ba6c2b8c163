// An edit of one content as an event carries it: made from two contents, and applied to the first. Pure.
import { applyBodyEdit, editBody } from '../text/body-edit';
import { bodyText } from '../text/body';
import type { ArticleContent, Citation } from './content';
import type { Members } from './events';
import type { ContentEdit } from './publication-events';
import { sameValue } from './same';

export function applyContentEdit(content: ArticleContent, edit: ContentEdit): ArticleContent {
  const body = edit.body ? applyBodyEdit(content.body, edit.body) : content.body;
  const citations = (edit.citations ?? []).reduce(withCitation, content.citations);
  return { ...content, ...edit.members, body, citations };
}

/** The list with that citation in the place of the one of its key, else at its end. */
export function withCitation(citations: readonly Citation[], citation: Citation): readonly Citation[] {
  const known = citations.some(({ key }) => key === citation.key);
  if (!known) return [...citations, citation];
  return citations.map((old) => (old.key === citation.key ? citation : old));
}

/** Those of the members whose value is another than the content's. */
export function changedMembers(content: ArticleContent, members: Members): Members {
  const current: Members = content;
  const changed = Object.entries(members).filter(
    ([name, value]) => value !== undefined && !sameValue(value, current[name as keyof Members]),
  );
  return Object.fromEntries(changed);
}

/** Undefined where the text is the same; new blocks get ids from `nextBlockId` on. */
export function changedBody(content: ArticleContent, text: string, nextBlockId: number): ContentEdit['body'] {
  if (bodyText(content.body) === text) return undefined;
  return editBody(content.body, text, nextBlockId);
}

/** The first block id that the edit leaves free. */
export const nextBlockIdAfter = (nextBlockId: number, ...bodies: readonly ContentEdit['body'][]): number =>
  bodies
    .flatMap((body) => Object.keys(body?.texts ?? {}).map(Number))
    .reduce((next, id) => Math.max(next, id + 1), nextBlockId);
