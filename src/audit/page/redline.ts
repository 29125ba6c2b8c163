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
    if (kind === 'moved-away') return [{ kind, label, segments: excerptOf(change, body) }];
    if (segments) return [{ kind, label, segments: withoutEnd(segments) }];
    const text = to ? body.slice(to.start, to.end).trimEnd() : '';
    return text === '' ? [] : [{ kind, label, segments: [{ op: 'equal', text }] }];
  });
}

/** Its first words, so that it is known which passage went. */
function excerptOf({ to }: TextChange, body: string): readonly Segment[] {
  const [text = ''] = to ? body.slice(to.start, to.end).split('\n', 1) : [];
  return text === '' ? [] : [{ op: 'equal', text: text.length > excerpt ? `${text.slice(0, excerpt)}…` : text }];
}

const excerpt = 60;

/** Lines about a change that are shown with it, and how many between two changes are worth to be folded. */
const [around, fewest] = [2, 12];

/** Of a long text that stayed what is shown, folded and shown again; undefined: all of it is shown. */
export function foldedText(text: string): readonly [string, string, string] | undefined {
  const lines = text.split('\n');
  if (lines.length < fewest) return undefined;
  const parts = [lines.slice(0, around), lines.slice(around, -around), lines.slice(-around)];
  const [before = '', middle = '', after = ''] = parts.map((part) => part.join('\n'));
  return [before, middle, after];
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
