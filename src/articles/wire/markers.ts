// Printed markers, `[1]`, become citations, `[@1]`; what stands in code, or is no marker, stays as it is. Linear.
import { inlineRuns, NOTHING_OPEN, type Run } from '../../text/inline-runs';

export interface Cited {
  readonly text: string;
  /** Each number as printed, once, in the order of first mention. */
  readonly labels: readonly string[];
}

// A list that holds 0 is an interval, as in `[0, 1]`; a single `[0]` is a marker like any other.
const marker = String.raw`\[(?:\d{1,3}|(?!0{1,3}\b)\d{1,3}(?:\s?[,;]\s?(?!0{1,3}\b)\d{1,3}){1,99})\]`;
// One alternative for each thing that is read as a whole.
const token = new RegExp(String.raw`\\[^]|${'`'}+|(?:${marker})+`, 'g');

export function citeMarkers(text: string): Cited {
  const labels = new Set<string>();
  let cited = '';
  let done = 0;
  for (const run of inlineRuns(text, NOTHING_OPEN).runs) {
    cited += text.slice(done, run.start) + citeRun(text, run, labels);
    done = run.end;
  }
  return { text: cited + text.slice(done), labels: [...labels] };
}

function citeRun(text: string, { start, end }: Run, labels: Set<string>): string {
  const run = text.slice(start, end);
  const closers = backtickRuns(run);
  const pattern = new RegExp(token);
  let cited = '';
  let done = 0;
  for (let match = pattern.exec(run); match; match = pattern.exec(run)) {
    const [found] = match;
    if (found.startsWith('`')) pattern.lastIndex = spanEnd(closers, found.length, match.index) ?? pattern.lastIndex;
    if (!found.startsWith('[')) continue;
    cited += run.slice(done, match.index) + cite(found, run.slice(pattern.lastIndex, pattern.lastIndex + 10), labels);
    done = pattern.lastIndex;
    const opensLine = match.index === 0 || run[match.index - 1] === '\n';
    if (needsEscape(run, done, opensLine)) cited += '\\';
  }
  return cited + run.slice(done);
}

/** Markers that stand together are one cluster. The last one before an address in parentheses is a Markdown link. */
function cite(sequence: string, after: string, labels: Set<string>): string {
  const numbers = sequence.match(/\d+/g) ?? [];
  const isLink = /^\((?:https?:|mailto:|media:|[/#<])/i.test(after);
  const link = isLink ? sequence.slice(sequence.lastIndexOf('[')) : '';
  const cited = isLink ? (sequence.slice(0, -link.length).match(/\d+/g) ?? []) : numbers;
  for (const number of cited) labels.add(number);
  if (cited.length === 0) return link;
  // `[@1][2]` would be a link too: a space divides what was divided by what it meant.
  return `[${cited.map((number) => `@${number}`).join('; ')}]${link && ` ${link}`}`;
}

/** `[@1](`, `[@1][` and, at the beginning of a line, `[@1]:` are Markdown for something else than a citation. */
function needsEscape(run: string, at: number, opensLine: boolean): boolean {
  const next = run[at] ?? '';
  const isLink = /^\((?:https?:|mailto:|media:|[/#<])/i.test(run.slice(at, at + 10));
  return (next === '(' && !isLink) || (next === '[' && run[at + 1] !== '@') || (next === ':' && opensLine);
}

/** Starts of the runs of backticks, by length, last first. */
function backtickRuns(run: string): Map<number, number[]> {
  const starts = new Map<number, number[]>();
  for (const { 0: ticks, index } of [...run.matchAll(/`+/g)].reverse()) {
    const known = starts.get(ticks.length);
    if (known) known.push(index);
    else starts.set(ticks.length, [index]);
  }
  return starts;
}

/** Where the span of code that opens at `at` ends; undefined when nothing closes it. */
function spanEnd(closers: Map<number, number[]>, length: number, at: number): number | undefined {
  const starts = closers.get(length) ?? [];
  while ((starts.at(-1) ?? Infinity) <= at) starts.pop();
  const closing = starts.at(-1);
  return closing === undefined ? undefined : closing + length;
}
