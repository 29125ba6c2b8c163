// An article's whole life by the HTTP API alone, each step printed as it happens.
import { answerOf } from '../client/stet-client';
import type { Answer, Finding } from './demo-answers';
import { sources, wireText } from './demo-article';
import { merge, review } from './demo-desk';
import { showHistory } from './demo-history';
import { at, json, reader, type People } from './demo-people';
import type { Printer } from './demo-print';
import { correct, schedule, type Live } from './demo-readers';

export interface Told {
  /** The article's id. */
  readonly id: string;
  /** The story's slug. */
  readonly slug: string;
}

export async function tour(people: People, printer: Printer): Promise<Told> {
  const id = await draft(people, printer);
  await refuse(people, printer, id);
  await source(people, printer, id);
  const merged = await merge(people, printer, id);
  const approved = await review(people, printer, id, merged);
  const live = await publish(people, printer, { id, revision: approved });
  await correct(people, printer, live);
  await schedule(people, printer, live);
  await showHistory(people.iris, printer, id);
  return { id, slug: live.slug };
}

async function draft({ noor }: People, printer: Printer): Promise<string> {
  printer.step(
    'Drafted',
    'Noor, a reporter, hands in an article just as the wire delivered it: plain text, markers and all.',
  );
  const content = { type: 'text/plain; charset=utf-8', text: wireText };
  const wire = { content, headers: { 'content-language': 'en' }, expect: 201 };
  const { id } = JSON.parse(await noor.text('POST', '/articles', wire)) as Answer;
  const copy = await noor.copy(id);
  const open = copy.citations.filter(({ source }) => source === null).map(({ key }) => `[@${key}]`);
  const sections = copy.body.split('\n').filter((line) => line.startsWith('## '));
  printer.line('\n  What was read out of it:');
  printer.table([
    ['headline', copy.headline],
    ['dateline', copy.dateline?.text ?? ''],
    ['category', copy.category ?? ''],
    ['tags', copy.tags.join(' · ')],
    ['sections', sections.map((line) => line.slice(3)).join(' · ')],
    ['text', `${copy.wordCount} words`],
    ['citations', `${open.join(' ')}: not one of them has a source`],
  ]);
  return id;
}

async function refuse({ ana }: People, printer: Printer, id: string): Promise<void> {
  printer.step(
    'Refused',
    'Ana, an editor, wants it out. The desk checks refuse, and say where: member, line:column, words.',
  );
  const refused = { content: json({ baseRevision: 1 }), expect: 422 };
  const refusal = JSON.parse(await ana.text('POST', `/articles/${id}/publish`, refused)) as Pick<Answer, 'findings'>;
  showFindings(printer, refusal.findings);
  printer.line();
  const { findings } = await answerOf(ana.api.GET('/v1/{newsroom}/articles/{id}/checks', { params: at({ id }) }));
  printer.line('  Worth knowing, but not in the way:');
  showFindings(
    printer,
    findings.filter(({ severity }) => severity !== 'error'),
  );
}

const colours = { error: 'red', warning: 'yellow', advice: 'dim' } as const;

function showFindings(printer: Printer, findings: readonly Finding[]): void {
  for (const { severity, code, message, where } of findings) {
    const place = where.line === undefined ? where.member : `${where.member} ${where.line}:${where.column}`;
    printer.line(`\n    ${printer.paint(colours[severity], severity)} ${printer.paint('bold', code)} at ${place}`);
    const words = where.context ?? where.quote;
    if (words) printer.paragraph(/^[“"‘]/.test(words) ? words : `“${words}”`, 8);
    printer.paragraph(message, 8);
  }
}

async function source(people: People, printer: Printer, id: string): Promise<void> {
  printer.step(
    'Sourced',
    'Noor and her colleague Sami find the five sources. Each goes to the number that the text cites.',
  );
  const params = at({ id });
  for (const { label, note, by, source } of sources) {
    const cited = people[by].api.POST('/v1/{newsroom}/articles/{id}/citations', {
      params,
      body: { label, note, source },
    });
    const answer = await answerOf(cited);
    printer.line(`    [@${label}] is now “${source.title}”: revision ${answer.revision}`);
  }
}

async function publish({ ana }: People, printer: Printer, read: { id: string; revision: number }): Promise<Live> {
  printer.step('Published', 'Ana publishes what she approved. Readers get numbers in order of mention, and the list.');
  const asked = {
    params: at({ id: read.id }),
    body: { baseRevision: read.revision, note: 'All five sources checked' },
  };
  const { position, version, revision } = await answerOf(ana.api.POST('/v1/{newsroom}/articles/{id}/publish', asked));
  const slug = (await ana.copy(read.id)).slug ?? read.id;
  const headers = { accept: 'text/markdown', 'stet-min-position': String(position) };
  const story = await reader(ana.base, printer).text('GET', `/stories/${slug}`, { headers });
  printer.line(
    `\n  Version ${version}, for everybody at ${printer.paint('cyan', `${ana.base}/v1/main/stories/${slug}`)}\n`,
  );
  printer.quote(story);
  return { id: read.id, slug, revision };
}
