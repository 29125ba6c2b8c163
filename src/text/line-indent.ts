// How well a text reads when it is split before a line, by indentation and blank lines: the "indent heuristic" of git
// (described at github.com/mhagger/diff-slider-tools), with git's weights, which were fitted to real histories.

export interface SplitCost {
  readonly indent: number;
  readonly penalty: number;
}

const deepestIndent = 200;
const mostBlanks = 20;
const blankLine = -1;

const startOfText = 1;
const endOfText = 21;
const eachBlank = -30;
const eachBlankAfter = 6;
const indented = { bare: -4, afterBlank: 10 };
const outdented = { bare: 24, afterBlank: 17 };
const dedented = { bare: 23, afterBlank: 17 };

/** The lower the better; compared by the sign of the indents' difference first. */
export function splitCost(lines: readonly string[], splits: readonly number[]): SplitCost {
  const costs = splits.map((split) => costAt(lines, split));
  return {
    indent: costs.reduce((sum, { indent }) => sum + indent, 0),
    penalty: costs.reduce((sum, { penalty }) => sum + penalty, 0),
  };
}

function costAt(lines: readonly string[], split: number): SplitCost {
  const own = split < lines.length ? indentOf(lines[split] ?? '') : blankLine;
  const before = nearest(lines, split - 1, -1);
  const after = nearest(lines, split + 1, 1);
  const blanksAfter = own === blankLine ? 1 + after.blanks : 0;
  const blanks = before.blanks + blanksAfter;
  const indent = own === blankLine ? after.indent : own;
  const penalty =
    (before.indent === blankLine && before.blanks === 0 ? startOfText : 0) +
    (split >= lines.length ? endOfText : 0) +
    eachBlank * blanks +
    eachBlankAfter * blanksAfter +
    step({ before: before.indent, indent, after: after.indent }, blanks > 0 ? 'afterBlank' : 'bare');
  return { indent, penalty };
}

interface Indents {
  readonly before: number;
  readonly indent: number;
  readonly after: number;
}

function step({ before, indent, after }: Indents, where: 'bare' | 'afterBlank'): number {
  if (indent === blankLine || before === blankLine || indent === before) return 0;
  if (indent > before) return indented[where];
  return after > indent ? outdented[where] : dedented[where];
}

/** Indent of the first line that is not blank from `start` on, and how many blank ones come before it. */
function nearest(lines: readonly string[], start: number, direction: 1 | -1): { indent: number; blanks: number } {
  let blanks = 0;
  for (let index = start; index >= 0 && index < lines.length; index += direction) {
    const indent = indentOf(lines[index] ?? '');
    if (indent !== blankLine) return { indent, blanks };
    blanks += 1;
    if (blanks === mostBlanks) return { indent: 0, blanks };
  }
  return { indent: blankLine, blanks };
}

/** Columns of white space before the first other character, tabs to multiples of 8; -1 for a blank line. */
function indentOf(line: string): number {
  let indent = 0;
  for (let index = 0; index < line.length && indent < deepestIndent; index += 1) {
    const character = line.charAt(index);
    if (character === ' ') indent += 1;
    else if (character === '\t') indent += 8 - (indent % 8);
    else if (character !== '\n' && character !== '\r') return indent;
  }
  return indent < deepestIndent ? blankLine : deepestIndent;
}
