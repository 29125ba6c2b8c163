// Part of the offline verifier: what an article said after each event (docs/evidence.md, "The fold"). What rests on a part that is not there is `unknown`, until another event writes it anew.
export const unknown = Symbol('unknown');
const single = 'headline standfirst language category dateline slug embargo meta sourceHeading'.split(' ');
const blank = { ...Object.fromEntries(single.map((name) => [name, null])), byline: [], tags: [], media: [] };

/** The values of an event's parts by name, in stored order; `unknown` for those that are not there. */
export const valuesOf = ({ parts }) =>
  new Map(parts.map(({ name, text }) => [name, text === undefined ? unknown : JSON.parse(text)]));

/** `content` is the working copy, `pinned` what a schedule will publish, `publication` what readers have. */
export function drafted(values) {
  const content = edited({ ...blank, body: [], citations: [] }, values);
  const texts = textsOf(values);
  const last = Math.max(0, ...texts.keys());
  const body = Array.from({ length: last }, (_, index) => ({ id: index + 1, text: texts.get(index + 1) ?? '' }));
  return { content: { ...content, body }, pinned: null, publication: null };
}

/** The state after an event that is not the first. */
export function evolve(state, type, values) {
  switch (type) {
    case 'article-edited':
    case 'citation-added':
    case 'citation-changed':
    case 'citation-removed':
      return { ...state, content: listed(edited(state.content, values), values) };
    case 'publication-scheduled':
      return { ...state, pinned: storyEdited(state, values) ?? state.content };
    case 'publication-unscheduled':
    case 'publication-missed':
    case 'article-unpublished':
      return { ...state, pinned: null };
    case 'article-retracted':
      return { ...state, pinned: null, publication: { ...state.publication, ...retracted(values) } };
    case 'article-published':
    case 'article-updated':
    case 'article-corrected':
      return published(state, values);
    default:
      return state;
  }
}

/** The content with the members, blocks and citations that the parts under that prefix write. */
function edited(content, values, prefix = '') {
  const own = [...values].filter(([name]) => name.startsWith(prefix));
  const parts = new Map(own.map(([name, value]) => [name.slice(prefix.length), value]));
  const next = { ...content, body: editedBody(content.body, parts) };
  for (const [name, value] of parts) {
    if (Object.hasOwn(blank, name)) next[name] = value;
    if (name.startsWith('c:')) next.citations = cited(next.citations, name.slice(2), value);
  }
  return next;
}

const textsOf = (parts) =>
  new Map([...parts].flatMap(([name, text]) => (/^b\d+$/.test(name) ? [[Number(name.slice(1)), text]] : [])));

function editedBody(body, parts) {
  const splices = parts.get('splices') ?? [];
  if (body === unknown || splices === unknown) return unknown;
  const moved = new Map();
  for (const [at, removed] of splices) for (const block of body.slice(at, at + removed)) moved.set(block.id, block);
  const after = [];
  let from = 0;
  for (const [at, removed, ...ids] of splices) {
    after.push(...body.slice(from, at), ...ids.map((id) => moved.get(id) ?? { id, text: '' }));
    from = at + removed;
  }
  const texts = textsOf(parts);
  const whole = [...after, ...body.slice(from)];
  return whole.map((block) => (texts.has(block.id) ? { id: block.id, text: texts.get(block.id) } : block));
}

/** A citation is kept as its key and its value, which may be unknown. */
function cited(citations, key, value) {
  if (citations === unknown) return unknown;
  const known = citations.some((one) => one.key === key);
  return known ? citations.map((one) => (one.key === key ? { key, value } : one)) : [...citations, { key, value }];
}

/** The citations in the order that the event gives, or without the one that it removes. */
function listed(content, values) {
  const [order, removed, { citations }] = [values.get('citationOrder'), values.get('key'), content];
  if (order === undefined && removed === undefined) return content;
  if ([order, removed, citations].includes(unknown)) return { ...content, citations: unknown };
  const left = citations.filter(({ key }) => key !== removed);
  return { ...content, citations: order?.flatMap((key) => left.find((one) => one.key === key) ?? []) ?? left };
}

/** The last version with the edit of it alone that the event carries; undefined where it carries none. */
const storyEdited = ({ publication }, values) =>
  values.has('story') && publication ? edited(publication.content, values, 'story:') : undefined;

function published(state, values) {
  const { content, pinned, publication } = state;
  const [scheduled, slug] = [values.has('scheduled'), values.get('slug')];
  const shown = { ...((scheduled && pinned) || storyEdited(state, values) || content), slug };
  const working = scheduled || values.has('story') ? beside(content, publication, values) : shown;
  return { content: working, pinned: scheduled ? null : pinned, publication: versionOf(publication, shown, values) };
}

/** The working copy beside a version that is not it: it takes over the address, unless somebody is about to change that. */
function beside(content, publication, values) {
  const follows = content.slug === null || content.slug === publication?.content.slug;
  const kept = { ...content, slug: follows ? values.get('slug') : content.slug };
  return values.has('carried') ? edited(kept, values, 'carried:') : kept;
}

const retracted = (values) => ({
  updatedAt: values.get('retractedAt'),
  retraction: { notice: values.get('notice'), at: values.get('retractedAt'), keepText: values.get('keepText') },
});

function versionOf(before, content, values) {
  const [version, at, change] = ['version', 'publishedAt', 'change'].map((name) => values.get(name));
  const told =
    change?.note !== undefined && change.kind !== 'refile' ? [{ kind: change.kind, note: change.note, at }] : [];
  const unclear = change === unknown || before?.corrections === unknown;
  const corrections = unclear ? unknown : [...(before?.corrections ?? []), ...told];
  return { content, version, corrections, publishedAt: before?.publishedAt ?? at, updatedAt: at, retraction: null };
}
