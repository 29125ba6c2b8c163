// A post of a WordPress export as an article: its revisions, then itself. Pure.
import type { ArchivedItem, ArchivedPage, Author, ItemRevision } from './archive';
import type { Standing } from '../articles/decide-import';
import { markdownOfHtml } from './html-markdown';
import { textIn, type XmlElement } from './xml-pieces';

export class WordPressPosts {
  private site = '';
  private language: string | undefined;
  private readonly authors = new Map<string, string>();
  private readonly revisions = new Map<string, XmlElement[]>();

  /** What stands before the items. */
  learn(element: XmlElement): void {
    if (element.name === 'wp:base_blog_url') this.site = element.text.trim();
    if (element.name === 'language') this.language = element.text.trim() || undefined;
    const login = element.name === 'wp:author' ? textIn(element, 'wp:author_login') : undefined;
    if (login) this.authors.set(login, textIn(element, 'wp:author_display_name') ?? login);
  }

  /** A revision of a post that may come later; how many revisions it is: what was saved by itself is none. */
  keep(revision: XmlElement): number {
    const parent = textIn(revision, 'wp:post_parent') ?? '';
    if (/-autosave-/.test(textIn(revision, 'wp:post_name') ?? '')) return 0;
    this.revisions.set(parent, [...(this.revisions.get(parent) ?? []), revision]);
    return 1;
  }

  item(post: XmlElement, file: string): ArchivedItem {
    const id = textIn(post, 'wp:post_id') ?? textIn(post, 'guid') ?? '';
    const name = textIn(post, 'title') ?? id;
    const earlier = (this.revisions.get(id) ?? []).toSorted((one, other) => (timeOf(one) ?? '').localeCompare(timeOf(other) ?? '')); // prettier-ignore
    const revision = (element: XmlElement): ItemRevision => this.revision(element, post, { name, file });
    return {
      identity: ['wordpress', this.site, id],
      name,
      begun: timeOf(earlier[0] ?? post),
      revisions: [...earlier, post].map(revision),
    };
  }

  private revision(
    element: XmlElement,
    post: XmlElement,
    { name, file }: { name: string; file: string },
  ): ItemRevision {
    const id = textIn(element, 'wp:post_id') ?? '';
    const own = textIn(post, 'wp:post_id') ?? '';
    const isLast = element === post;
    const at = isLast && this.revisions.has(own) ? modifiedAt(post) : timeOf(element);
    return {
      name: id,
      item: name,
      place: `${name} (${file}, item ${id} that ends in line ${element.line})`,
      author: this.author(element),
      at,
      read: () => Promise.resolve(this.page(element, post, standing(post, at, isLast))),
    };
  }

  private author(element: XmlElement): Author | undefined {
    const login = textIn(element, 'dc:creator')?.trim();
    return login ? { id: login, name: this.authors.get(login) ?? login } : undefined;
  }

  private page(element: XmlElement, post: XmlElement, state: Standing): ArchivedPage {
    const standfirst = markdownOfHtml(textIn(element, 'excerpt:encoded') ?? '').trim();
    const link = textIn(post, 'link');
    const author = this.author(post);
    const members = {
      headline: textIn(element, 'title') ?? textIn(post, 'title') ?? '',
      ...(standfirst && { standfirst }),
      ...(author && { byline: [author.name] }),
      ...(this.language && { language: this.language }),
      category: termsOf(post, 'category')[0] ?? null,
      tags: termsOf(post, 'post_tag'),
      ...(link && { meta: { link } }),
    };
    const body = markdownOfHtml(paragraphed(textIn(element, 'content:encoded') ?? ''));
    return { members, body, citations: [], standing: state, slug: textIn(post, 'wp:post_name') };
  }
}

/** Revisions before the day of publication were drafts. */
function standing(post: XmlElement, at: string | undefined, isLast: boolean): Standing {
  const status = textIn(post, 'wp:status');
  if (isLast && status === 'trash') return 'withdrawn';
  if (status !== 'publish') return 'draft';
  return isLast || (at ?? '') >= (timeOf(post) ?? '') ? 'published' : 'draft';
}

/** WordPress writes times as `2020-03-01 08:00:00`, of drafts that were never scheduled as noughts. */
function time(element: XmlElement, names: readonly string[]): string | undefined {
  const texts = names.map((name) => textIn(element, name)?.trim() ?? '');
  const told = texts.find((text) => /^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text));
  return told && `${told.replace(' ', 'T')}Z`;
}

function timeOf(element: XmlElement): string | undefined {
  // A draft, and what is to be published, is as old as its last change.
  const isOut = ['publish', 'inherit'].includes(textIn(element, 'wp:status') ?? 'publish');
  return isOut ? time(element, ['wp:post_date_gmt', 'wp:post_date']) : modifiedAt(element);
}

const modifiedAt = (element: XmlElement): string | undefined =>
  time(element, ['wp:post_modified_gmt', 'wp:post_modified', 'wp:post_date_gmt', 'wp:post_date']);

const termsOf = (post: XmlElement, domain: string): string[] => {
  const terms = post.children.filter(({ name, attributes }) => name === 'category' && attributes['domain'] === domain);
  return [...new Set(terms.map(({ text }) => text.trim()).filter(Boolean))];
};

/** The editor of old wrote no paragraphs: empty lines stand between them, and a line break is one. */
function paragraphed(html: string): string {
  if (/<!-- wp:|<(?:p|div|table|ul|ol|blockquote|figure)\b/i.test(html)) return html;
  const blocks = html.replace(/\r\n?/g, '\n').split(/\n{2,}/);
  return blocks.map((block) => (/^\s*<(?:h\d|pre|hr)\b/i.test(block) ? block : `<p>${block.replace(/\n/g, '<br>\n')}</p>`)).join('\n'); // prettier-ignore
}
