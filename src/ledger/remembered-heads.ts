// The last checkpoint of each newsroom that this server signed or saw, kept beside the keys: outside the database, so that
// one that was restored from an older backup, or written anew, does not go unnoticed.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
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

  /** On the disk when it settles, whole or not at all. */
  async keep(newsroom: string, note: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const draft = join(this.folder, `.${newsroom}.${process.pid}`);
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(note);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(this.folder, newsroom));
  }
}
