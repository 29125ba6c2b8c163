// Ids that are made of names: whoever knows the names knows the id.
import { createHash } from 'node:crypto';

/** UUIDv8 (RFC 9562 section 5.8) by SHA-256 of the words; no two lists of words are written the same. */
export function nameBasedUuid(...words: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(words)).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
