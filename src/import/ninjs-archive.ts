// ninjs files as an archive: the items of one URI are one article, each of its versions a revision.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Archive, ArchivedItem, ItemRevision, TellProblem } from './archive';
import { Unreadable } from './archive';
import { archivedText } from './archived-text';
import { ninjsAuthor, ninjsPage, ninjsTime, textOf, type NinjsItem } from './ninjs-item';

interface Version {
  readonly place: string;
  readonly item: NinjsItem;
}

/** A file, or every `.json` in a folder and below; a file is an item or a list of them. */
export async function openNinjs(path: string): Promise<Archive> {
  const problems: Parameters<TellProblem>[0][] = [];
  const histories = new Map<string, Version[]>();
  const keep = (version: Version): void => {
    const uri = textOf(version.item, 'uri') ?? textOf(version.item, 'guid');
    if (uri === undefined) problems.push({ place: version.place, problem: 'It has no uri.' });
    else histories.set(uri, [...(histories.get(uri) ?? []), version]);
  };
  for (const file of await filesAt(path)) {
    const place = file === path ? file : relative(path, file).split(sep).join('/');
    const versions = await versionsIn(file, place).catch((error: unknown) => refused(error, place, problems));
    versions.forEach(keep);
  }
  const total = [...histories.values()].reduce((sum, versions) => sum + versions.length, 0);
  return {
    format: 'ninjs',
    total,
    async *items(tell) {
      problems.forEach(tell);
      for (const [uri, versions] of histories) yield await Promise.resolve(itemOf(uri, versions));
    },
  };
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.json$/i.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

async function versionsIn(file: string, place: string): Promise<Version[]> {
  const value = parsed(archivedText(await readFile(file)));
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item, nth) => {
    if (typeof item !== 'object' || item === null) throw new Unreadable('It is no item of ninjs.');
    return { place: list.length > 1 ? `${place}, item ${nth + 1}` : place, item: item as NinjsItem };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable('It is not JSON.');
  }
}

function refused(error: unknown, place: string, problems: Parameters<TellProblem>[0][]): Version[] {
  if (!(error instanceof Unreadable)) throw error;
  problems.push({ place, problem: error.message });
  return [];
}

function itemOf(uri: string, versions: readonly Version[]): ArchivedItem {
  const ordered = versions.toSorted((one, other) =>
    orderOf(one).localeCompare(orderOf(other), 'en', { numeric: true }),
  );
  const once = ordered.filter((version, nth) => orderOf(version) !== orderOf(ordered[nth - 1] ?? version) || nth === 0);
  const [first] = once;
  return {
    identity: ['ninjs', uri],
    name: uri,
    begun: first && ninjsTime(first.item),
    revisions: once.map((version) => revisionOf(uri, version)),
  };
}

const orderOf = ({ item }: Version): string => `${textOf(item, 'version') ?? ''} ${ninjsTime(item) ?? ''}`;

function revisionOf(uri: string, { place, item }: Version): ItemRevision {
  return {
    name: `${textOf(item, 'version') ?? '1'} ${ninjsTime(item) ?? ''}`.trim(),
    item: uri,
    place,
    author: ninjsAuthor(item),
    at: ninjsTime(item),
    read: () => Promise.resolve().then(() => ninjsPage(item)),
  };
}
