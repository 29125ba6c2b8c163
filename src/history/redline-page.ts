// A diff as a page for people: complete, without script, and made so that its `main` can be put into another page together
// with its style sheet, whose every rule but the colours is below `.redline`. Pure.
import { createHash } from 'node:crypto';
import type { ArticleDiff, DiffSide } from './diff-reader';
import { redlineStyle } from './redline-style';
import { textAsHtml } from './redline-text';
import { escaped, segmentsAsHtml, shown } from './redline-words';
import type { EntryChange, EntryChanges, ValueChange } from './value-changes';

/** Nothing but its one style sheet: no script, no picture, no link that sends anything. */
export const redlinePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(redlineStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

export function redlinePage(diff: ArticleDiff): string {
  const title = `${nameOf(diff.from)} and ${nameOf(diff.to)}: ${diff.to.content.headline}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${redlineStyle}</style>
</head>
<body>
<main class="redline">
<h1>What changed: <bdi lang="${escaped(diff.to.content.language)}">${shown(diff.to.content.headline)}</bdi></h1>
<dl>
<dt>From</dt><dd>${sideAsHtml(diff.from)}</dd>
<dt>To</dt><dd>${sideAsHtml(diff.to)}</dd>
</dl>
<p>What came is <ins>underlined</ins>, what went is <del>struck through</del>.</p>
${[claims(diff), members(diff), citations(diff), text(diff)].filter(Boolean).join('\n')}
</main>
</body>
</html>
`;
}

const nameOf = ({ version, revision }: DiffSide): string =>
  version === null ? `Revision ${revision}` : `The story, version ${version}`;

function sideAsHtml(side: DiffSide): string {
  const { actor, recordedAt, note } = side;
  if (!actor || !recordedAt) return `${nameOf(side)}, restricted`;
  const when = `<time datetime="${recordedAt}">${recordedAt.slice(0, 16).replace('T', ' ')} UTC</time>`;
  return `${nameOf(side)}, by <bdi>${shown(actor.name)}</bdi>, ${when}${note === null ? '' : `: <q>${shown(note)}</q>`}`;
}

const section = (heading: string, content: string, kind = ''): string =>
  `<section${kind && ` class="${kind}"`}>\n<h2>${heading}</h2>\n${content}\n</section>`;

function claims({ claims: changed }: ArticleDiff): string {
  const items = changed.map(
    ({ key, from, to }) =>
      `<li><code>${shown(key)}</code>: <del>${shown(from)}</del> <span class="spoken">became</span> <ins>${shown(to)}</ins></li>`,
  );
  if (items.length === 0) return '';
  return section('Warning: claims changed, their citations did not', `<ul>${items.join('\n')}</ul>`, 'warning');
}

function members({ members: changed }: ArticleDiff): string {
  if (changed.length === 0) return '';
  const items = changed.map((change) => `<dt>${shown(change.name)}</dt><dd>${valueAsHtml(change)}</dd>`);
  return section('Members', `<dl>${items.join('\n')}</dl>`);
}

function citations({ citations: changes }: ArticleDiff): string {
  const { added, removed, changed, order } = changes;
  if (added.length + removed.length + changed.length === 0 && !order) return '';
  const reordered = order
    ? `<p>Now in the order ${order.map((key) => `<code>${shown(key)}</code>`).join(', ')}.</p>`
    : '';
  return section('Citations', entriesAsHtml(changes) + reordered);
}

const text = (diff: ArticleDiff): string =>
  section('Text', diff.text.length === 0 ? '<p>Both are empty.</p>' : textAsHtml(diff));

/** As finely as the change is told. */
function valueAsHtml({ from, to, segments, added, removed, changed }: ValueChange): string {
  if (segments) return `<span class="value">${segmentsAsHtml(segments)}</span>`;
  if (!added || !removed) return went(from) + came(to);
  const count = added.length + removed.length + (changed?.length ?? 0);
  return count === 0 ? `Put in another order:${went(from)}${came(to)}` : entriesAsHtml({ added, removed, changed });
}

function entriesAsHtml({ added, removed, changed = [] }: Partial<EntryChanges<unknown>>): string {
  const items = [...(removed ?? []).map(went), ...(added ?? []).map(came), ...changed.map(entryAsHtml)];
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`;
}

const entryAsHtml = ({ key, members: changed }: EntryChange): string =>
  `<code>${shown(key)}</code>${changed.map((change) => `<br>${shown(change.name)}: ${valueAsHtml(change)}`).join('')}`;

const came = (value: unknown): string => one('insert', value);
const went = (value: unknown): string => one('delete', value);

const one = (op: 'insert' | 'delete', value: unknown): string =>
  value === null ? '' : ` ${segmentsAsHtml([{ op, text: typeof value === 'string' ? value : JSON.stringify(value) }])}`;
