// An item of ninjs, of its versions 1 to 3, as an article's content. Pure; what the item has is taken as it comes.
import type { Citation } from '../articles/content';
import type { Standing } from '../articles/decide-import';
import { citeMarkers } from '../articles/wire/markers';
import { Unreadable, type ArchivedPage, type Author } from './archive';
import { markdownOfHtml } from './html-markdown';

export type NinjsItem = Readonly<Record<string, unknown>>;

export function ninjsPage(item: NinjsItem): ArchivedPage {
  if (textOf(item, 'type') !== undefined && textOf(item, 'type') !== 'text') throw new Unreadable('It is no text.');
  const language = textOf(item, 'language');
  const standfirst = valueOf(item, 'descriptions', 'standfirst', 'summary') ?? textOf(item, 'description_text');
  const place = textOf(item, 'located');
  const { body, citations } = citedBody(item);
  const members = {
    headline: valueOf(item, 'headlines', 'main') ?? textOf(item, 'headline') ?? textOf(item, 'title') ?? '',
    ...(language && { language }),
    ...(standfirst && { standfirst }),
    ...(place && { dateline: { place } }),
    byline: bylineOf(item),
    category: namesOf(item, 'subjects', 'subject').find(({ rel }) => rel === 'category')?.name ?? null,
    tags: tagsOf(item),
  };
  return { members, body, citations, standing: standingOf(item), slug: textOf(item, 'slugline') };
}

export const ninjsTime = (item: NinjsItem): string | undefined =>
  ['versionCreated', 'versioncreated', 'firstCreated', 'firstcreated'].map((name) => textOf(item, name)).find(Boolean);

export function ninjsAuthor(item: NinjsItem): Author | undefined {
  const name = bylineOf(item)[0] ?? listOf(item, 'infoSources').concat(listOf(item, 'infosources')).map((one) => textOf(one, 'name')).find(Boolean) ?? textOf(item, 'source'); // prettier-ignore
  return name === undefined ? undefined : { id: name, name };
}

export function textOf(item: NinjsItem, name: string): string | undefined {
  const value = item[name];
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

const listOf = (item: NinjsItem, name: string): readonly NinjsItem[] =>
  (Array.isArray(item[name]) ? (item[name] as readonly unknown[]) : []).filter(
    (one): one is NinjsItem => typeof one === 'object' && one !== null,
  );

/** The value of the list's first entry in one of the roles, else of its first that has one. */
function valueOf(item: NinjsItem, list: string, ...roles: readonly string[]): string | undefined {
  const entries = listOf(item, list);
  const wanted = entries.find((entry) => roles.includes(textOf(entry, 'role') ?? '')) ?? entries[0];
  return wanted && textOf(wanted, 'value');
}

function bodyOf(item: NinjsItem): string {
  const bodies = listOf(item, 'bodies').filter((entry) => (textOf(entry, 'role') ?? 'main') === 'main');
  const of = (type: string): string | undefined => {
    const body = bodies.find((entry) => (textOf(entry, 'contentType') ?? textOf(entry, 'contenttype')) === type);
    return body && textOf(body, 'value');
  };
  const html =
    of('text/html') ?? of('application/xhtml+xml') ?? textOf(item, 'body_xhtml') ?? textOf(item, 'body_html');
  return of('text/markdown') ?? (html && markdownOfHtml(html)) ?? of('text/plain') ?? textOf(item, 'body_text') ?? '';
}

/** Sources that the item says are cited are those of the numbers in the text, in their order. */
function citedBody(item: NinjsItem): { body: string; citations: readonly Citation[] } {
  const sources = listOf(item, 'infoSources').filter((entry) => textOf(entry, 'role') === 'cited');
  if (sources.length === 0) return { body: bodyOf(item), citations: [] };
  const { text } = citeMarkers(bodyOf(item).replace(/\\\[(\d{1,3})\\\]/g, '[$1]')); // as HTML has them
  const citations = sources.map((entry, nth): Citation => {
    const [title, url, label] = [textOf(entry, 'name'), textOf(entry, 'uri'), String(nth + 1)];
    const source = { type: url ? 'webpage' : 'document', ...(title && { title }), ...(url && { URL: url }) };
    return { key: label, label, source: title || url ? source : null };
  });
  return { body: text, citations };
}

function bylineOf(item: NinjsItem): string[] {
  const people = listOf(item, 'people')
    .filter(({ rel }) => rel === 'author')
    .map((one) => textOf(one, 'name'));
  const names = people.length > 0 ? people : [textOf(item, 'by') ?? textOf(item, 'byline')];
  return names.flatMap((name) => (name ? [name.trim().slice(0, 200)] : []));
}

const namesOf = (item: NinjsItem, ...lists: readonly string[]): { name: string; rel?: string }[] =>
  lists
    .flatMap((list) => listOf(item, list))
    .flatMap((one) => {
      const name = textOf(one, 'name');
      return name === undefined ? [] : [{ name, rel: textOf(one, 'rel') }];
    });

function tagsOf(item: NinjsItem): string[] {
  const keywords = (Array.isArray(item['keywords']) ? (item['keywords'] as readonly unknown[]) : []).filter((one) => typeof one === 'string'); // prettier-ignore
  const subjects = namesOf(item, 'subjects', 'subject')
    .filter(({ rel }) => rel !== 'category')
    .map(({ name }) => name);
  return [...new Set([...subjects, ...keywords].map((tag) => tag.trim().slice(0, 200)).filter(Boolean))];
}

/** `usable` unless told; what is `canceled` was taken back, what is `withheld` is not out. */
function standingOf(item: NinjsItem): Standing {
  const status = (textOf(item, 'pubStatus') ?? textOf(item, 'pubstatus') ?? 'usable').toLowerCase();
  if (status === 'canceled' || status === 'cancelled') return 'withdrawn';
  return status === 'withheld' ? 'draft' : 'published';
}
