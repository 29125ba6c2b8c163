// The unified format (POSIX diff -u, with git's "\ No newline at end of file"), as `patch` applies it.
import { lineDiff, splitLines, type Hunk } from '../text/line-diff';

export interface DiffNames {
  readonly fromName: string;
  readonly toName: string;
}

interface Lines {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

const context = 3;

/** Empty where the texts are equal. Line terminators stay as they are in the texts. */
export function unifiedDiff(fromText: string, toText: string, { fromName, toName }: DiffNames): string {
  const lines = { from: splitLines(fromText), to: splitLines(toText) };
  const groups = grouped(lineDiff(lines.from, lines.to));
  if (groups.length === 0) return '';
  // A tab ends a name that holds spaces.
  const head = `--- ${nameLine(fromName)}\n+++ ${nameLine(toName)}\n`;
  return head + groups.map((hunks) => printed(hunks, lines)).join('');
}

const nameLine = (name: string): string => {
  const plain = name.replace(/[\r\n\t]/g, ' ');
  return plain.includes(' ') ? `${plain}\t` : plain;
};

/** Hunks whose contexts touch are printed as one. */
function grouped(hunks: readonly Hunk[]): Hunk[][] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1);
    const near = last?.at(-1);
    if (last && near && hunk.aStart - near.aEnd <= 2 * context) last.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function printed(hunks: readonly Hunk[], { from, to }: Lines): string {
  const [first, last] = [hunks[0], hunks.at(-1)];
  if (!first || !last) return '';
  const before = Math.min(context, first.aStart);
  const after = Math.min(context, from.length - last.aEnd);
  let at = first.aStart - before;
  const rows = hunks.flatMap((hunk) => {
    const kept = from.slice(at, hunk.aStart).map((line) => row(' ', line));
    at = hunk.aEnd;
    const gone = from.slice(hunk.aStart, hunk.aEnd).map((line) => row('-', line));
    return [...kept, ...gone, ...to.slice(hunk.bStart, hunk.bEnd).map((line) => row('+', line))];
  });
  const tail = from.slice(at, at + after).map((line) => row(' ', line));
  const old = span(first.aStart - before, last.aEnd + after);
  return `@@ -${old} +${span(first.bStart - before, last.bEnd + after)} @@\n${[...rows, ...tail].join('')}`;
}

const row = (mark: string, line: string): string =>
  line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;

/** `start,count`; a span without lines names the line before it. */
const span = (start: number, end: number): string => `${end > start ? start + 1 : start},${end - start}`;
