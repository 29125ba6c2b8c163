// Between an event and its payload on disk: each member, block and citation is a part of its own, so that it can be
// committed to, and erased, alone. The one place where stored payloads become events: upcasters go here.
import type { NewEvent, Payload, StoredEvent } from '../event-store/stored-event';
import type { BodyEdit } from '../text/body-edit';
import type { Citation } from './content';
import type { ArticleEvent, Told } from './events';

const toldNames = ['by', 'note', 'session', 'occurredAt'] as const;
const blockName = /^b(\d+)$/;
const citationPrefix = 'c:';

type Parts = Readonly<Record<string, unknown>>;
type Of<T extends ArticleEvent['type']> = Extract<ArticleEvent, { type: T }>;

/** The event as the log takes it. Parts of value undefined are left out. */
export function toPayload(event: ArticleEvent): NewEvent {
  const parts = { ...pickTold(event), ...factParts(event) };
  const present = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { type: event.type, schema: 1, payload: Object.fromEntries(present) as Payload }; // plain data, which the compiler cannot see
}

/** The event as it was decided. Parts that were erased are simply absent. */
export function fromPayload(stored: Pick<StoredEvent, 'type' | 'schema' | 'payload'>): ArticleEvent {
  const { payload } = stored;
  const told = pickTold(payload);
  const type = stored.type as ArticleEvent['type'];
  return { type, ...told, ...factOf(type, withoutTold(payload)) } as ArticleEvent;
}

function factParts(event: ArticleEvent): Parts {
  switch (event.type) {
    case 'article-drafted':
      return draftedParts(event);
    case 'article-edited':
      return editedParts(event);
    case 'citation-added':
    case 'citation-changed':
      return citationParts([event.citation]);
    case 'citation-removed':
      return { key: event.key };
    case 'article-published':
      return publishedParts(event);
    default:
      return event satisfies never;
  }
}

function draftedParts(event: Of<'article-drafted'>): Parts {
  const blocks = event.blocks.map((text, index) => [`b${index + 1}`, text] as const);
  return {
    ...event.members,
    origin: event.origin,
    ...Object.fromEntries(blocks),
    ...citationParts(event.citations),
  };
}

function editedParts(event: Of<'article-edited'>): Parts {
  const texts = Object.entries(event.body?.texts ?? {}).map(([id, text]) => [`b${id}`, text] as const);
  return {
    ...event.members,
    origin: event.origin,
    base: event.base,
    splices: event.body?.splices.length ? event.body.splices : undefined,
    ...Object.fromEntries(texts),
  };
}

function publishedParts(event: Of<'article-published'>): Parts {
  const { version, slug, publishedAt, served, findings, waived } = event;
  return { version, slug, publishedAt, ...event.listed, served, findings, waived };
}

const citationParts = (citations: readonly Citation[]): Parts =>
  Object.fromEntries(citations.map((citation) => [citationPrefix + citation.key, citation]));

function pickTold(from: object): Told {
  const entries = Object.entries(from).filter(([name]) => toldNames.some((told) => told === name));
  return Object.fromEntries(entries) as Told;
}

function withoutTold(payload: Payload): Parts {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !toldNames.some((told) => told === name)));
}

function factOf(type: ArticleEvent['type'], parts: Parts): object {
  switch (type) {
    case 'article-drafted':
      return { ...membersOf(parts), blocks: draftedBlocks(parts), citations: citationsOf(parts) };
    case 'article-edited':
      return editedFact(parts);
    case 'citation-added':
    case 'citation-changed':
      return { citation: citationsOf(parts)[0] };
    case 'citation-removed':
      return { key: parts['key'] };
    case 'article-published':
      return publishedFact(parts);
    default:
      return type satisfies never;
  }
}

function publishedFact(parts: Parts): object {
  const { version, slug, publishedAt, served, findings, waived, ...listed } = parts;
  return { version, slug, publishedAt, served, findings, waived, listed };
}

function editedFact({ base, ...parts }: Parts): object {
  const fact = { ...membersOf(parts), body: bodyEditOf(parts) };
  return base === undefined ? fact : { ...fact, base };
}

function membersOf(parts: Parts): { members: Parts; origin?: unknown } {
  const own = Object.entries(parts).filter(([name]) => name !== 'splices' && !isBlockOrCitation(name));
  const { origin, ...members } = Object.fromEntries(own);
  return origin === undefined ? { members } : { members, origin };
}

const isBlockOrCitation = (name: string): boolean => blockName.test(name) || name.startsWith(citationPrefix);

function textsOf(parts: Parts): Record<number, string> {
  const blocks = Object.entries(parts).flatMap(([name, value]) => {
    const id = blockName.exec(name)?.[1];
    return id === undefined ? [] : [[Number(id), value as string] as const];
  });
  return Object.fromEntries(blocks);
}

/** A block that was erased leaves an empty one: the ids of the others are their places. */
function draftedBlocks(parts: Parts): string[] {
  const texts = textsOf(parts);
  const last = Object.keys(texts).reduce((most, id) => Math.max(most, Number(id)), 0);
  return Array.from({ length: last }, (_, index) => texts[index + 1] ?? '');
}

function bodyEditOf(parts: Parts): BodyEdit | undefined {
  const texts = textsOf(parts);
  const splices = (parts['splices'] ?? []) as BodyEdit['splices'];
  return splices.length === 0 && Object.keys(texts).length === 0 ? undefined : { splices, texts };
}

const citationsOf = (parts: Parts): Citation[] =>
  Object.entries(parts)
    .filter(([name]) => name.startsWith(citationPrefix))
    .map(([, value]) => value as Citation);
