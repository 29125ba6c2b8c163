// What an auditor is told of a correction, and of what rests on a source.
import type { Caller } from './demo-people';
import type { Printer } from './demo-print';

interface Corrected {
  readonly time: string;
  readonly data: {
    readonly by: { readonly name: string };
    readonly note: string;
    readonly change: { readonly note: string; readonly wrong: string; readonly right: string };
  };
}

interface SourceUse {
  readonly story: { readonly slug: string; readonly version: number } | null;
  readonly passages: readonly { readonly text: string; readonly line: number; readonly in: string }[];
}

/** The correction as the log has it: what was wrong, what is right, who decided and why. */
export async function answered(iris: Caller, printer: Printer, id: string): Promise<void> {
  printer.step(
    'Accounted for',
    'What was wrong, what is right, who decided it and why: the log has it, readers got the note.',
  );
  const { items } = await iris.ask<{ items: readonly Corrected[] }>(
    'GET',
    `/events?article=${id}&type=article-corrected`,
  );
  const [event] = items;
  if (!event) throw new Error('The demo did not find its correction.');
  const { by, note, change } = event.data;
  printer.table([
    ['wrong', change.wrong],
    ['right', change.right],
    ['decided by', `${by.name}, at ${event.time}`],
    ['because', note],
    ['readers are told', change.note],
  ]);
}

/** Every article and story that rests on what one site publishes. */
export async function traced(iris: Caller, printer: Printer, position: number): Promise<void> {
  printer.step(
    'Traced',
    'Should a source fall, what rests on it? One call lists articles and stories, with their words.',
  );
  const headers = { 'stet-min-position': String(position) };
  const { items } = await iris.ask<{ items: readonly { sourceId: string; source: { title: string } }[] }>(
    'GET',
    '/sources?q=waterboard.example',
    { headers },
  );
  for (const { sourceId, source } of items) {
    const uses = await iris.ask<{ items: readonly SourceUse[] }>('GET', `/sources/${sourceId}/articles`);
    printer.line(`\n  “${source.title}”`);
    for (const use of uses.items) showUse(printer, use);
  }
}

function showUse(printer: Printer, { story, passages }: SourceUse): void {
  printer.line(`    story ${story?.slug}, version ${story?.version}`);
  for (const { text, line, in: where } of passages) printer.paragraph(`${where}, line ${line}: “${text}”`, 6);
}
