// Arbitrary texts as editors may send them: Markdown fragments, any line ends, and any characters at all.
import { fc } from '../setup/chance';

const fragments = [
  '# Heading',
  'A line of a paragraph.',
  'A line of a paragraph, changed.',
  '- item one',
  '  - item two',
  '12. numbered',
  '> a quoted line',
  '```js',
  '```',
  '~~~',
  '<!-- note',
  '-->',
  '<pre>',
  '</pre>',
  '| a | b |',
  '---',
  '***',
  '-',
  '   ',
  '\t',
  '\uFEFF',
  '',
];

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...fragments) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const terminator = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '');

export const lines = fc.array(
  fc.tuple(line, terminator).map(([text, end]) => text + end),
  { maxLength: 24 },
);
export const texts = lines.map((some) => some.join(''));

interface LineEdit {
  readonly at: number;
  readonly remove: number;
  readonly put: readonly string[];
  readonly moveTo: number;
}

const edit: fc.Arbitrary<LineEdit> = fc.record({
  at: fc.nat(24),
  remove: fc.nat(4),
  put: fc.array(
    fc.tuple(line, terminator).map(([text, end]) => text + end),
    { maxLength: 3 },
  ),
  moveTo: fc.nat(24),
});

/** A text and the same with a few of its lines removed, replaced, inserted or moved, or cut short. */
export const editedTexts = fc.tuple(lines, fc.array(edit, { maxLength: 3 }), fc.nat(3)).map(([before, edits, cut]) => {
  const after = [...before];
  for (const { at, remove, put, moveTo } of edits) {
    const taken = after.splice(at, remove, ...put);
    if (moveTo % 2 === 0) after.splice(moveTo, 0, ...taken);
  }
  const text = after.join('');
  return { before: before.join(''), after: text.slice(0, Math.max(0, text.length - cut)) };
});
