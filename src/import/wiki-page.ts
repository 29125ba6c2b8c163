// The revisions of a wiki page as an article's content, read in their order: a reference keeps its key from revision to revision. Pure.
import type { ArchivedPage } from './archive';
import { Unreadable } from './archive';
import { markdownOf } from './wikitext';
import { WikiReferences } from './wiki-references';

interface WikiPage {
  readonly title: string;
  /** Of the wiki, BCP 47. */
  readonly language?: string;
  /** What the category namespace is called. */
  readonly categories: readonly string[];
}

/** As of a request's body, in UTF-16 units at least. */
const longest = 1024 * 1024;

export class WikiPageReader {
  private readonly references: WikiReferences;

  constructor(private readonly page: WikiPage) {
    this.references = new WikiReferences(page.language);
  }

  /** A wiki shows each revision at once; a redirect shows another page. */
  read(wikitext: string): ArchivedPage {
    if (wikitext.length > longest) throw new Unreadable('It is longer than a MiB.');
    const { title, language, categories } = this.page;
    const { text, citations } = this.references.cited(wikitext);
    const { body, tags, sourceHeading } = markdownOf(text, categories);
    const members = { headline: title, tags, sourceHeading, ...(language && { language }) };
    const standing = /^\s*#\s*redirect\b/i.test(wikitext) ? 'withdrawn' : 'published';
    return { members, body, citations, standing, slug: title };
  }
}
