// The text of a redline: all blocks, each change named, with links between the two places of what moved. Pure.
import { bodyText } from '../text/body';
import type { ArticleDiff } from './diff-reader';
import { escaped, segmentsAsHtml, shown } from './redline-words';
import type { ChangedBlocks, TextChange } from './text-diff';
import type { TextSpan } from './text-span';

/** Of a moved block as much as tells which it is. */
const hint = 60;

export function textAsHtml({ text, from, to }: ArticleDiff): string {
  const old = bodyText(from.content.body);
  const language = escaped(to.content.language);
  const words = (html: string) => `<p class="words" lang="${language}" dir="auto">${html}</p>`;
  return text.map((change) => `<div ${frameOf(change)}>${blockOf(change, old, words)}</div>`).join('\n');
}

const frameOf = (change: TextChange): string => {
  if (change.kind === 'unchanged') return 'class="block"';
  return `class="block changed"${anchorOf(change)}`;
};

function anchorOf({ kind, from, to }: TextChange): string {
  if (kind === 'moved') return ` id="moved-to-${to?.start}"`;
  return kind === 'moved-away' ? ` id="moved-from-${from.start}"` : '';
}

type Words = (html: string) => string;

function blockOf(change: TextChange, old: string, words: Words): string {
  switch (change.kind) {
    case 'unchanged':
      return words(shown(cut(old, change.from)).trimEnd());
    case 'moved-away':
      return movedAway(change.to, cut(old, change.from));
    default:
      return `<p class="label">${labelOf(change)}</p>${words(segmentsAsHtml(change.segments))}`;
  }
}

function movedAway(to: TextSpan, text: string): string {
  const start = text
    .trim()
    .slice(0, hint)
    .replace(/\s\S*$/, '')
    .replace(/\s+/g, ' ');
  const link = `<a href="#moved-to-${to.start}">Moved from here to line ${to.line}</a>`;
  return `<p class="label">${link}: “<bdi>${shown(start)}</bdi>…”</p>`;
}

function labelOf({ kind, from, to, segments }: ChangedBlocks): string {
  const [old, now] = [from && linesOf(from), to && linesOf(to)];
  switch (kind) {
    case 'added':
      return `Added: ${now}`;
    case 'removed':
      return `Removed: was ${old}`;
    case 'moved': {
      const how = segments.some(({ op }) => op !== 'equal') ? 'Moved and changed' : 'Moved';
      return `${how}: ${now}, <a href="#moved-from-${from?.start}">was ${old}</a>`;
    }
    case 'split':
      return `Split: ${now}, was ${old}`;
    case 'joined':
      return `Joined: ${now}, was ${old}`;
    case 'changed':
      return `Changed: ${now}${old === now ? '' : `, was ${old}`}`;
    default:
      return kind satisfies never;
  }
}

const cut = (text: string, { start, end }: TextSpan): string => text.slice(start, end);

const linesOf = ({ line, lines }: TextSpan): string =>
  lines > 1 ? `lines ${line} to ${line + lines - 1}` : `line ${line}`;
