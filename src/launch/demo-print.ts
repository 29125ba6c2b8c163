// How the demo speaks: plain text of at most 96 columns, with colour where a person watches and did not refuse it.

/** Where the demo writes. */
export interface Paper {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const columns = 96;
const styles = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Style = keyof typeof styles;

export class Printer {
  private readonly colours: boolean;
  private steps = 0;

  /** No colour where NO_COLOR is set to anything (no-color.org). */
  constructor(
    private readonly paper: Paper,
    env: Readonly<Record<string, string | undefined>>,
  ) {
    this.colours = paper.isTTY === true && !env['NO_COLOR'];
  }

  paint(style: Style, text: string): string {
    return this.colours ? `\u001b[${styles[style]}m${text}\u001b[0m` : text;
  }

  line(text = ''): void {
    this.paper.write(`${text}\n`);
  }

  /** A numbered heading, and what happens in it as one sentence. */
  step(title: string, sentence: string): void {
    this.steps += 1;
    this.heading(`${this.steps}. ${title}`);
    this.line(sentence);
  }

  heading(title: string): void {
    this.line(`\n${this.paint('bold', title)}\n${this.paint('dim', '─'.repeat(title.length))}`);
  }

  /** The request that was made, by whom, and what it answered; ids, which say nothing to people, as `{id}`. */
  call(request: string, who: string, status: number): void {
    const mark = this.paint(status < 400 ? 'green' : 'red', String(status));
    const shown = request.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}');
    this.line(`${this.paint('cyan', `  ${shown}`)} ${this.paint('dim', `as ${who} →`)} ${mark}`);
  }

  /** Running text behind a bar, its lines broken between words. */
  quote(text: string): void {
    for (const line of text.trimEnd().split('\n')) {
      for (const row of wrap(line, columns - 4)) this.line(`  ${this.paint('dim', '│')} ${row}`.trimEnd());
    }
  }

  /** A paragraph set in by so many columns. */
  paragraph(text: string, indent: number): void {
    for (const row of wrap(text, columns - indent)) this.line(' '.repeat(indent) + row);
  }

  /** Rows of cells in columns as wide as their widest cell; the last is broken between words. */
  table(rows: readonly (readonly string[])[], style?: (row: number) => Style | undefined): void {
    const widths = (rows[0] ?? []).slice(0, -1).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
    const indent = 2 + widths.reduce((sum, width) => sum + width + 2, 0);
    rows.forEach((row, nth) => {
      const head = widths.map((width, at) => `${(row[at] ?? '').padEnd(width)}  `).join('');
      const [first = '', ...rest] = wrap(row.at(-1) ?? '', Math.max(30, columns - indent));
      const text = [`  ${head}${first}`, ...rest.map((line) => ' '.repeat(indent) + line)].join('\n');
      const chosen = style?.(nth);
      this.line(chosen ? this.paint(chosen, text) : text.trimEnd());
    });
  }
}

/** Broken at spaces, but not inside a marker such as `[@1; @3]`. */
function wrap(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(/ (?![^[\]]*\])/)) {
    const row = rows.at(-1);
    if (row === undefined || row.length + 1 + word.length > width) rows.push(word);
    else rows[rows.length - 1] = `${row} ${word}`;
  }
  return rows;
}
