// Secrets as the database keeps them: AES-256-GCM (NIST SP 800-38D) under a key of the data folder, bound to what they are
// kept for, so that no row can be given another's.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';

const algorithm = 'aes-256-gcm';
const [nonceLength, tagLength] = [12, 16];

@Injectable()
export class SecretBox {
  /** @param key 32 bytes */
  constructor(private readonly key: Buffer) {}

  /** Nonce, tag, ciphertext. */
  seal(text: string, purpose: string): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv(algorithm, this.key, nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws where it was sealed under another key, or for another purpose. */
  open(sealed: Buffer, purpose: string): string {
    const nonce = sealed.subarray(0, nonceLength);
    const decipher = createDecipheriv(algorithm, this.key, nonce, { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]).toString(
      'utf8',
    );
  }
}
