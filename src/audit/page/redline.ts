// A redline as rows to draw: what stayed is taken from the newer text, what changed from the diff's own segments. Pure.
import type { Segment, TextChange } from './answers';

export interface RedlineRow {
  readonly kind: TextChange['kind'];
  readonly segments: readonly Segment[];
}

/** @param body of the newer revision, from which unchanged lines are shown */
export function redlineOf(changes: readonly TextChange[], body: string): readonly RedlineRow[] {
  const lines = body.split('\n');
  return changes.flatMap(({ kind, to, segments }) => {
    if (segments) return [{ kind, segments: withoutEnd(segments) }];
    const text = to
      ? lines
          .slice(to.line - 1, to.line - 1 + to.lines)
          .join('\n')
          .trimEnd()
      : '';
    return text === '' ? [] : [{ kind, segments: [{ op: 'equal' as const, text }] }];
  });
}

/** Rows are drawn apart: the blank lines that part blocks in the text would part them twice. */
function withoutEnd(segments: readonly Segment[]): readonly Segment[] {
  const last = segments.at(-1);
  return last ? [...segments.slice(0, -1), { ...last, text: last.text.replace(/\n+$/, '') }] : segments;
}

/** Whether there is anything to see in it. */
export const isEmpty = (rows: readonly RedlineRow[]): boolean => rows.every(({ kind }) => kind === 'unchanged');
