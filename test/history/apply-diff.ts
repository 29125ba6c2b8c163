// Applies a diff as a client would, from its JSON alone.
import type { ArticleContent, Citation } from '../../src/articles/content';
import type { ContentDiff } from '../../src/history/content-diff';
import type { TextChange } from '../../src/history/text-diff';

export function applyText(changes: readonly TextChange[], from: string): string {
  return changes
    .map((change) => {
      if (change.kind === 'unchanged') return from.slice(change.from.start, change.from.end);
      if (change.kind === 'moved-away') return '';
      return change.segments.map(({ op, text }) => (op === 'delete' ? '' : text)).join('');
    })
    .join('');
}

export type Plain = Omit<ArticleContent, 'body'> & { readonly body: string };

export function applyDiff(diff: ContentDiff, from: Plain): Plain {
  const members = Object.fromEntries(diff.members.map(({ name, to }) => [name, to])) as Partial<Plain>;
  return {
    ...from,
    ...members,
    body: applyText(diff.text, from.body),
    citations: applyCitations(diff, from.citations),
  };
}

function applyCitations({ citations: { added, removed, changed, order } }: ContentDiff, from: readonly Citation[]) {
  const gone = new Set(removed.map(({ key }) => key));
  const now = new Map(changed.map(({ key, to }) => [key, to]));
  const list = [...from.filter(({ key }) => !gone.has(key)).map((one) => now.get(one.key) ?? one), ...added];
  return order ? order.flatMap((key) => list.find((one) => one.key === key) ?? []) : list;
}
