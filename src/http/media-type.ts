// Which media types a route's body may be of, and what the Content-Type header says (RFC 9110 section 8.3).
import type { IncomingHttpHeaders } from 'node:http';
import { Rejection } from '../errors';
import { declareRoute } from '../identity/route-access';

/** The media types that the route's body may be of; none: the route takes no body. Without it: JSON. */
export const Takes = (...mediaTypes: readonly string[]): MethodDecorator => declareRoute({ takes: mediaTypes });

const usual = ['application/json'];

/** Throws `unsupported-media-type` for a body that the route does not take as it was sent. */
export function checkMediaType(headers: IncomingHttpHeaders, takes: readonly string[] = usual): void {
  const sent = headers['content-type'];
  if (sent === undefined && !hasBody(headers)) return;
  const refuse = (detail: string): never => {
    throw new Rejection('unsupported-media-type', detail, { accepted: takes });
  };
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') refuse('Compressed bodies are not taken.');
  if (sent === undefined) return refuse('The body has no Content-Type.');
  if (!takes.includes(mediaTypeOf(sent)) && (hasBody(headers) || takes.length > 0)) {
    refuse(takes.length === 0 ? 'This address takes no body.' : `This address takes ${takes.join(', ')}.`);
  }
  if (!/^utf-?8$/i.test(charsetOf(sent))) refuse('The body has to be UTF-8.');
}

/** Type and subtype in lower case, without parameters. */
export const mediaTypeOf = (contentType: string): string => contentType.split(';', 1).join('').trim().toLowerCase();

function charsetOf(contentType: string): string {
  return /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(contentType)?.[1] ?? 'utf-8';
}

const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
