// The keys that identities' own keys are wrapped by: files beside the database, never in it. `vault.key` wraps; those that it
// replaced, `vault-<id>.key`, only unwrap. Read anew each time, so that a rotation needs no restart.
import { createHash, randomBytes } from 'node:crypto';
import { linkSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { isCode, readIfThere, readOrMakeSecret, writeSecret } from '../identity/key-file';

export interface VaultKey {
  /** The first 16 hex digits of a hash of the key: tells which key it is, and nothing of it. */
  readonly id: string;
  /** 32 bytes, for AES-256. */
  readonly bytes: Buffer;
}

const present = 'vault.key';

export class VaultKeys {
  /** @param folder `keys` of the data folder; the key is made on first use */
  constructor(private readonly folder: string) {}

  /** The one that wraps. */
  present(): VaultKey {
    return vaultKey(readOrMakeSecret(this.folder, present));
  }

  /** Undefined where neither the present nor a replaced key is that one. */
  byId(id: string): VaultKey | undefined {
    const now = this.present();
    if (now.id === id) return now;
    const replaced = readIfThere(join(this.folder, fileOf(id)));
    const key = replaced && vaultKey(replaced);
    return key?.id === id ? key : undefined;
  }

  /** A new key wraps from here on, and the old one is kept for what it wrapped. Answers both. */
  rotate(): { readonly from: VaultKey; readonly to: VaultKey } {
    const from = this.present();
    const draft = `${present}.next`;
    writeSecret(this.folder, draft, randomBytes(32));
    try {
      linkSync(join(this.folder, present), join(this.folder, fileOf(from.id)));
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error; // a rotation that was broken off had come this far
    }
    // At no instant is there no key, or one that is not written down whole.
    renameSync(join(this.folder, draft), join(this.folder, present));
    return { from, to: this.present() };
  }
}

const fileOf = (id: string): string => `vault-${id}.key`;

function vaultKey(bytes: Buffer): VaultKey {
  const id = createHash('sha256').update('stet-vault-key/v1\n').update(bytes).digest('hex').slice(0, 16);
  return { id, bytes };
}
