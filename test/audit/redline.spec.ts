import type { TextChange } from '../../src/audit/page/answers';
import { foldedText, isEmpty, redlineOf } from '../../src/audit/page/redline';

const body = 'One.\n\nTwo.\n\nThree.\n';
const at = (line: number, start: number, end: number) => ({ line, start, end });

describe('A redline', () => {
  it('takes what stayed from the newer text, and what changed from the diff', () => {
    const changes: TextChange[] = [
      { kind: 'unchanged', from: at(1, 0, 12), to: at(1, 0, 12) },
      {
        kind: 'changed',
        from: at(5, 12, 18),
        to: at(5, 12, 19),
        segments: [
          { op: 'delete', text: 'Four' },
          { op: 'insert', text: 'Three' },
          { op: 'equal', text: '.\n\n' },
        ],
      },
    ];
    const rows = redlineOf(changes, body);
    expect(rows[0]).toEqual({ kind: 'unchanged', segments: [{ op: 'equal', text: 'One.\n\nTwo.' }] });
    expect(rows[1]?.segments.map(({ op, text }) => `${op} ${text}`)).toEqual([
      'delete Four',
      'insert Three',
      'equal .',
    ]);
    expect(isEmpty(rows)).toBe(false);
  });

  it('shows a passage that was moved where it is now, and says where it was and where it went', () => {
    const segments = [{ op: 'equal' as const, text: 'Three.\n' }];
    const rows = redlineOf(
      [
        { kind: 'moved', from: at(5, 12, 19), to: at(1, 0, 7), segments },
        { kind: 'moved-away', from: at(5, 12, 19), to: at(1, 0, 7) },
      ],
      body,
    );
    expect(rows.map(({ label, segments: [first] }) => `${label}: ${first?.text ?? ''}`)).toEqual([
      'moved here from line 5: Three.',
      'moved from here to line 1: One.',
    ]);
  });

  it('folds a long stretch that stayed, but not the lines beside what changed', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
    expect(foldedText(lines.slice(0, 11).join('\n'))).toBeUndefined();
    const parts = foldedText(lines.join('\n')) ?? ['', '', ''];
    expect(parts.join('\n')).toBe(lines.join('\n'));
    expect([parts[0], parts[2]]).toEqual(['line 1\nline 2', 'line 19\nline 20']);
  });

  it('of equal texts has nothing to see', () => {
    expect(isEmpty(redlineOf([{ kind: 'unchanged', from: at(1, 0, 19), to: at(1, 0, 19) }], body))).toBe(true);
    expect(redlineOf([], body)).toEqual([]);
  });
});
