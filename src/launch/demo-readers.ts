// What becomes of a story once readers have it: corrected while its update is half written, and updated at a set time.
import { answerOf, type Schema } from '../client/stet-client';
import type { Answer } from './demo-answers';
import { correction, update } from './demo-article';
import { at, reader, type Caller, type People } from './demo-people';
import type { Printer } from './demo-print';

/** An article with its story, and the revision that was last read. */
export interface Live {
  readonly id: string;
  readonly slug: string;
  readonly revision: number;
}

export async function correct({ noor, ana }: People, printer: Printer, live: Live): Promise<void> {
  const { id, slug, revision: published } = live;
  printer.step(
    'Corrected',
    'Noor is half through an update when a figure turns out wrong. Ana corrects the story alone.',
  );
  const { revision } = await write(noor, id, published, (body) => `${body}\n${update.half}\n`);
  const headers = { accept: 'text/markdown' };
  const shown = await ana.text('GET', `/articles/${id}?revision=${published}`, { headers });
  const { note, wrong, right, why } = correction;
  const body = {
    baseRevision: revision,
    edit: { body: shown.replace(wrong, right) },
    change: { kind: 'correction', note, wrong, right, passage: wrong },
    note: why,
  } as const;
  const { position } = await answerOf(
    ana.api.POST('/v1/{newsroom}/articles/{id}/publish', { params: at({ id }), body }),
  );
  await showNote(printer, reader(ana.base, printer), { slug, position });
  const { body: copy } = await noor.copy(id);
  if (!copy.includes(right) || !copy.includes(update.half)) throw new Error('The working copy lost a change.');
  printer.paragraph(`The working copy has the correction too, and still Noor’s “${update.half} …”`, 4);
}

/** What readers are told of the correction: in JSON by its members, in text as a dated note. */
async function showNote(printer: Printer, anybody: Caller, live: { slug: string; position: number }): Promise<void> {
  const story = await storyAt(anybody, live.slug, live.position);
  if (story.body.includes(update.half)) throw new Error('The half-written update was published.');
  printer.line(`\n  Version ${story.version}, without the half-written update; its corrections as JSON:\n`);
  for (const one of story.corrections) printer.paragraph(JSON.stringify(one), 4);
  printer.line();
  const headers = { accept: 'text/markdown' };
  const text = await anybody.text('GET', `/stories/${live.slug}`, { headers });
  printer.line('\n  And as readers see it, on top and below the text:\n');
  const blocks = text.split('\n\n');
  const [top, note] = [blocks.slice(0, 3), blocks.slice(-4, -2)];
  printer.quote([...top, '…', ...note].join('\n\n'));
  printer.line();
}

/** Milliseconds from the schedule to its time. */
const ahead = 2_000;

export async function schedule({ noor, ana }: People, printer: Printer, { id, slug }: Live): Promise<void> {
  printer.step(
    'Scheduled',
    'Noor finishes the update, Ana sets its time. It is pinned: a later edit does not slip in.',
  );
  const { revision: head } = await noor.copy(id);
  const { revision } = await write(noor, id, head, (body) => body.replace(update.half, update.whole));
  const time = new Date(Date.now() + ahead).toISOString();
  const body = { baseRevision: revision, at: time, change: { kind: 'update', note: update.note } } as const;
  const scheduled = await answerOf(ana.api.POST('/v1/{newsroom}/articles/{id}/schedule', { params: at({ id }), body }));
  printer.line(`    for ${time}: the next version is ${scheduled.nextStatus}`);
  await write(noor, id, scheduled.revision, (body) => `${body}\n${update.late}\n`);
  // The late edit and the publication, whichever comes first: the answer waits for both.
  const story = await storyAt(reader(ana.base, printer), slug, scheduled.position + 2);
  if (story.body.includes(update.late)) throw new Error('The late edit was published.');
  printer.line(`\n  Version ${story.version}, on its time, without the late edit; its last note:\n`);
  printer.paragraph(JSON.stringify(story.corrections.at(-1)), 4);
}

async function write(who: Caller, id: string, baseRevision: number, edit: (body: string) => string): Promise<Answer> {
  const { body } = await who.copy(id);
  return who.edit(id, { body: edit(body), baseRevision });
}

/** The story once the read models have that position. */
function storyAt(who: Caller, slug: string, position: number): Promise<Schema<'StoryDto'>> {
  const params = { ...at({ slug }), header: { 'Stet-Min-Position': position } };
  return answerOf(who.api.GET('/v1/{newsroom}/stories/{slug}', { params }));
}
