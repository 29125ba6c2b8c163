// Ids of imported articles: whoever brings the same article in again, from wherever, makes the same one. Pure.
import { createHash } from 'node:crypto';

/** UUIDv7 (RFC 9562 section 5.7): the time at which the article was begun, and SHA-256 of the words in place of chance. */
export function articleId(words: readonly string[], begun?: string): string {
  const milliseconds = Math.max(0, Date.parse(begun ?? '') || 0);
  const bytes = createHash('sha256')
    .update(JSON.stringify(['import', ...words]))
    .digest()
    .subarray(0, 16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
