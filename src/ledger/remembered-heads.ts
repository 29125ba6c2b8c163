// The last checkpoint of each newsroom that this server signed or saw, kept beside the keys: outside the database, so that
// one that was restored from an older backup, or written anew, does not go unnoticed.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export class RememberedHeads {
  private readonly folder: string;

  constructor(keyFolder: string) {
    this.folder = join(keyFolder, 'heads');
  }

  /** The note; undefined where none is remembered. */
  of(newsroom: string): string | undefined {
    const path = join(this.folder, newsroom);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }

  /** On the disk when it returns, whole or not at all. */
  keep(newsroom: string, note: string): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const draft = join(this.folder, `.${newsroom}.${process.pid}`);
    const file = openSync(draft, 'w', 0o600);
    try {
      writeSync(file, note);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, join(this.folder, newsroom));
  }
}
