// Under which origin a client reached the server, for links that have to be whole addresses.
import type { FastifyRequest } from 'fastify';

/** A host name or address with or without a port, and nothing that could end a link. */
const host = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Scheme and host, e.g. `https://desk.example`; the scheme as a proxy in front says that it was. Empty where the request
 * names no host that could be one: links are then relative to it.
 */
export function originOf({ headers, protocol }: Pick<FastifyRequest, 'headers' | 'protocol'>): string {
  if (!host.test(headers.host ?? '')) return '';
  const told = headers['x-forwarded-proto'];
  return `${told === 'https' || told === 'http' ? told : protocol}://${headers.host}`;
}
