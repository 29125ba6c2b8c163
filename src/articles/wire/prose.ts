// The text between head and source list as Markdown: headings of sections get their hashes, indents of print go, the rest
// is verbatim.
import { blocksOf, readsAsHeading, type LineBlock } from './lines';

/** The lines as Markdown text; its last line ends as it did in the wire text. */
export function proseOf(lines: readonly string[], isEnded: boolean): string {
  const blocks = blocksOf(lines, 0, lines.length);
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last) return '';
  const fenced = fencedLines(lines);
  const out = [...lines];
  const headings = new Set(blocks.filter((block) => isHeading(lines, block) && !fenced.has(block.start)));
  blocks.forEach((block, i) => {
    if (fenced.has(block.start)) return;
    const next = blocks[i + 1];
    // Above another such line it is a line of verse, a signature or a list, not the heading of a paragraph.
    if (headings.has(block) && next && !headings.has(next)) out[block.start] = `## ${lines[block.start]?.trim() ?? ''}`;
    else if (!isCode(lines, block)) out[block.start] = withoutIndent(lines[block.start] ?? '');
  });
  const text = out.slice(first.start, last.end).join('\n');
  return isEnded || last.end < lines.length ? `${text}\n` : text;
}

const isHeading = (lines: readonly string[], { start, end }: LineBlock): boolean =>
  end - start === 1 && readsAsHeading(lines[start] ?? '');

/** Print indents the first line of a paragraph; Markdown would read four spaces as code. */
const withoutIndent = (line: string): string => (/^(?: {4}|\s{0,3}\t|\s*\u00a0)/.test(line) ? line.trimStart() : line);

/** Several lines that are all indented are set so on purpose. */
const isCode = (lines: readonly string[], { start, end }: LineBlock): boolean =>
  end - start > 1 && lines.slice(start, end).every((line) => /^(?: {4}|\t)/.test(line));

/** Indexes of the lines in fenced code, fences included (CommonMark 4.5). */
function fencedLines(lines: readonly string[]): ReadonlySet<number> {
  const fenced = new Set<number>();
  let fence = '';
  for (const [i, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence === '' && mark === '') continue;
    fenced.add(i);
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence) && line.trim() === mark) fence = '';
  }
  return fenced;
}
