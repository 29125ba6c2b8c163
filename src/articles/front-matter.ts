// A draft as Markdown: YAML front matter for the members, and the body byte for byte as it was sent.
import { isMap, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { Rejection } from '../errors';

export interface MarkdownDraft {
  /** The front matter as it says, unchecked; {} without front matter. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const opening = /^\ufeff?---[ \t]*(?:\r\n|\n|\r)/;
const closing = /^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$(?![^]))/gm;

// Well above what an article's members need; a parser's work on hostile YAML grows faster than its size.
const longest = 256 * 1024;
const deepest = 32;
const mostAliases = 16;

/**
 * Divides front matter and body. YAML 1.2 core schema: dates stay strings, no tags of its own.
 * @throws Rejection `malformed-body`, with the line counted from the first of the text.
 */
export function parseFrontMatter(text: string): MarkdownDraft {
  const start = opening.exec(text)?.[0].length;
  if (start === undefined) return { members: {}, body: text };
  closing.lastIndex = start;
  const end = closing.exec(text);
  if (!end) throw refused('The front matter that begins here is not closed by a line of three hyphens', 1);
  // YAML 1.2 knows CR alone as a line break, the parser does not.
  const yaml = text.slice(start, end.index).replace(/\r\n?/g, '\n');
  if (yaml.length > longest) throw refused(`The front matter is longer than ${longest / 1024} KiB`, 1);
  return { members: membersOf(yaml), body: text.slice(end.index + end[0].length) };
}

function membersOf(yaml: string): Record<string, unknown> {
  refuseDepth(yaml);
  const lines = new LineCounter();
  // Known tags such as !!binary would make values that JSON has no word for.
  const document = parseDocument(yaml, {
    lineCounter: lines,
    schema: 'core',
    resolveKnownTags: false,
    stringKeys: true,
    prettyErrors: false,
  });
  // The parser takes an unknown tag with a warning only.
  const [problem] = [...document.errors, ...document.warnings];
  const lineAt = (offset: number): number => lines.linePos(offset).line + 1;
  if (problem)
    throw refused(
      `The front matter is not the YAML that is taken here: ${sentence(problem.message)}`,
      lineAt(problem.pos[0]),
    );
  if (document.contents === null) return {};
  if (!isMap(document.contents)) throw refused('The front matter is no list of members with their values', 2);
  refuseHostile(document, lineAt);
  return plain(document);
}

/** Flow collections nest by one character a level: counted on the text, before a recursive parser sees it. */
function refuseDepth(yaml: string): void {
  let open = 0;
  for (const [i, line] of yaml.split('\n').entries()) {
    const before = open;
    let deepestHere = open;
    for (const bracket of line.match(/[[\]{}]/g) ?? []) {
      open = Math.max(0, open + (bracket === '[' || bracket === '{' ? 1 : -1));
      deepestHere = Math.max(deepestHere, open);
    }
    const compact = before > 0 ? 0 : (/^[\s?:-]*/.exec(line)?.[0].replace(/\s/g, '').length ?? 0);
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (Math.max(deepestHere, compact, indent / 8) > deepest) throw tooDeep(i + 2);
  }
}

const tooDeep = (line: number): Rejection => refused(`The front matter is nested deeper than ${deepest} levels`, line);

function refuseHostile(document: Document, lineAt: (offset: number) => number): void {
  visit(document, (key, node, path) => {
    const at = (node as { range?: readonly number[] } | null)?.range?.[0] ?? 0;
    if (path.length > 3 * deepest) throw tooDeep(lineAt(at));
    const value = (node as { value?: unknown } | null)?.value;
    if (key === 'key' && value === '__proto__') throw refused('The front matter has a member __proto__', lineAt(at));
    if (typeof value === 'number' && !Number.isFinite(value))
      throw refused('The front matter has a number that is not finite', lineAt(at));
  });
}

function plain(document: Document): Record<string, unknown> {
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
  } catch {
    // Only aliases are left that can fail here: one without its anchor, inside its own anchor, or multiplied.
    throw refused('The front matter refers to a value that is not there, or to too many', 1);
  }
}

const sentence = (message: string): string => message.replace(/\s+/g, ' ').replace(/\.$/, '').slice(0, 200);

const refused = (what: string, line: number): Rejection =>
  new Rejection('malformed-body', `${what} (line ${line}).`, { line });
