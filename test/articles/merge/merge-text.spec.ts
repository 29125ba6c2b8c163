import { splitLines } from '../../../src/text/line-diff';
import { mergeText } from '../../../src/articles/merge/merge-text';
import { threeTexts } from './given';
import { hasMerges, lostLines, mergeFigures, realMerges } from './merge-corpus';
import { growth } from '../../setup/growth';
import { fc } from '../../setup/chance';

const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
/** Yours first, as the function takes them. */
const merged = (base: string, yours: string, theirs: string) => mergeText(base, yours, theirs).text;

describe('two insertions at one place', () => {
  it('are both kept, the committed one first', () => {
    expect(merged(text('- a'), text('- a', '- yours'), text('- a', '- theirs'))).toBe(
      text('- a', '- theirs', '- yours'),
    );
  });

  it('stay two paragraphs where they are paragraphs', () => {
    const [base, yours, theirs] = ['A.\n\nZ.\n', 'A.\n\nYours.\n\nZ.\n', 'A.\n\nTheirs.\n\nZ.\n'];
    expect(merged(base, yours, theirs)).toBe('A.\n\nTheirs.\n\nYours.\n\nZ.\n');
    expect(merged('A.\n', 'A.\n\nYours.\n', 'A.\n\nTheirs.\n')).toBe('A.\n\nTheirs.\n\nYours.\n');
    expect(merged('A.\r\n', 'A.\r\n\r\nYours.\r\n', 'A.\r\n\r\nTheirs.\r\n')).toBe(
      'A.\r\n\r\nTheirs.\r\n\r\nYours.\r\n',
    );
  });

  it('stay lines of one paragraph where they are lines of one', () => {
    expect(merged(text('One', 'two.'), text('One', 'yours', 'two.'), text('One', 'theirs', 'two.'))).toBe(
      text('One', 'theirs', 'yours', 'two.'),
    );
  });

  it('do not mix their lines at blank lines that both have', () => {
    const [yours, theirs] = [text('## Yours', '', 'One.', ''), text('## Theirs', '', 'Two.', '')];
    expect(
      merged(text('A.', '', '## Z'), text('A.', '') + yours + text('## Z'), text('A.', '') + theirs + text('## Z')),
    ).toBe(text('A.', '') + theirs + yours + text('## Z'));
  });

  it('are one where both hold the same, in whatever order', () => {
    expect(merged('', text('- a', '- b'), text('- a'))).toBe(text('- a', '- b'));
    expect(merged('', text('- a', '- b'), text('- b', '- a'))).toBe(text('- b', '- a'));
    expect(merged('', text('- x', '- same', '- y'), text('- same', '- z'))).toBe(text('- x', '- same', '- z', '- y'));
  });

  it('are lines of their own where the text had no terminator at its end', () => {
    expect(merged('- a', '- a\n- yours', '- a\n- theirs')).toBe('- a\n- theirs\n- yours');
    expect(merged('', '- yours', '- theirs\n')).toBe('- theirs\n- yours');
  });
});

describe('a change', () => {
  it('merges beside an untouched neighbour', () => {
    expect(merged(text('- a one', '- b two'), text('- a one!', '- b two'), text('- a one', '- b two!'))).toBe(
      text('- a one!', '- b two!'),
    );
    expect(merged(text('a', 'b'), text('A', 'b'), text('a', 'b', 'c'))).toBe(text('A', 'b', 'c'));
  });

  it('of one item merges with an insertion and an edit of its neighbour', () => {
    const base = text('- the first item of the list', '- the second item of the list');
    const yours = text('- the first item of the long list', '- quite another thing', '- the second item of the list');
    const theirs = text('- the first item of the list', '- the second item of this list', '- and a third');
    expect(merged(base, yours, theirs)).toBe(
      text(
        '- the first item of the long list',
        '- quite another thing',
        '- the second item of this list',
        '- and a third',
      ),
    );
  });

  it('that both made is one, with what each added around it', () => {
    const [base, same] = ['the old words of a line', 'the new words of a line'];
    expect(merged(text(base), text('yours', same), text(same, 'theirs'))).toBe(text('yours', same, 'theirs'));
  });

  it('that takes away what the other left alone stands, and so does an item that was added within', () => {
    expect(merged(text('a', '- b', '- c', 'd'), text('a', 'd'), text('a', '- b', '- new', '- c', 'd'))).toBe(
      text('a', '- new', 'd'),
    );
  });
});

