// Bearer tokens to claims. A token is verified once and then remembered by its text until it expires.
import { errors as jose } from 'jose';
import type { Config } from '../config';
import { Rejection } from '../errors';
import { readClaims, type Claims } from './claims';
import { readOrMakeSigningKey } from './signing-key';
import { issuerTokens, localTokens, unreachable, type TokenSource } from './token-source';

const remembered = 10_000;
const longest = 8192;

export class Tokens {
  private readonly verified = new Map<string, Claims>();

  constructor(private readonly source: TokenSource) {}

  /** Makes the development key on first start, unless an issuer is configured. */
  static of(config: Pick<Config, 'dataFolder' | 'oidc'>): Tokens {
    return new Tokens(config.oidc ? issuerTokens(config.oidc) : localTokens(readOrMakeSigningKey(config.dataFolder)));
  }

  /**
   * The claims of an `Authorization` header (RFC 6750 section 2.1).
   * Throws `unauthenticated`, or `unavailable` when the issuer cannot be asked for its keys.
   */
  async claimsOf(authorization: string | undefined): Promise<Claims> {
    const token = /^Bearer +([\w~+/.-]+=*) *$/i.exec(authorization ?? '')?.[1];
    if (!token || token.length > longest) throw new Rejection('unauthenticated');
    return this.verify(token);
  }

  /** Throws as `claimsOf`. */
  async verify(token: string): Promise<Claims> {
    const known = this.verified.get(token);
    if (known && known.expires > Date.now() / 1000) return known;
    this.verified.delete(token);
    const claims = readClaims(await this.source(token).catch(refuse));
    this.remember(token, claims);
    return claims;
  }

  /** Bounded: who holds many tokens must not fill the memory. The oldest goes first. */
  private remember(token: string, claims: Claims): void {
    for (const oldest of this.verified.keys()) {
      if (this.verified.size < remembered) break;
      this.verified.delete(oldest);
    }
    this.verified.set(token, claims);
  }
}

/** The reason stays vague on purpose: it helps a forger more than a user; expiry is what users meet. */
function refuse(error: unknown): never {
  if (error instanceof Rejection) throw error;
  if (error instanceof jose.JWTExpired) throw new Rejection('unauthenticated', 'The token has expired.');
  if (error instanceof jose.JWKSTimeout || isFetchFailure(error)) throw new Rejection('unavailable', unreachable);
  if (error instanceof jose.JOSEError) throw new Rejection('unauthenticated', 'The token is not valid here.');
  throw error;
}

const isFetchFailure = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof jose.JOSEError && error.code === 'ERR_JOSE_GENERIC');
