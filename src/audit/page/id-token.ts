// What an ID token has to say before somebody is signed in (OpenID Connect Core 1.0 section 3.1.3.7). It came straight from
// the provider over TLS, which the section lets stand for its signature; the API checks that of the access token. Pure.
import { payloadOf } from './token';

export interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Throws an error of one sentence. */
export function checkIdToken(token: string, { issuer, clientId, nonce, now }: Expected): void {
  const { iss, aud, azp, exp, nonce: own } = payloadOf(token) ?? {};
  if (iss !== issuer) throw refused('it is of another issuer');
  if (![aud].flat().includes(clientId)) throw refused('it is for another client');
  if (azp !== undefined && azp !== clientId) throw refused('it was made for another client');
  if (own !== nonce) throw refused('it answers another request');
  if (typeof exp !== 'number' || exp < now - 30) throw refused('it has expired');
}

const refused = (why: string): Error => new Error(`The provider’s token cannot be used: ${why}.`);
