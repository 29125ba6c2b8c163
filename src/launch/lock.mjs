// A lock between processes by a file that names its holders. What dead holders left, or a lock so old that a number in
// it may be another process's by now, is taken over.

import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 50;
const UNNAMED_MS = 2_000;
const OLDEST_MS = 10 * 60_000;

/** Runs `work` while no other process holds `file`; `work` may name a child process that then holds it too. */
export async function locked(file, work) {
  for (let tries = 0; !taken(file); tries += 1) {
    if (tries === 1) console.error('Another process is building: waiting …');
    await pause(POLL_MS);
  }
  try {
    return await work((child) => writeFileSync(file, `${process.pid} ${child}`));
  } finally {
    rmSync(file, { force: true });
  }
}

function taken(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST')
      throw new Error(`The sources are not built and ${file} cannot be written: ${error.code}.`);
    removeStale(file);
    return false;
  }
}

function removeStale(file) {
  const holders = holdersOf(file);
  if (holders === undefined || isHeld(file, holders)) return;
  const aside = `${file}.${process.pid}`;
  try {
    // A rename goes to one process only: of two that saw the dead holder, the second finds nothing to move.
    renameSync(file, aside);
  } catch {
    return;
  }
  // Between the look and the rename another may have taken the lock anew: then it gets it back.
  if (holdersOf(aside) === holders) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

function holdersOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isHeld(file, holders) {
  try {
    // A lock is empty for the moment between its making and its naming.
    const oldest = holders === '' ? UNNAMED_MS : OLDEST_MS;
    return Date.now() - statSync(file).mtimeMs < oldest && (holders === '' || holders.split(' ').some(isAlive));
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
