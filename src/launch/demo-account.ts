// What an auditor is told of a correction, and of what rests on a source.
import { answerOf, type Schema } from '../client/stet-client';
import { at, type Caller } from './demo-people';
import type { Printer } from './demo-print';

/** The payload of a correction's event: docs/events.md. */
interface Corrected {
  readonly by: { readonly name: string };
  readonly note: string;
  readonly change: { readonly note: string; readonly wrong: string; readonly right: string };
}

/** The correction as the log has it: what was wrong, what is right, who decided and why. */
export async function answered(iris: Caller, printer: Printer, id: string): Promise<void> {
  printer.step(
    'Accounted for',
    'What was wrong, what is right, who decided it and why: the log has it, readers got the note.',
  );
  const query = { article: id, type: 'article-corrected' } as const;
  const params = { ...at({}), query };
  const { items } = await answerOf(iris.api.GET('/v1/{newsroom}/events', { params }));
  const [event] = items;
  if (!event) throw new Error('The demo did not find its correction.');
  const { by, note, change } = event.data as unknown as Corrected;
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
  const params = { ...at({}), query: { q: 'waterboard.example' }, header: { 'Stet-Min-Position': position } };
  const { items } = await answerOf(iris.api.GET('/v1/{newsroom}/sources', { params }));
  for (const { sourceId, source } of items) {
    const uses = await answerOf(
      iris.api.GET('/v1/{newsroom}/sources/{sourceId}/articles', { params: at({ sourceId }) }),
    );
    printer.line(`\n  “${titleOf(source)}”`);
    for (const use of uses.items) showUse(printer, use);
  }
}

/** A CSL-JSON item has members of its own, which the document leaves open. */
const titleOf = (source: object): string => ('title' in source ? String(source.title) : '');

function showUse(printer: Printer, { story, passages }: Schema<'SourceUseDto'>): void {
  printer.line(`    story ${story?.slug}, version ${story?.version}`);
  for (const { text, line, in: where } of passages) printer.paragraph(`${where}, line ${line}: “${text}”`, 6);
}
