// A redline as rows to draw: what stayed is taken from the newer text, what changed from the diff's own segments. Pure.
import type { Segment, TextChange } from './answers';

export interface RedlineRow {
  readonly kind: TextChange['kind'];
  /** What else is to be said of it. */
  readonly label?: string;
  readonly segments: readonly Segment[];
}

/** @param body of the newer revision, from which unchanged text is shown */
export function redlineOf(changes: readonly TextChange[], body: string): readonly RedlineRow[] {
  return changes.flatMap((change): readonly RedlineRow[] => {
    const { kind, to, segments } = change;
    const label = labelOf(change);
    if (kind === 'moved-away') return [{ kind, label, segments: [] }];
    if (segments) return [{ kind, label, segments: withoutEnd(segments) }];
    const text = to ? body.slice(to.start, to.end).trimEnd() : '';
    return text === '' ? [] : [{ kind, label, segments: [{ op: 'equal', text }] }];
  });
}

function labelOf({ kind, from, to }: TextChange): string | undefined {
  if (kind === 'moved') return `moved here from line ${from?.line}`;
  if (kind === 'moved-away') return `moved from here to line ${to?.line}`;
  if (kind === 'split') return 'one paragraph split';
  return kind === 'joined' ? 'paragraphs joined' : undefined;
}

/** Rows are drawn apart: the blank lines that part blocks in the text would part them twice. */
function withoutEnd(segments: readonly Segment[]): readonly Segment[] {
  const last = segments.at(-1);
  return last ? [...segments.slice(0, -1), { ...last, text: last.text.replace(/\n+$/, '') }] : segments;
}

/** Whether there is anything to see in it. */
export const isEmpty = (rows: readonly RedlineRow[]): boolean => rows.every(({ kind }) => kind === 'unchanged');
