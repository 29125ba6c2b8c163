// A process that carries out one share of an import: started by src/launch/import-processes.ts alone, told what to do by a message, and
// gone soon after its parent is, however that ended.
import { once } from 'node:events';
import { readConfig } from '../config';
import { bringInShare, type ShareTask } from '../import/bring-in';
import { openArchive } from '../import/open-archive';
import type { ImportFigures } from '../import/report';
import { openImportHouse } from './import-house';

/** What it says: how much is done, and once how it ended. */
export type ShareSaid = { readonly done: number } | { readonly figures: ImportFigures } | { readonly failure: string };

/** Milliseconds that what is on its way to the log may take once nobody waits for it any more. */
const patience = 10_000;
/** Revisions between two words of progress. */
const pace = 10;

async function carryOut(asked: Promise<unknown[]>, signal: AbortSignal): Promise<ImportFigures> {
  const config = readConfig(process.env);
  const house = await openImportHouse(config, config.databaseUrl ?? '');
  try {
    const [task] = (await asked) as [ShareTask];
    const archive = await openArchive(task.request.from, task.request);
    const onProgress = (done: number) => done % pace === 0 && void say({ done });
    return await bringInShare(house.rooms, task, archive, { onProgress, signal });
  } finally {
    await house.close();
  }
}

async function say(said: ShareSaid): Promise<void> {
  if (process.connected) await new Promise((sent) => process.send?.(said, undefined, undefined, sent));
}

const left = new AbortController();
process.on('disconnect', () => {
  left.abort(new Error('The import is over.'));
  setTimeout(() => process.exit(1), patience).unref();
});
process.on('SIGINT', () => undefined); // of a terminal: the parent has it too, and ends this process in order
const asked = once(process, 'message', { signal: left.signal });
asked.catch(() => undefined); // where the house does not open nobody waits for it
void carryOut(asked, left.signal)
  .then(
    (figures) => say({ figures }),
    (error: unknown) => say({ failure: error instanceof Error ? error.message : String(error) }),
  )
  .finally(() => process.connected && process.disconnect());
