// What an auditor sees of the demo's article: its revisions, who wrote the corrected line, and how it all began.
import type { Caller } from './demo-people';
import type { Printer } from './demo-print';
import { correction } from './demo-article';

interface Revision {
  readonly revision: number;
  readonly type: string;
  readonly actor: { readonly name: string; readonly role: string };
  readonly recordedAt: string;
  readonly note: string | null;
  readonly words: { readonly added: number; readonly removed: number };
}

interface BlameLine extends Omit<Revision, 'type' | 'words'> {
  readonly line: number;
  readonly text: string;
  readonly citations: readonly string[];
}

export async function showHistory(iris: Caller, printer: Printer, id: string): Promise<void> {
  await timeline(iris, printer, id);
  await blame(iris, printer, id);
  await asOfFirst(iris, printer, id);
}

async function timeline(iris: Caller, printer: Printer, id: string): Promise<void> {
  printer.step('Remembered', 'Iris, an auditor, asks what happened: who, when, why, and how many words came and went.');
  const { items } = await iris.ask<{ items: readonly Revision[] }>('GET', `/articles/${id}/revisions`);
  const rows = items.map(({ revision, recordedAt, actor, type, words, note }) => [
    String(revision),
    recordedAt.slice(0, 19).replace('T', ' '),
    `${actor.name}, ${actor.role}`,
    type,
    `+${words.added} −${words.removed}`,
    note ?? '',
  ]);
  printer.table([['rev', 'when (UTC)', 'who', 'what', 'words', 'why'], ...rows], (row) => (row ? undefined : 'bold'));
}

async function blame(iris: Caller, printer: Printer, id: string): Promise<void> {
  printer.step('Answered for', 'Who stands behind the line that was corrected? Every line of the text knows.');
  const { items } = await iris.ask<{ items: readonly BlameLine[] }>('GET', `/articles/${id}/blame`);
  const found = items.find(({ text }) => text.includes(correction.right));
  if (!found) throw new Error('The demo did not find its corrected line.');
  const { line, text, revision, actor, recordedAt, note, citations } = found;
  printer.table([
    ['line', String(line)],
    ['text', text],
    ['written by', `${actor.name}, ${actor.role}, in revision ${revision} at ${recordedAt}`],
    ['because', note ?? ''],
    ['rests on', citations.map((key) => `[@${key}]`).join(' ')],
  ]);
}

async function asOfFirst(iris: Caller, printer: Printer, id: string): Promise<void> {
  printer.step(
    'Replayed',
    'And how did it all begin? The log gives every revision back, byte for byte: here the first.',
  );
  const first = await iris.ask<{ status: string; citations: readonly { source: object | null }[] }>(
    'GET',
    `/articles/${id}/revisions/1`,
  );
  const sourced = first.citations.filter(({ source }) => source !== null).length;
  const headers = { accept: 'text/markdown' };
  const text = await iris.text('GET', `/articles/${id}/revisions/1`, { headers });
  printer.line(`\n  A ${first.status} with ${first.citations.length} citations and ${sourced || 'no'} sources:\n`);
  printer.quote(text);
}
