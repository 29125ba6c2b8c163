// Which revision each line of a text came from, as `git blame` tells it of a linear history.
import { lineDiff, splitLines } from '../text/line-diff';

export interface BlamedLine {
  /** With its terminator; the lines of a text joined are the text. */
  readonly line: string;
  /** The revision that wrote the line as it stands. */
  readonly revision: number;
}

export interface RevisionText {
  readonly revision: number;
  readonly text: string;
}

/** Blame of the last of the revisions, which come oldest first. */
export function blameLines(revisions: Iterable<RevisionText>): readonly BlamedLine[] {
  let blame: readonly BlamedLine[] = [];
  for (const next of revisions) blame = nextBlame(blame, next);
  return blame;
}

/** Blame of the next revision from that of the one before; lines that stay are the same objects. */
export function nextBlame(previous: readonly BlamedLine[], { revision, text }: RevisionText): readonly BlamedLine[] {
  const before = previous.map(({ line }) => line);
  const lines = splitLines(text);
  const blame: BlamedLine[] = [];
  let kept = 0;
  for (const { aStart, aEnd, bStart, bEnd } of lineDiff(before, lines)) {
    for (const blamed of previous.slice(kept, aStart)) blame.push(blamed);
    for (const line of lines.slice(bStart, bEnd)) blame.push({ line, revision });
    kept = aEnd;
  }
  for (const blamed of previous.slice(kept)) blame.push(blamed);
  return blame;
}
