// An import from beginning to end: the archive is opened, what of it is new is brought in, and what was done is told.
import { join, resolve } from 'node:path';
import { forNewsroom } from '../newsroom-scope';
import { Importer } from './importer';
import type { ImportRooms } from './import-rooms';
import { Journal } from './journal';
import { openArchive, type ArchiveRules } from './open-archive';
import type { ImportReport } from './report';

export interface ImportRequest extends ArchiveRules {
  readonly from: string;
  readonly newsroom: string;
  /** Nothing is written, and what would be is told. */
  readonly dryRun?: boolean;
  /** Articles that the journal says are in whole are passed over. */
  readonly resume?: boolean;
}

export interface ImportPlace {
  /** Where journals and keys lie. */
  readonly dataFolder: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Throws a sentence where there is no such newsroom or archive. */
export function bringIn(rooms: ImportRooms, request: ImportRequest, place: ImportPlace): Promise<ImportReport> {
  return forNewsroom(request.newsroom, () => broughtIn(rooms, request, place));
}

async function broughtIn(rooms: ImportRooms, request: ImportRequest, place: ImportPlace): Promise<ImportReport> {
  const { newsroom, dryRun = false, resume = false, from: path, ...rules } = request;
  if (!(await rooms.store.newsroomExists(newsroom))) throw new Error(`There is no newsroom ${newsroom}.`);
  const from = resolve(path);
  const archive = await openArchive(from, rules);
  const named = { newsroom, from: JSON.stringify({ from, ...rules }) };
  const journal = dryRun ? undefined : Journal.open(join(place.dataFolder, 'imports'), named, resume);
  const language = rules.language ?? (await rooms.settings.current(newsroom)).language;
  const onProgress = (done: number) => place.onProgress?.(done, Math.max(archive.total, done));
  const report = await new Importer(rooms, { newsroom, language, now: Date.now(), journal, onProgress }).bringIn(
    archive,
  );
  journal?.write({ ended: new Date().toISOString() });
  return report;
}
