// The journal of an import: which articles are in whole, so that a run that was broken goes on without reading them again. Nothing
// rests on it but time: what the log has is asked of the log.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nameBasedUuid } from '../name-based-uuid';
import type { Problem } from './archive';

/** What one import is told from another by. */
export interface ImportName {
  readonly newsroom: string;
  /** Where the archive lies, and what of it is taken. */
  readonly from: string;
}

type Line =
  | { readonly begun: string; readonly newsroom: string; readonly from: string }
  | { readonly article: string; readonly name: string; readonly revisions: number }
  | Problem
  | { readonly ended: string };

export class Journal {
  private readonly whole = new Set<string>();

  private constructor(
    readonly file: string,
    lines: readonly Line[],
  ) {
    for (const line of lines) if ('article' in line) this.whole.add(line.article);
  }

  /** Throws a sentence where there is none to be resumed. */
  static open(folder: string, { newsroom, from }: ImportName, resume: boolean): Journal {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${nameBasedUuid('journal', newsroom, from)}.ndjson`);
    if (resume && !existsSync(file)) throw new Error(`There is no import of ${from} into ${newsroom} to go on with.`);
    if (!resume) rmSync(file, { force: true }); // what an earlier run has said may be of another database
    const journal = new Journal(file, resume ? linesOf(readFileSync(file, 'utf8')) : []);
    journal.write({ begun: new Date().toISOString(), newsroom, from });
    return journal;
  }

  /** The one that another process of the same import has opened. Lines are appended whole, whoever writes. */
  static join(file: string): Journal {
    return new Journal(file, linesOf(readFileSync(file, 'utf8')));
  }

  isWhole(article: string): boolean {
    return this.whole.has(article);
  }

  write(line: Line): void {
    appendFileSync(this.file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }
}

/** Of the last run and those that it went on with. A run that was killed may have left its last line unfinished. */
function linesOf(text: string): readonly Line[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
}
