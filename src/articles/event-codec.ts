// Between an event and its payload on disk: a flat object of parts. The one place where stored payloads become events:
// upcasters go here.
import type { NewEvent, Payload, StoredEvent } from '../event-store/stored-event';
import { withMarks } from './erased-parts';
import {
  blockParts,
  blocksOf,
  citationParts,
  citationsOf,
  editOf,
  editParts,
  partsOf,
  prefixed,
  withoutPrefix,
  type PartList,
  type Parts,
} from './event-parts';
import type { ArticleDrafted, ArticleEdited, ArticleEvent, Told } from './events';
import type { ContentEdit, PublicationScheduled, VersionPublished } from './publication-events';

const toldNames: readonly string[] = ['by', 'note', 'session', 'occurredAt', 'imported'];

const types: Record<ArticleEvent['type'], true> = {
  'article-drafted': true,
  'article-edited': true,
  'citation-added': true,
  'citation-changed': true,
  'citation-removed': true,
  'citation-confirmed': true,
  'confidential-source-approved': true,
  'source-identity-revealed': true,
  'article-assigned': true,
  'article-submitted': true,
  'changes-requested': true,
  'article-approved': true,
  'approval-required': true,
  'publication-scheduled': true,
  'publication-unscheduled': true,
  'publication-missed': true,
  'article-published': true,
  'article-updated': true,
  'article-corrected': true,
  'article-retracted': true,
  'article-unpublished': true,
  'article-spiked': true,
  'article-revived': true,
  'article-withheld': true,
  'withholding-released': true,
  'payload-erased': true,
  'legal-hold-placed': true,
  'legal-hold-lifted': true,
};

/** Every type there is; the log holds streams of other things than articles too. */
export const articleEvents = Object.keys(types) as readonly ArticleEvent['type'][];

export const isArticleEvent = (type: string): type is ArticleEvent['type'] => Object.hasOwn(types, type);

/** The event as the log takes it. Parts of value undefined are left out. */
export function toPayload(event: ArticleEvent): NewEvent {
  const payload = partsOf([...partList(event, true), ...factParts(event)]) as Payload; // plain data, which the compiler cannot see
  return { type: event.type, schema: 1, payload };
}

/** The event as it was decided, with marks in the place of what was erased. */
export function fromPayload(stored: Pick<StoredEvent, 'type' | 'schema' | 'payload' | 'erased'>): ArticleEvent {
  const payload = withMarks(stored.type, stored.payload, stored.erased);
  if (!isArticleEvent(stored.type)) throw new Error(`${stored.type} is no event of an article`);
  return { type: stored.type, ...pick(payload, true), ...factOf(stored.type, pick(payload, false)) } as ArticleEvent;
}

function factParts(event: ArticleEvent): PartList {
  // Whatever has neither content nor citations is its parts.
  switch (event.type) {
    case 'article-drafted':
      return draftedParts(event);
    case 'article-edited':
      return editedParts(event);
    case 'citation-added':
    case 'citation-changed':
      return citationParts([event.citation]);
    case 'article-published':
    case 'article-updated':
    case 'article-corrected':
      return versionParts(event);
    case 'publication-scheduled':
      return scheduledParts(event);
    default:
      return partList(event, false);
  }
}

const draftedParts = ({ members, blocks, citations, origin }: ArticleDrafted): PartList => [
  ...Object.entries({ ...members, origin }),
  ...blockParts(blocks),
  ...citationParts(citations),
];

function editedParts({ members, body, origin, base, restored, citations }: ArticleEdited): PartList {
  const edit = editParts({ members, body, citations: citations?.changed });
  return [...Object.entries({ origin, base, restored, citationOrder: citations?.order }), ...edit];
}

const versionParts = ({ listed, story, carried, ...event }: VersionPublished): PartList => [
  ...partList(event, false),
  ...Object.entries(listed),
  ...editUnder('story', story),
  ...editUnder('carried', carried),
];

const scheduledParts = ({ story, ...event }: PublicationScheduled): PartList => [
  ...partList(event, false),
  ...editUnder('story', story),
];

/** The edit's parts under a name of their own, and that there is one, even if it changes nothing. */
const editUnder = (name: string, edit: ContentEdit | undefined): PartList =>
  edit ? [[name, true], ...prefixed(`${name}:`, editParts(edit))] : [];

function factOf(type: ArticleEvent['type'], parts: Parts): object {
  switch (type) {
    case 'article-drafted':
      return draftedFact(parts);
    case 'article-edited':
      return editedFact(parts);
    case 'citation-added':
    case 'citation-changed':
      return { citation: citationsOf(parts)[0] };
    case 'article-published':
    case 'article-updated':
    case 'article-corrected':
      return versionFact(parts);
    case 'publication-scheduled':
      return withEdit(parts, 'story');
    default:
      return parts;
  }
}

function draftedFact({ origin, ...parts }: Parts): object {
  const { members } = editOf(parts);
  return { members, blocks: blocksOf(parts), citations: citationsOf(parts), ...(origin !== undefined && { origin }) };
}

function editedFact({ origin, base, restored, citationOrder, ...parts }: Parts): object {
  const { citations = [], ...edit } = editOf(parts);
  const told = { origin, base, restored };
  const present = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const list = citationOrder === undefined ? {} : { citations: { order: citationOrder, changed: citations } };
  return { ...edit, ...present, ...list };
}

function versionFact(parts: Parts): object {
  const { headline, standfirst, language, category, tags, ...rest } = parts;
  const listed = { headline, standfirst, language, category, tags };
  return { ...withEdit(withEdit(rest, 'story'), 'carried'), listed };
}

/** The parts with the edit under that name as one member. */
function withEdit(parts: Parts, name: string): Parts {
  const { under, rest } = withoutPrefix(`${name}:`, parts);
  return name in rest ? { ...rest, [name]: editOf(under) } : rest;
}

/** The members that every event tells beside its fact, or those of the fact. */
const partList = (from: object, told: boolean): PartList =>
  Object.entries(from).filter(([name]) => name !== 'type' && toldNames.includes(name) === told);

const pick = (from: object, told: boolean): Told & Parts => Object.fromEntries(partList(from, told)) as Told & Parts;
