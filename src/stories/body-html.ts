// A story's body as HTML: Markdown, its citations as links to the numbered source list, cleaned of whatever should not
// reach a reader's browser. What is a citation is decided by the one scanner that numbers and prints them, so that
// HTML, Markdown and JSON always agree. Pure.
import MarkdownIt from 'markdown-it';
import { numbersOf } from '../articles/numbering';
import type { Story } from '../articles/story';
import { markMentions } from './mention-marks';
import { safeHtml } from './safe-html';
import { environment, showMedia } from './story-media';
import type { Wording } from './wording';

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false });
markdown.use(showMedia);
// Styles are not let through; what a table's columns are aligned to is kept as an attribute that the sheet knows.
markdown.core.ruler.push('alignment', ({ tokens }) => {
  for (const token of tokens.filter(({ type }) => type === 'th_open' || type === 'td_open')) {
    const align = /text-align:(left|center|right)/.exec(String(token.attrGet('style')))?.[1];
    token.attrs = align ? [['data-align', align]] : null;
  }
});

/** Anchors of the source list; editors cannot make ids of their own, so they cannot clash. */
export const sourceAnchor = (number: number): string => `source-${number}`;
export const citationAnchor = (number: number): string => `citation-${number}`;

const rendered = new WeakMap<Story, string>();

/** The body alone, from `<p>` to `</p>`; links to `#source-<n>` rest on the list below it. Kept while the story is. */
export function bodyAsHtml(story: Story, wording: Wording): string {
  const html = rendered.get(story) ?? render(story, wording);
  rendered.set(story, html);
  return html;
}

function render({ body, media, sources }: Story, wording: Wording): string {
  const { text, clusters } = markMentions(body);
  const numbers = numbersOf(sources);
  const numbered = clusters.map((keys) => keys.map((key) => numbers.get(key)));
  return finish(safeHtml(markdown.render(text, environment(media))), numbered, wording);
}

type Cluster = readonly (number | undefined)[];

/** A tag of the cleaned HTML, in which no `>` stands in an attribute, or the mark of a citation cluster. */
const tagOrMark = /<(\/?[a-z][a-z0-9]*)([^>]*)>|\[\uFDD0(\d+)\uFDD1\]/g;
const markInTag = /\[\uFDD0(\d+)\uFDD1\]|%5B%EF%B7%90(\d+)%EF%B7%91%5D/g;

function finish(html: string, clusters: readonly Cluster[], wording: Wording): string {
  const headings = new HeadingOrder();
  const linked = new Set<number>();
  let links = 0;
  return html.replace(tagOrMark, (_all, name: string, rest: string, mark?: string) => {
    const cluster = clusters[Number(mark)] ?? [];
    // A link within a link is no HTML: there a citation is only printed.
    if (mark !== undefined) return links > 0 ? printed(cluster) : linksTo(cluster, linked);
    if (name === 'a') links += 1;
    if (name === '/a') links -= 1;
    return tag(headings.name(name), withoutMarks(rest, clusters), wording);
  });
}

const withoutMarks = (attributes: string, clusters: readonly Cluster[]): string =>
  attributes.replace(markInTag, (_mark, plain?: string, encoded?: string) =>
    printed(clusters[Number(plain ?? encoded)] ?? []),
  );

const printed = (cluster: Cluster): string => cluster.map((number) => `[${number ?? '?'}]`).join('');

function linksTo(cluster: Cluster, linked: Set<number>): string {
  return cluster.map((number) => (number === undefined ? '[?]' : linkTo(number, linked))).join('');
}

/** DPUB-ARIA 1.1, doc-noteref; the first link to a source is where its way back leads. */
function linkTo(number: number, linked: Set<number>): string {
  const id = linked.has(number) ? '' : ` id="${citationAnchor(number)}"`;
  linked.add(number);
  return `<a href="#${sourceAnchor(number)}"${id} role="doc-noteref">[${number}]</a>`;
}

/** What scrolls sideways on a phone has to be reachable by keyboard (WCAG 2.2, 2.1.1). */
function tag(name: string, attributes: string, wording: Wording): string {
  switch (name) {
    case 'pre':
      return `<pre tabindex="0"${attributes}>`;
    case 'table':
      return `<div class="wide" role="group" aria-label="${wording.table}" tabindex="0"><table${attributes}>`;
    case '/table':
      return '</table></div>';
    default:
      return `<${name}${attributes}>`;
  }
}

/** Headings below the headline, h2 to h6, without a level left out on the way down (WCAG 2.2, 1.3.1). */
class HeadingOrder {
  private readonly above: number[] = [];
  private readonly open: string[] = [];

  name(tagName: string): string {
    const [, slash, digit] = /^(\/?)h([2-6])$/.exec(tagName) ?? [];
    if (digit === undefined) return tagName;
    if (slash) return `/${this.open.pop()}`;
    while ((this.above.at(-1) ?? 0) >= Number(digit)) this.above.pop();
    this.above.push(Number(digit));
    this.open.push(`h${this.above.length + 1}`);
    return `h${this.above.length + 1}`;
  }
}
