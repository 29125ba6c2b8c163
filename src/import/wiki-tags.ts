// The tags of a wikitext that stand for something: where they begin and end, and what is in them. One pass, whatever the text. Pure.

export interface WikiTag {
  readonly start: number;
  readonly end: number;
  readonly attributes: string;
  /** undefined where it is empty by its form: `<ref/>`. */
  readonly content?: string;
}

/** What is in these is text, whatever it looks like. */
const literal: Readonly<Record<string, string>> = { '<nowiki>': '</nowiki>', '<!--': '-->' };
const longestAttributes = 500;

/** All of that name, in their order, those in comments and in nowiki left out. */
export function wikiTags(text: string, name: string): readonly WikiTag[] {
  const opener = new RegExp(`<nowiki>|<!--|<${name}(?=[\\s/>])`, 'g');
  const after = closers(text);
  const tags: WikiTag[] = [];
  for (let match = opener.exec(text); match; match = opener.exec(text)) {
    const closer = literal[match[0]];
    const end = closer === undefined ? -1 : after(closer, match.index);
    const tag = closer === undefined ? tagAt(text, match.index, name, after) : undefined;
    if (tag) tags.push(tag);
    opener.lastIndex = tag?.end ?? (closer !== undefined && end >= 0 ? end + closer.length : opener.lastIndex);
  }
  return tags;
}

type After = (words: string, from: number) => number;

function tagAt(text: string, start: number, name: string, after: After): WikiTag | undefined {
  const begun = start + name.length + 1;
  const head = after('>', begun);
  if (head < 0 || head - begun > longestAttributes) return undefined;
  const attributes = text.slice(begun, head);
  if (attributes.endsWith('/')) return { start, end: head + 1, attributes: attributes.slice(0, -1) };
  const close = after(`</${name}`, head);
  const end = close < 0 ? -1 : after('>', close);
  if (end < 0) return undefined;
  return { start, end: end + 1, attributes, content: text.slice(head + 1, close) };
}

/** Where the words stand next; what was not found once is not looked for again. */
function closers(text: string): After {
  const absent = new Set<string>();
  return (words, from) => {
    const at = absent.has(words) ? -1 : text.indexOf(words, from);
    if (at < 0) absent.add(words);
    return at;
  };
}

/** The text with another one in the place of each tag. */
export function replacedTags(text: string, tags: readonly WikiTag[], by: (tag: WikiTag) => string): string {
  let [replaced, done] = ['', 0];
  for (const tag of tags) {
    replaced += text.slice(done, tag.start) + by(tag);
    done = tag.end;
  }
  return replaced + text.slice(done);
}
