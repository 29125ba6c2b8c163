// Two insertions at one place become one: the first, then the second; what both inserted stands once.
import { lineDiff, splitLines, type Hunk } from '../../text/line-diff';
import { splitBlocks } from '../../text/markdown-blocks';
import { isBlank, needsBlank, terminatorOf } from './line-kinds';

interface Joint {
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** The lines above and below a place; undefined at the text's ends. */
export interface Surroundings {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** No line of either is lost. */
export function keepBoth(
  first: readonly string[],
  second: readonly string[],
  { before, after }: Surroundings,
): readonly string[] {
  const hunks = meaningful(first, lineDiff(first, second, { indentHeuristic: false }));
  const twice = new Twice(hunks.flatMap(({ aStart, aEnd }) => blocksOf(first.slice(aStart, aEnd))));
  const merged: (readonly string[])[] = [];
  let at = 0;
  for (const { aStart, aEnd, bStart, bEnd } of hunks) {
    const joint = { first: first.slice(aStart, aEnd), second: twice.without(second.slice(bStart, bEnd)) };
    merged.push(
      first.slice(at, aStart),
      joined(joint, { before: first[aStart - 1] ?? before, after: first[aEnd] ?? after }),
    );
    at = aEnd;
  }
  return [...merged, first.slice(at)].flat();
}

/** Blank lines that happen to be in both do not make what is around them the same place. */
function meaningful(first: readonly string[], hunks: readonly Hunk[]): readonly Hunk[] {
  const kept: Hunk[] = [];
  for (const hunk of hunks) {
    const last = kept.at(-1);
    if (last === undefined || !first.slice(last.aEnd, hunk.aStart).every(isBlank)) kept.push(hunk);
    else kept[kept.length - 1] = { ...last, aEnd: hunk.aEnd, bEnd: hunk.bEnd };
  }
  return kept;
}

/** With a blank line between the two where a blank line parts what stands there. */
function joined({ first, second }: Joint, { before, after }: Surroundings): readonly string[] {
  const isParted = isBlank(before ?? after ?? '') || isBlank(after ?? before ?? '');
  // Asked both ways round, so that it does not matter which came first.
  const needsOne = (one: readonly string[], other: readonly string[]) => needsBlank(one.at(-1) ?? '', other[0] ?? '');
  if (!isParted || isBlank(first.at(-1) ?? '') || isBlank(second[0] ?? '')) return [...first, ...second];
  const needs = needsOne(first, second) || needsOne(second, first);
  return needs ? [...first, terminatorOf(first.at(-1) ?? ''), ...second] : [...first, ...second];
}

const blocksOf = (lines: readonly string[]): readonly string[] => splitBlocks(lines.join(''));

/** Blocks of the one text, each of which stands for the same block at another place of the other. */
class Twice {
  private readonly left = new Map<string, number>();

  constructor(blocks: readonly string[]) {
    for (const block of blocks) this.left.set(block.trim(), (this.left.get(block.trim()) ?? 0) + 1);
  }

  without(lines: readonly string[]): readonly string[] {
    const blocks = blocksOf(lines);
    const kept = blocks.filter((block) => !this.take(block.trim()));
    return kept.length === blocks.length ? lines : splitLines(kept.join(''));
  }

  private take(block: string): boolean {
    const left = this.left.get(block) ?? 0;
    if (block === '' || left === 0) return false;
    this.left.set(block, left - 1);
    return true;
  }
}
