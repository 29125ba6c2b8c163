// A folder of wire texts as an archive: each file one article of one revision, which is what the wire sent.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseWire } from '../articles/wire/parse-wire';
import type { Archive, ArchivedItem, ArchivedPage } from './archive';
import { archivedText } from './archived-text';

/** Every `.txt` in the folder and below, in the order of their paths. */
export async function openWire(folder: string, { language }: { readonly language?: string }): Promise<Archive> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.txt$/i.test(entry.name));
  const paths = files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  return {
    format: 'wire',
    total: paths.length,
    async *items() {
      for (const path of paths) yield item(path.split(sep).join('/'), await readFile(join(folder, path)), language);
    },
  };
}

function item(path: string, bytes: Buffer, language?: string): ArchivedItem {
  const name = createHash('sha256').update(bytes).digest('hex');
  const read = (): Promise<ArchivedPage> => Promise.resolve().then(() => page(bytes, language));
  const author = { id: 'wire', name: 'Wire' };
  return {
    identity: ['wire', path, name],
    name: path,
    revisions: [{ name, item: path, place: path, author, read }],
  };
}

/** A dateline names the day at most, so that it is no time of the revision. */
function page(bytes: Buffer, language?: string): ArchivedPage {
  const { body, citations, ...members } = parseWire(archivedText(bytes), language);
  const origin = { kind: 'wire' } as const;
  return { members, body, citations, origin, standing: 'draft' };
}
