// The keys that sign checkpoints and receipts: `ledger-<n>.pem` in the data folder's keys, of which all sign that are there,
// and `ledger-<n>.pub`, those that no longer do. Rotation is a matter of these files; a running server sees it in a second.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOrMake } from '../identity/key-file';
import type { NoteKey, NoteSigner } from './note';

interface KeyFile {
  readonly number: number;
  readonly publicKey: KeyObject;
  /** Of keys that sign. */
  readonly privateKey?: KeyObject;
}

/** Milliseconds for which the folder is taken to be as it was. */
const fresh = 1_000;

export class LedgerKeys {
  private files: readonly KeyFile[] = [];
  private changed = 0;
  private lookedAt = -Infinity;

  /**
   * Makes the first key where there is none.
   * @param name what the newsroom's id is put behind to name its log, and its keys in signatures
   */
  constructor(
    readonly folder: string,
    readonly name: string,
  ) {
    if (numbersIn(folder).length === 0) makeKey(folder, 1);
  }

  /** The log's name in its checkpoints, and that of its keys. */
  origin(newsroom: string): string {
    return `${this.name}/${newsroom}`;
  }

  /** The keys that sign, newest first. */
  signers(newsroom: string): NoteSigner[] {
    const name = this.origin(newsroom);
    return this.current().flatMap(({ publicKey, privateKey }) => (privateKey ? [{ name, publicKey, privateKey }] : []));
  }

  /** All that ever signed, newest first. */
  known(newsroom: string): NoteKey[] {
    const name = this.origin(newsroom);
    return this.current().map(({ publicKey }) => ({ name, publicKey }));
  }

  private current(): readonly KeyFile[] {
    const now = performance.now();
    if (now - this.lookedAt < fresh) return this.files;
    this.lookedAt = now;
    const { mtimeMs } = statSync(this.folder);
    if (mtimeMs !== this.changed) this.files = numbersIn(this.folder).map((number) => readKey(this.folder, number));
    this.changed = mtimeMs;
    return this.files;
  }
}

/** The next key: from now on both sign. Returns its number. */
export function rotate(folder: string): number {
  const next = (numbersIn(folder)[0] ?? 0) + 1;
  makeKey(folder, next);
  return next;
}

/** The key signs no more, and its private half is gone; it stays among those that are known. Refuses the last that signs. */
export function retire(folder: string, number: number): void {
  const signing = numbersIn(folder).filter((one) => existsSync(join(folder, `ledger-${one}.pem`)));
  if (!signing.includes(number)) throw new Error(`There is no key ${number} that signs.`);
  if (signing.length === 1) throw new Error(`The key ${number} is the only one that signs: rotate first.`);
  const { publicKey } = readKey(folder, number);
  writeFileSync(join(folder, `ledger-${number}.pub`), publicKey.export({ type: 'spki', format: 'pem' }), {
    flush: true,
  });
  rmSync(join(folder, `ledger-${number}.pem`));
}

/** Newest first. */
function numbersIn(folder: string): number[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const numbers = names.flatMap((name) => /^ledger-([1-9]\d{0,5})\.(?:pem|pub)$/.exec(name)?.[1] ?? []).map(Number);
  return [...new Set(numbers)].sort((one, other) => other - one);
}

function makeKey(folder: string, number: number): void {
  readOrMake(folder, `ledger-${number}.pem`, () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  });
}

function readKey(folder: string, number: number): KeyFile {
  const retired = join(folder, `ledger-${number}.pub`);
  if (existsSync(retired)) return { number, publicKey: createPublicKey(readFileSync(retired)) };
  const privateKey = createPrivateKey(readFileSync(join(folder, `ledger-${number}.pem`)));
  return { number, privateKey, publicKey: createPublicKey(privateKey) };
}
