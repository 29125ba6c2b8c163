// An import from beginning to end: what of the archive is new is brought in, share by share at once, and what was done is told.
import { join, resolve } from 'node:path';
import type { Archive } from './archive';
import { Importer } from './importer';
import type { ImportRooms } from './import-rooms';
import { Journal } from './journal';
import type { ArchiveRules } from './open-archive';
import { ImportReport, type ImportFigures } from './report';
import type { Share } from './share';
import { together } from './together';

export interface ImportRequest extends ArchiveRules {
  readonly from: string;
  readonly newsroom: string;
  /** Nothing is written, and what would be is told. */
  readonly dryRun?: boolean;
  /** Articles that the journal says are in whole are passed over. */
  readonly resume?: boolean;
}

/** What each of those who carry out an import is told. */
export interface ShareTask {
  readonly request: ImportRequest;
  readonly share: Share;
  /** The journal's file; without one nothing is written. */
  readonly journal?: string;
}

/** Ends early, and throws, once the signal says so. */
export type CarryOut = (task: ShareTask, signal: AbortSignal) => Promise<ImportFigures>;

export interface ImportPlace {
  /** Where journals and keys lie. */
  readonly dataFolder: string;
  readonly onProgress?: (done: number) => void;
  /** Who carries out a share each, beside this process. */
  readonly others?: readonly CarryOut[];
  readonly signal?: AbortSignal;
}

/** Throws a sentence where there is no such newsroom. */
export async function bringIn(
  rooms: ImportRooms,
  request: ImportRequest,
  archive: Archive,
  { dataFolder, onProgress, others = [], signal }: ImportPlace,
): Promise<ImportReport> {
  const { newsroom, dryRun = false, resume = false, from: path, ...rules } = request;
  if (!(await rooms.store.newsroomExists(newsroom))) throw new Error(`There is no newsroom ${newsroom}.`);
  const named = { newsroom, from: JSON.stringify({ from: resolve(path), ...rules }) };
  const journal = dryRun ? undefined : Journal.open(join(dataFolder, 'imports'), named, resume);
  const own: CarryOut = (task, ending) => bringInShare(rooms, task, archive, { onProgress, signal: ending });
  const all = [own, ...others];
  const works = all.map((carryOut, nth) => {
    const task = { request, share: { nth, of: all.length }, journal: journal?.file };
    return (ending: AbortSignal) => carryOut(task, ending);
  });
  const report = ImportReport.of(await together(works, signal));
  journal?.write({ ended: new Date().toISOString() });
  return report;
}

/** One share of it, in this process. */
export async function bringInShare(
  rooms: ImportRooms,
  { request, share, journal }: ShareTask,
  archive: Archive,
  watched: Pick<ImportPlace, 'onProgress' | 'signal'>,
): Promise<ImportFigures> {
  const { newsroom } = request;
  const language = request.language ?? (await rooms.settings.current(newsroom)).language;
  const terms = { newsroom, language, share, now: Date.now(), ...(journal && { journal: Journal.join(journal) }) };
  return new Importer(rooms, { ...terms, ...watched }).bringIn(archive);
}
