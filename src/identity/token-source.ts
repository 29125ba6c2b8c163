// Whose tokens count: those of the data folder's own key, or with OIDC_ISSUER set only that issuer's.
import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import type { OidcIssuer } from '../config';
import { Rejection } from '../errors';
import { localIssuer, type SigningKey } from './signing-key';

/** Checks signature, algorithm, issuer, audience and times; rejects with jose's error or a `Rejection`. */
export type TokenSource = (token: string) => Promise<JWTPayload>;

/** Seconds for which a token counts on after its end: clocks differ. */
export const clockTolerance = 30;
const times = { clockTolerance, requiredClaims: ['sub', 'exp'] } as const satisfies JWTVerifyOptions;

export function localTokens(key: SigningKey): TokenSource {
  const options = { ...times, algorithms: ['EdDSA'], issuer: localIssuer, audience: localIssuer };
  return async (token) => (await jwtVerify(token, key.publicKey, options)).payload;
}

/** Only signatures by private keys: with a shared secret whoever can check tokens could make them. */
const algorithms = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'RS256', 'RS512', 'PS256', 'PS512'];

/** Milliseconds between looks for a key that is not known yet, and after which all are asked for again. */
const keysAre = { cooldownDuration: 30_000, cacheMaxAge: 600_000 };

/**
 * Finds the issuer's keys by discovery (OpenID Connect Discovery 1.0, section 4) at the first token, and again when a token
 * names one that is not known, or those that are known are old.
 */
export function issuerTokens({ issuer, audience }: OidcIssuer, looks = keysAre): TokenSource {
  const options = { ...times, algorithms, issuer, audience };
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  return async (token) => {
    keys ??= discoverKeys(issuer, looks).catch((error: unknown) => {
      // Asked again at the next token: an issuer that was down must not lock everybody out for good.
      keys = undefined;
      throw error;
    });
    return (await jwtVerify(token, await keys, options)).payload;
  };
}

async function discoverKeys(issuer: string, looks: typeof keysAre) {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found: unknown = await fetch(address, { signal: AbortSignal.timeout(5000), redirect: 'error' })
    .then((response) => (response.ok ? response.json() : undefined))
    .catch(() => undefined);
  // Section 4.3: the document has to name the very issuer that was asked.
  if (!isDiscovery(found) || found.issuer !== issuer) throw new Rejection('unavailable', unreachable);
  return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: 5000, ...looks });
}

export const unreachable = 'The issuer of tokens cannot be reached at the moment.';

function isDiscovery(found: unknown): found is { issuer: string; jwks_uri: string } {
  if (typeof found !== 'object' || found === null || !('issuer' in found) || !('jwks_uri' in found)) return false;
  return typeof found.issuer === 'string' && typeof found.jwks_uri === 'string' && URL.canParse(found.jwks_uri);
}
