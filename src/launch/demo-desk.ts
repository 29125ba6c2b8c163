// What several people do to one text: two edit it at once, one approves it, one still improves it.
import { answerOf } from '../client/stet-client';
import type { Answer } from './demo-answers';
import { improvement, paragraphs, theirPlace } from './demo-article';
import { at, type Caller, type People } from './demo-people';
import type { Printer } from './demo-print';

/** Both save what they wrote on the same revision; the answer is the text's revision with both in it. */
export async function merge({ noor, sami }: People, printer: Printer, id: string): Promise<number> {
  printer.step(
    'Merged',
    'Noor and Sami have the text open at once, and each adds a paragraph at the same place. Both save.',
  );
  const { body, revision: baseRevision } = await noor.copy(id);
  const save = (caller: Caller, paragraph: string) => {
    const own = body.replace(theirPlace, `${theirPlace}\n\n${paragraph}`);
    return caller.edit(id, { body: own, baseRevision });
  };
  await save(noor, paragraphs.noor);
  const { revision, merge } = await save(sami, paragraphs.sami);
  const others = (merge?.others ?? []).map((other) => `${other.actor.name}’s revision ${other.revision}`);
  printer.line(`    both rest on revision ${baseRevision}; Sami’s was merged with ${others.join(', ')}:\n`);
  const merged = await sami.copy(id);
  printer.quote(around(merged.body, paragraphs.noor, paragraphs.sami));
  return revision;
}

/** The part of the text from the one words to the end of the other. */
function around(text: string, first: string, last: string): string {
  return text.slice(text.indexOf(first), text.indexOf(last) + last.length);
}

/** The revision that was approved in the end. */
export async function review({ noor, sami, ana }: People, printer: Printer, id: string, read: number): Promise<number> {
  printer.step(
    'Reviewed',
    'Noor submits and Ana approves: exactly these words. Sami improves some, and the approval is void.',
  );
  const rows: string[][] = [];
  const told = ({ revision, status }: Answer, what: string) => {
    rows.push([`revision ${revision}`, what, status]);
    return revision;
  };
  const params = at({ id });
  const submit = { params, body: { baseRevision: read } };
  const approve = (baseRevision: number, note?: string) =>
    answerOf(ana.api.POST('/v1/{newsroom}/articles/{id}/approve', { params, body: { baseRevision, note } }));
  const submission = await answerOf(noor.api.POST('/v1/{newsroom}/articles/{id}/submit', submit));
  const approved = told(await approve(told(submission, 'Noor submits')), 'Ana approves');
  const { body } = await sami.copy(id);
  const edit = { body: body.replace(improvement.from, improvement.to), baseRevision: approved };
  const edited = told(await sami.edit(id, { ...edit, note: 'Only next year’s: says item 7' }), 'Sami edits');
  const last = told(await approve(edited, 'Read again: fine'), 'Ana reads it again, and approves');
  printer.line();
  printer.table(rows);
  return last;
}
