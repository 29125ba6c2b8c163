// Three texts as editors make them: lines that are often alike, so that changes slide, touch and overlap.
import { fc } from '../../setup/chance';

const line = fc.constantFrom(
  'One line of a paragraph.',
  'Another line of it.',
  '',
  '- first item',
  '- second item',
  '## Heading',
  '}',
);
const fresh = fc.nat(9999).map((number) => `Line ${number} is new.`);

interface Splice {
  readonly at: number;
  readonly remove: number;
  readonly put: readonly string[];
}

const splice: fc.Arbitrary<Splice> = fc.record({
  at: fc.nat(20),
  remove: fc.nat(3),
  put: fc.array(fc.oneof(line, fresh), { maxLength: 3 }),
});

const edited = (lines: readonly string[], splices: readonly Splice[]): string[] =>
  splices.reduce(
    (before, { at, remove, put }) => before.toSpliced(at % (before.length + 1), remove, ...put),
    [...lines],
  );

const ends = fc.constantFrom('\n', '\n', '\r\n');
const splices = fc.array(splice, { maxLength: 3 });

/** A base and what two editors made of it; some texts have no terminator at their end. */
export const threeTexts = fc
  .tuple(
    fc.array(line, { maxLength: 20 }),
    splices,
    splices,
    ends,
    fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  )
  .map(([lines, one, other, end, cut]) => {
    const text = (some: readonly string[], nth: number) => some.join(end) + (cut[nth] || some.length === 0 ? '' : end);
    return { base: text(lines, 0), ours: text(edited(lines, one), 1), theirs: text(edited(lines, other), 2) };
  });
