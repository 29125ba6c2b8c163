// HTML read more strictly than any browser does: whatever is not plainly a tag of letters and quoted attributes, or
// escaped text, is an error. What passes means the same to every parser.

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Parsed {
  readonly elements: readonly Element[];
  /** With entities as they stand. */
  readonly text: string;
}

const tag = /<(\/?)([a-z][a-z0-9]*)((?: [a-z][a-z-]*(?:="[^"<>]*")?)*)(?: \/)?>/g;
const attribute = / ([a-z][a-z-]*)(?:="([^"]*)")?/g;
const empty = new Set(['br', 'hr', 'img', 'meta', 'link']);

/** Throws for what is not balanced or not plain. */
export function parsed(html: string): Parsed {
  const elements: Element[] = [];
  const open: string[] = [];
  const text = html.replace(tag, (whole, slash: string, name: string, attributes: string) => {
    if (slash && open.pop() !== name) throw new Error(`${whole} closes nothing in ${html}`);
    if (!slash && !empty.has(name)) open.push(name);
    const pairs = [...attributes.matchAll(attribute)].map(([, key = '', value = '']) => [key, value] as const);
    if (!slash) elements.push({ name, attributes: Object.fromEntries(pairs) });
    return '';
  });
  if (open.length > 0) throw new Error(`${open.join(', ')} not closed in ${html}`);
  if (/[<>]/.test(text)) throw new Error(`Not plain: ${text}`);
  return { elements, text };
}

/** What could run, load or disguise something, in words; [] for HTML that is safe to show. */
export function dangers(html: string): string[] {
  return parsed(html).elements.flatMap(({ name, attributes }) => [
    ...(allowed.has(name) ? [] : [`element ${name}`]),
    ...Object.entries(attributes).flatMap(([key, value]) =>
      isHarmless(key, value) ? [] : [`${name} ${key}=${value}`],
    ),
  ]);
}

const allowed = new Set(
  (
    'p hr br h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd figure figcaption table caption thead tbody tfoot tr th td a img ' +
    'em strong b i u s del ins sub sup small mark cite q code kbd samp var abbr time span bdi div'
  ).split(' '),
);
const plain = 'alt title lang dir loading rel datetime start reversed colspan rowspan scope data-align'.split(' ');
const fixed: Readonly<Record<string, RegExp>> = {
  href: /^(?:https?:\/\/|mailto:|#source-\d+$)/i,
  src: /^https?:\/\//i,
  id: /^citation-\d+$/,
  role: /^(?:doc-noteref|group)$/,
  class: /^wide$/,
  tabindex: /^0$/,
  'aria-label': /^(?:Table|Tabel)$/,
};

const isHarmless = (key: string, value: string): boolean => plain.includes(key) || (fixed[key]?.test(value) ?? false);
