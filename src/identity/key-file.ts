// Secrets kept as files that only their owner reads, made on first use. However many processes start at once, all of
// them get the same secret.
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The bytes of the file, which is made from `make` when it is not there yet. */
export function readOrMake(folder: string, name: string, make: () => Buffer): Buffer {
  const path = join(folder, name);
  const there = readIfThere(path);
  if (there) return there;
  // Only the keys are closed: root's database runs as another user and has to get through the folders above.
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeOnce(path, make());
  // Read back, not returned: another process may have been first.
  return readFileSync(path);
}

/** A secret of 32 random bytes, made on first use. */
export function readOrMakeSecret(folder: string, name: string): Buffer {
  const secret = readOrMake(folder, name, () => randomBytes(32));
  if (secret.length !== 32) throw new Error(`${join(folder, name)} does not hold the 32 bytes it was made with.`);
  return secret;
}

/** The bytes in a file of their own, which only its owner reads; what was there before is replaced. */
export function writeSecret(folder: string, name: string, bytes: Buffer): void {
  const path = join(folder, name);
  rmSync(path, { force: true });
  writeOnce(path, bytes);
}

/** Undefined where there is no such file. */
export function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** A hard link appears whole or not at all, and never replaces: of several writers one wins. */
function writeOnce(path: string, bytes: Buffer): void {
  const draft = `${path}.${randomUUID()}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
    linkSync(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    closeSync(file);
    rmSync(draft, { force: true });
  }
}

export const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
