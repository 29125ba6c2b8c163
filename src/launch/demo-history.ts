// What an auditor sees of the demo's article: its revisions, who wrote the corrected line, and how it all began.
import { answerOf, type Schema } from '../client/stet-client';
import { answered, traced } from './demo-account';
import { at, type Caller } from './demo-people';
import type { Printer } from './demo-print';
import { correction } from './demo-article';

type Revision = Schema<'RevisionDto'>;

export async function showHistory(iris: Caller, printer: Printer, id: string): Promise<void> {
  const position = await timeline(iris, printer, id);
  await answered(iris, printer, id);
  await blame(iris, printer, id);
  await traced(iris, printer, position);
  await asOfFirst(iris, printer, id);
}

/** The log position of the last revision. */
async function timeline(iris: Caller, printer: Printer, id: string): Promise<number> {
  printer.step('Remembered', 'Iris, an auditor, asks what happened: who, when, why, and how many words came and went.');
  const { items } = await answerOf(iris.api.GET('/v1/{newsroom}/articles/{id}/revisions', { params: at({ id }) }));
  const [widest, longest] = [items.map(person), items.map(({ type }) => type)].map(width);
  const row = (cells: readonly string[]) => {
    const [revision = '', when = '', who = '', what = '', words = ''] = cells;
    return `  ${revision.padEnd(3)}  ${when.padEnd(19)}  ${who.padEnd(widest ?? 0)}  ${what.padEnd(longest ?? 0)}  ${words}`;
  };
  printer.line(printer.paint('bold', row(['rev', 'when (UTC)', 'who', 'what', 'words'])));
  for (const item of items) {
    const { revision, recordedAt, type, words, note } = item;
    const when = (recordedAt ?? '').slice(0, 19).replace('T', ' ');
    printer.line(row([String(revision), when, person(item), type, `+${words.added} −${words.removed}`]));
    if (note) printer.paragraph(`because: ${note}`, 7);
  }
  return items.at(-1)?.position ?? 0;
}

const person = ({ actor }: Pick<Revision, 'actor'>): string => `${actor?.name}, ${actor?.role}`;
const width = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length));

async function blame(iris: Caller, printer: Printer, id: string): Promise<void> {
  printer.step('Answered for', 'Who stands behind the line that was corrected? Every line of the text knows.');
  const { items } = await answerOf(iris.api.GET('/v1/{newsroom}/articles/{id}/blame', { params: at({ id }) }));
  const found = items.find(({ text }) => text.includes(correction.right));
  if (!found) throw new Error('The demo did not find its corrected line.');
  const { line, text, revision, recordedAt, note, citations } = found;
  printer.table([
    ['line', String(line)],
    ['text', text],
    ['written by', `${person(found)}, in revision ${revision} at ${recordedAt}`],
    ['because', note ?? ''],
    ['rests on', citations.map((key) => `[@${key}]`).join(' ')],
  ]);
}

async function asOfFirst(iris: Caller, printer: Printer, id: string): Promise<void> {
  printer.step(
    'Replayed',
    'And how did it all begin? The log gives every revision back, byte for byte: here the first.',
  );
  const first = await answerOf(
    iris.api.GET('/v1/{newsroom}/articles/{id}/revisions/{revision}', { params: at({ id, revision: 1 }) }),
  );
  const sourced = first.citations.filter(({ source }) => source !== null).length;
  const headers = { accept: 'text/markdown' };
  const text = await iris.text('GET', `/articles/${id}/revisions/1`, { headers });
  printer.line(`\n  A ${first.status} with ${first.citations.length} citations and ${sourced || 'no'} sources:\n`);
  printer.quote(text);
}
