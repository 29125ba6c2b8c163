// The development key: the server trusts tokens that it signed when no OIDC issuer is configured. Made on first start in
// the data folder, so that the token command works whether the server runs or not.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import type { Role } from './actor';
import { readOrMake } from './key-file';

/** `iss` and `aud` of the tokens made here. */
export const localIssuer = 'stet';

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Where the secrets of a data folder lie. */
export const keyFolder = (dataFolder: string): string => join(dataFolder, 'keys');

/** The Ed25519 key of the data folder (RFC 8037), made when it is not there yet. */
export function readOrMakeSigningKey(dataFolder: string): SigningKey {
  const pem = readOrMake(keyFolder(dataFolder), 'token.pem', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  });
  const privateKey = createPrivateKey(pem);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

export interface Grant {
  readonly sub: string;
  readonly name?: string;
  readonly newsrooms: Readonly<Record<string, readonly Role[]>>;
}

/** A signed token (RFC 7519) that holds for `seconds` from now. */
export function signToken(key: SigningKey, grant: Grant, seconds: number): Promise<string> {
  const { sub, name = sub, newsrooms } = grant;
  return new SignJWT({ name, newsrooms })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setSubject(sub)
    .setIssuer(localIssuer)
    .setAudience(localIssuer)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(key.privateKey);
}
