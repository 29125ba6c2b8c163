// What the demo leaves to try: where the server answers, and a token for each role with a line to paste.
import type { Caller, People } from './demo-people';
import type { Printer } from './demo-print';
import type { Told } from './demo-tour';

export function welcome(people: People, printer: Printer, { id, slug }: Told): void {
  const { base } = people.ana;
  printer.heading('The server goes on running');
  printer.table([
    ['story', `${base}/v1/main/stories/${slug}`],
    ['stories', `${base}/v1/main/stories`],
    ['API, to try', `${base}/docs`],
    ['API, OpenAPI 3.1', `${base}/openapi.json`],
    ['ready?', `${base}/health/ready`],
    ['metrics', `${base}/metrics`],
  ]);
  printer.line('  A browser gets the story as a page, everybody else what they accept: JSON, HTML or Markdown.');
  const article = `${base}/v1/main/articles/${id}`;
  printer.heading('Tokens, good for 30 days');
  line(printer, people.noor, 'reads and writes the working copy', `${article}`);
  line(printer, people.ana, 'may also publish and see the history of articles', `${article}/checks`);
  line(printer, people.iris, 'reads everything, writes nothing', `${article}/revisions`);
  printer.line('  Another token: npm run -s token -- --sub kim --role editor');
  printer.line(`\n${printer.paint('bold', 'Ctrl-C ends the server.')}`);
}

function line(printer: Printer, { person, token }: Caller, may: string, address: string): void {
  printer.line(`  ${printer.paint('bold', `${person.name}, ${person.role}`)}: ${may}`);
  printer.line(`  curl -H "Authorization: Bearer ${token}" ${address}\n`);
}
