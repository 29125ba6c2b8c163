// What becomes of a story once readers have it: corrected while its update is half written, and updated at a set time.
import type { Answer, Copy, Story } from './demo-answers';
import { correction, update } from './demo-article';
import { json, reader, type Caller, type People } from './demo-people';
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
  const content = json({
    baseRevision: revision,
    edit: { body: shown.replace(wrong, right) },
    change: { kind: 'correction', note, wrong, right, passage: wrong },
    note: why,
  });
  const { position } = await ana.ask<Answer>('POST', `/articles/${id}/publish`, { content });
  await showNote(printer, reader(ana.base, printer), { slug, position });
  const { body } = await noor.ask<Copy>('GET', `/articles/${id}`);
  if (!body.includes(right) || !body.includes(update.half)) throw new Error('The working copy lost a change.');
  printer.paragraph(`The working copy has the correction too, and still Noor’s “${update.half} …”`, 4);
}

/** What readers are told of the correction: in JSON by its members, in text as a dated note. */
async function showNote(printer: Printer, anybody: Caller, at: { slug: string; position: number }): Promise<void> {
  const min = { 'stet-min-position': String(at.position) };
  const story = await anybody.ask<Story>('GET', `/stories/${at.slug}`, { headers: min });
  if (story.body.includes(update.half)) throw new Error('The half-written update was published.');
  printer.line(`\n  Version ${story.version}, without the half-written update; its corrections as JSON:\n`);
  for (const one of story.corrections) printer.paragraph(JSON.stringify(one), 4);
  printer.line();
  const headers = { ...min, accept: 'text/markdown' };
  const text = await anybody.text('GET', `/stories/${at.slug}`, { headers });
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
  const { revision: head } = await noor.ask<Copy>('GET', `/articles/${id}`);
  const { revision } = await write(noor, id, head, (body) => body.replace(update.half, update.whole));
  const at = new Date(Date.now() + ahead).toISOString();
  const content = json({ baseRevision: revision, at, change: { kind: 'update', note: update.note } });
  const scheduled = await ana.ask<Answer>('POST', `/articles/${id}/schedule`, { content });
  printer.line(`    for ${at}: the next version is ${scheduled.nextStatus}`);
  await write(noor, id, scheduled.revision, (body) => `${body}\n${update.late}\n`);
  // The late edit and the publication, whichever comes first: the answer waits for both.
  const headers = { 'stet-min-position': String(scheduled.position + 2) };
  const story = await reader(ana.base, printer).ask<Story>('GET', `/stories/${slug}`, { headers });
  if (story.body.includes(update.late)) throw new Error('The late edit was published.');
  printer.line(`\n  Version ${story.version}, on its time, without the late edit; its last note:\n`);
  printer.paragraph(JSON.stringify(story.corrections.at(-1)), 4);
}

async function write(who: Caller, id: string, baseRevision: number, edit: (body: string) => string): Promise<Answer> {
  const { body } = await who.ask<Copy>('GET', `/articles/${id}`);
  return who.ask<Answer>('PATCH', `/articles/${id}`, { content: json({ body: edit(body), baseRevision }) });
}
