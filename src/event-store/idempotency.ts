// Names a request so that its repeat is known: the command id says which request it claims to be, the MAC whether it is.
import { createHash, createHmac } from 'node:crypto';

/** UUIDv8 (RFC 9562 section 5.8) by SHA-256 of newsroom, actor and Idempotency-Key. */
export function commandId(newsroom: string, actorSub: string, key: string): string {
  const named = JSON.stringify(['stet-command/v1', newsroom, actorSub, key]); // no two triples write the same
  const bytes = createHash('sha256').update(named).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** HMAC-SHA-256 (RFC 2104), 32 bytes; `secret` is kept outside the database. */
export function requestMac(secret: Buffer | string, method: string, path: string, body: Buffer): Buffer {
  return createHmac('sha256', secret)
    .update(JSON.stringify([method, path]))
    .update('\n')
    .update(body)
    .digest();
}