describe('a conflict', () => {
  it('is where both changed the same line: just that place, as it was and as each made it', () => {
    const base = text('Intro.', '', 'The mayor spoke on Monday.', '', 'End.');
    const yours = text('Intro.', '', 'The mayor spoke on Tuesday.', '', 'End.', '', 'Yours.');
    const theirs = text('A new line.', '', 'Intro.', '', 'The mayor spoke on Friday.', '', 'End.');
    expect(mergeText(base, yours, theirs).conflicts).toEqual([
      {
        base: text('The mayor spoke on Monday.'),
        ours: text('The mayor spoke on Tuesday.'),
        theirs: text('The mayor spoke on Friday.'),
        line: { base: 3, ours: 3, theirs: 5 },
      },
    ]);
  });

  it('suggests both where they changed different words of the line', () => {
    const base = text('The mayor spoke on Monday in the town hall.');
    const yours = text('The mayor spoke on Tuesday in the town hall.');
    const theirs = text('The deputy mayor spoke on Monday in the town hall.');
    const [conflict] = mergeText(base, yours, theirs).conflicts ?? [];
    expect(conflict?.suggestion).toBe(text('The deputy mayor spoke on Tuesday in the town hall.'));
  });

  it('is where one took a line away and the other changed it, or wrote within what the other rewrote', () => {
    expect(mergeText(text('a', 'b', 'c'), text('a', 'c'), text('a', 'B', 'c')).conflicts).toHaveLength(1);
    expect(mergeText(text('a', 'b', 'c'), text('x'), text('a', 'new', 'b', 'c')).conflicts).toHaveLength(1);
  });

  it('is told for each place apart', () => {
    const conflicts = mergeText(text('a', 'b', 'c'), text('1', 'b', '3'), text('4', 'b', '6')).conflicts ?? [];
    expect(conflicts.map(({ base, line }) => [base, line.base])).toEqual([
      ['a\n', 1],
      ['c\n', 3],
    ]);
  });
});

describe('merging', () => {
  it('with an unchanged side is the other side, byte for byte', () => {
    fc.assert(
      fc.property(threeTexts, ({ base, ours, theirs }) => {
        expect(mergeText(base, ours, base)).toEqual({ text: ours });
        expect(mergeText(base, base, theirs)).toEqual({ text: theirs });
        expect(mergeText(base, ours, ours)).toEqual({ text: ours });
      }),
    );
  });

  it('loses no line that either side added', () => {
    fc.assert(
      fc.property(threeTexts, ({ base, ours, theirs }) => {
        const { text: whole } = mergeText(base, ours, theirs);
        if (whole !== undefined) expect(lostLines(base, [ours, theirs], whole)).toEqual([]);
      }),
      { numRuns: 125 },
    );
  });

  it('invents no line but the blank one between two paragraphs', () => {
    fc.assert(
      fc.property(threeTexts, ({ base, ours, theirs }) => {
        const known = new Set(splitLines(base + '\n' + ours + '\n' + theirs).map((line) => line.trim()));
        const { text: whole = '' } = mergeText(base, ours, theirs);
        expect(splitLines(whole).filter((line) => line.trim() !== '' && !known.has(line.trim()))).toEqual([]);
      }),
    );
  });

  it('has the same lines, and the same conflicts, whichever of two editors came first', () => {
    // A blank line is no content: which of those between two paragraphs stay depends on which paragraph stands where.
    const set = (whole: string) => [...new Set(splitLines(whole).map((line) => line.trim()))].filter(Boolean).sort();
    fc.assert(
      fc.property(threeTexts, ({ base, ours, theirs }) => {
        const [one, other] = [mergeText(base, ours, theirs), mergeText(base, theirs, ours)];
        expect(one.conflicts?.length).toBe(other.conflicts?.length);
        if (one.text !== undefined && other.text !== undefined) expect(set(one.text)).toEqual(set(other.text));
      }),
      { numRuns: 125 },
    );
  });

  it('is the same each time', () => {
    fc.assert(
      fc.property(threeTexts, ({ base, ours, theirs }) => {
        expect(mergeText(base, ours, theirs)).toEqual(mergeText(base, ours, theirs));
      }),
    );
  });

  it.each([
    ['of one letter a line', (nth: number) => `${(nth * nth * 7919) % 10}\n`],
    ['of blank lines', (nth: number) => (nth % 99_991 === 0 ? 'x\n' : '\n')],
    ['of list items', (nth: number) => `- item ${(nth * 31) % 977}\n`],
  ])('takes time in proportion to two texts of up to 1 MiB %s', (_, line) => {
    const long = (bytes: number, from: number) =>
      Array.from({ length: Math.floor(bytes / line(1).length) }, (_unused, nth) => line(nth + from)).join('');
    const merged = (bytes: number) => {
      const [base, ours, theirs] = [long(bytes, 0), long(bytes, 17), long(bytes, 101)];
      return () => mergeText(base, ours, theirs);
    };
    expect(growth(merged, 2 ** 20)).toBeLessThan(4);
  });
});

(hasMerges ? describe : describe.skip)('merging real concurrent edits (../shared/corpus)', () => {
  const figures = mergeFigures(realMerges());

  it('does as git does wherever git merges', () => {
    expect(figures.cleanOtherwise).toBe(0);
    expect(figures.cleanAsGit / figures.clean).toBeGreaterThanOrEqual(0.995);
  });

  it('does as people did in at least 27 % of where git stops, and loses no line', () => {
    console.info(`as people did: ${figures.asCommitted} of ${figures.unclean}, conflicts: ${figures.conflicts}`);
    expect(figures.asCommitted / figures.unclean).toBeGreaterThanOrEqual(0.27);
    expect(figures.lostLines).toBe(0);
  });
});
