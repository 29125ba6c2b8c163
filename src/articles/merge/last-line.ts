// A text's last line is the same line whether or not it has a terminator; whether it has one merges as a change of its own.
import type { Lines } from './line-merge';

const isEnded = (lines: readonly string[]): boolean => lines.at(-1)?.endsWith('\n') ?? true;

/** The same lines, the last one of each text terminated. */
export function ended({ base, ours, theirs }: Lines): Lines {
  const terminator = [base, ours, theirs].some(([line = '']) => line.endsWith('\r\n')) ? '\r\n' : '\n';
  const end = (lines: readonly string[]) =>
    isEnded(lines) ? lines : lines.with(-1, (lines.at(-1) ?? '') + terminator);
  return { base: end(base), ours: end(ours), theirs: end(theirs) };
}

/** Takes the last terminator away again where the side that changed that has none. */
export function endedAs(lines: readonly string[], { base, ours, theirs }: Lines): readonly string[] {
  const wanted = isEnded(ours) === isEnded(base) ? isEnded(theirs) : isEnded(ours);
  const last = (lines.at(-1) ?? '').replace(/\r?\n$/, '');
  // A blank line without its terminator would be no line.
  return wanted || last === '' ? lines : lines.with(-1, last);
}
