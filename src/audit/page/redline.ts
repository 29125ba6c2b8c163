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
    if (segments) return [{ kind, segments }];
    const text = to ? lines.slice(to.line - 1, to.line - 1 + to.lines).join('\n') : '';
    return text.trim() === '' ? [] : [{ kind, segments: [{ op: 'equal' as const, text }] }];
  });
}

/** Whether there is anything to see in it. */
export const isEmpty = (rows: readonly RedlineRow[]): boolean => rows.every(({ kind }) => kind === 'unchanged');
