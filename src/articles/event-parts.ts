// Content as parts of a payload: each member, block and citation by itself, so that it can be committed to, and erased,
// alone. Members have their own names, blocks `b<id>`, citations `c:<key>`.
import type { BodyEdit } from '../text/body-edit';
import type { Citation } from './content';
import type { Members } from './events';
import type { ContentEdit } from './publication-events';

export type Parts = Readonly<Record<string, unknown>>;
/** In the order in which they are stored. */
export type PartList = readonly (readonly [name: string, value: unknown])[];

const blockName = /^b(\d+)$/;
const citationPrefix = 'c:';

/** Those that are not undefined. Without a prototype V8 keeps names in a table; else each new one makes a shape, ten times as slow. */
export function partsOf(list: PartList): Parts {
  const parts = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of list) if (value !== undefined) parts[name] = value;
  return parts;
}

export function editParts({ members, body, citations = [] }: ContentEdit): PartList {
  const texts = Object.entries(body?.texts ?? {}).map(([id, text]) => [`b${id}`, text] as const);
  const splices = body?.splices.length ? body.splices : undefined;
  return [...Object.entries(members), ['splices', splices], ...texts, ...citationParts(citations)];
}

/** `members` is whatever is neither block nor citation. */
export function editOf(parts: Parts): ContentEdit {
  const own = Object.entries(parts).filter(([name]) => name !== 'splices' && !isBlockOrCitation(name));
  const citations = citationsOf(parts);
  const edit = { members: Object.fromEntries(own) as Members, body: bodyEditOf(parts) };
  return citations.length > 0 ? { ...edit, citations } : edit;
}

export const blockParts = (blocks: readonly string[]): PartList => blocks.map((text, index) => [`b${index + 1}`, text]);

/** Texts of the blocks 1, 2, 3 … One that was erased leaves an empty one: the ids of the others are their places. */
export function blocksOf(parts: Parts): string[] {
  const texts = textsOf(parts);
  const last = Object.keys(texts).reduce((most, id) => Math.max(most, Number(id)), 0);
  return Array.from({ length: last }, (_, index) => texts[index + 1] ?? '');
}

export const citationParts = (citations: readonly Citation[]): PartList =>
  citations.map((citation) => [citationPrefix + citation.key, citation]);

export const citationsOf = (parts: Parts): Citation[] =>
  Object.entries(parts)
    .filter(([name]) => name.startsWith(citationPrefix))
    .map(([, value]) => value as Citation);

/** The parts under another name each, for a second content in one payload. */
export const prefixed = (prefix: string, parts: PartList): PartList =>
  parts.map(([name, value]) => [prefix + name, value]);

/** Those parts under their own names, and the rest. */
export function withoutPrefix(prefix: string, parts: Parts): { readonly under: Parts; readonly rest: Parts } {
  const [under, rest]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
  for (const [name, value] of Object.entries(parts)) {
    if (name.startsWith(prefix)) under[name.slice(prefix.length)] = value;
    else rest[name] = value;
  }
  return { under, rest };
}

const isBlockOrCitation = (name: string): boolean => blockName.test(name) || name.startsWith(citationPrefix);

function textsOf(parts: Parts): Record<number, string> {
  const blocks = Object.entries(parts).flatMap(([name, value]) => {
    const id = blockName.exec(name)?.[1];
    return id === undefined ? [] : [[Number(id), value as string] as const];
  });
  return Object.fromEntries(blocks);
}

function bodyEditOf(parts: Parts): BodyEdit | undefined {
  const texts = textsOf(parts);
  const splices = (parts['splices'] ?? []) as BodyEdit['splices'];
  return splices.length === 0 && Object.keys(texts).length === 0 ? undefined : { splices, texts };
}
