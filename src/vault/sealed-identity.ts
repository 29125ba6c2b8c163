// An identity under a key of its own, which is wrapped by a key of the vault: AES-256-GCM both (NIST SP 800-38D). Both are
// bound to their place, so that what one place holds cannot be put in another. Pure but for randomness.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { VaultKey } from './vault-keys';

/** Whose identity it is: a source of one article. */
export interface IdentityPlace {
  readonly newsroom: string;
  readonly article: string;
  /** UUIDv7; another identity has another. */
  readonly id: string;
}

/** As the database has it. Each text is nonce (12 bytes), ciphertext and tag (16 bytes). */
export interface SealedIdentity {
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
}

export function sealIdentity(identity: string, place: IdentityPlace, key: VaultKey): SealedIdentity {
  const own = randomBytes(32);
  const sealed = encrypt(Buffer.from(padded(identity), 'utf8'), own, boundTo('identity', place));
  return { keyId: key.id, wrappedKey: wrap(own, place, key), sealed };
}

/** Throws where the bytes are not what was sealed at that place, or the key is another. */
export function openIdentity({ wrappedKey, sealed }: SealedIdentity, place: IdentityPlace, key: VaultKey): string {
  const own = unwrap(wrappedKey, place, key);
  return decrypt(sealed, own, boundTo('identity', place)).toString('utf8').replace(/\0+$/, '');
}

/** The same identity with its key wrapped by another key of the vault; the identity itself is not opened. */
export function rewrap(
  one: SealedIdentity,
  place: IdentityPlace,
  keys: { from: VaultKey; to: VaultKey },
): SealedIdentity {
  const own = unwrap(one.wrappedKey, place, keys.from);
  return { ...one, keyId: keys.to.id, wrappedKey: wrap(own, place, keys.to) };
}

const wrap = (own: Buffer, place: IdentityPlace, key: VaultKey): Buffer =>
  encrypt(own, key.bytes, boundTo(`key\n${key.id}`, place));

const unwrap = (wrapped: Buffer, place: IdentityPlace, key: VaultKey): Buffer =>
  decrypt(wrapped, key.bytes, boundTo(`key\n${key.id}`, place));

/** A line each, ended by a line break: none of them can hold one. */
const boundTo = (what: string, { newsroom, article, id }: IdentityPlace): Buffer =>
  Buffer.from(['stet-vault/v1', what, newsroom, article, id, ''].join('\n'), 'utf8');

/** A length tells short names from long ones; NUL is in no text that comes through the door. */
const padded = (identity: string): string => {
  const bytes = Buffer.byteLength(identity, 'utf8');
  return identity + '\0'.repeat(Math.max(1, Math.ceil(bytes / step)) * step - bytes);
};
const step = 64;

const [algorithm, nonceBytes, tagBytes] = ['aes-256-gcm', 12, 16] as const;

function encrypt(plain: Buffer, key: Buffer, bound: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(bound);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(sealed: Buffer, key: Buffer, bound: Buffer): Buffer {
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(bound);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), decipher.final()]);
}
