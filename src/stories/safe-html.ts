// What may stay of HTML that an editor wrote or pasted: text structure, links and pictures of the web. Nothing that
// runs, styles, names (ids, classes) or embeds. A tight list of what is allowed; all else goes, its text stays.
import sanitizeHtml from 'sanitize-html';

const blocks = 'p hr br h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd figure figcaption';
const tables = 'table caption thead tbody tfoot tr th td';
const phrases = 'a img em strong b i u s del ins sub sup small mark cite q code kbd samp var abbr time span bdi';

const options: sanitizeHtml.IOptions = {
  allowedTags: [blocks, tables, phrases].flatMap((names) => names.split(' ')),
  allowedAttributes: {
    '*': ['lang', { name: 'dir', values: ['ltr', 'rtl', 'auto'] }],
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'title', 'loading'],
    abbr: ['title'],
    time: ['datetime'],
    ol: ['start', 'reversed'],
    th: ['colspan', 'rowspan', { name: 'scope', values: ['col', 'row', 'colgroup', 'rowgroup'] }, alignment()],
    td: ['colspan', 'rowspan', alignment()],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
  // An open `<textarea>`, `<title>` or `<script>` hides what follows it; what is inside is no text for readers.
  nonTextTags: ['script', 'style', 'textarea', 'option', 'xmp', 'noscript', 'template', 'title'],
  nestingLimit: 40,
  transformTags: {
    h1: 'h2',
    a: (tagName, { href, title }) => ({ tagName, attribs: linkAttributes(href, title) }),
    img: (tagName, { src, alt = '', title }) => ({ tagName, attribs: pictureAttributes(src, alt, title) }),
  },
  exclusiveFilter: (frame) => isEmpty(frame),
};

/** The HTML with nothing left that could run or reach beyond its place; every element that stays is closed. */
export const safeHtml = (html: string): string => sanitizeHtml(html, options);

function alignment(): sanitizeHtml.AllowedAttribute {
  return { name: 'data-align', values: ['left', 'center', 'right'] };
}

function linkAttributes(href: string | undefined, title: string | undefined): sanitizeHtml.Attributes {
  // Only addresses that say where they go: a relative one means another place on every page that shows the text.
  if (!href || !/^(?:https?:\/\/|mailto:)/i.test(href.trim())) return {};
  return { href: href.trim(), rel: 'noopener', ...(title ? { title } : {}) };
}

function pictureAttributes(src: string | undefined, alt: string, title: string | undefined): sanitizeHtml.Attributes {
  if (!src || !/^https?:\/\//i.test(src.trim())) return {};
  return { src: src.trim(), alt, loading: 'lazy', ...(title ? { title } : {}) };
}

/** A picture without an address, a link or heading without words: nothing to show, and a trap for screen readers. */
function isEmpty({ tag, attribs, text, mediaChildren }: sanitizeHtml.IFrame): boolean | 'excludeTag' {
  if (tag === 'img') return !attribs['src'];
  if (/^(?:a|p|h[1-6])$/.test(tag) && text.trim() === '' && mediaChildren.length === 0) return true;
  return tag === 'a' && !attribs['href'] ? 'excludeTag' : false;
}
