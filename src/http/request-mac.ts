// What makes two requests the same, as a MAC: kept beside an Idempotency-Key. Under a secret, because a plain hash of a
// confidential name can be guessed.
import { createHmac } from 'node:crypto';
import type { RequestContext } from './passage';

const counted = ['content-type', 'content-language', 'if-match'] as const;

/** HMAC-SHA-256 (RFC 2104), 32 bytes, over method, target, the headers that change what is meant, and the body. */
export function requestMac(secret: Buffer, request: Omit<RequestContext, 'requestId'>): Buffer {
  const headers = counted.map((name) => request.headers[name] ?? null);
  const mac = createHmac('sha256', secret);
  // The line is JSON, which holds no line break of its own: what follows the first one is the body.
  mac.update(`${JSON.stringify([request.method, request.target, ...headers])}\n`);
  return mac.update(request.rawBody ?? Buffer.alloc(0)).digest();
}
