import type { TextChange } from '../../src/audit/page/answers';
import { isEmpty, redlineOf } from '../../src/audit/page/redline';

const body = 'One.\n\nTwo.\n\nThree.\n';
const at = (line: number, lines: number) => ({ line, lines });

describe('A redline', () => {
  it('takes what stayed from the newer text, and what changed from the diff', () => {
    const changes: TextChange[] = [
      { kind: 'unchanged', from: at(1, 4), to: at(1, 4) },
      {
        kind: 'changed',
        from: at(5, 1),
        to: at(5, 1),
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

  it('of equal texts has nothing to see', () => {
    expect(isEmpty(redlineOf([{ kind: 'unchanged', from: at(1, 5), to: at(1, 5) }], body))).toBe(true);
    expect(redlineOf([], body)).toEqual([]);
  });
});
