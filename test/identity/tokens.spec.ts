import { createServer, type Server } from 'node:http';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { actorIn } from '../../src/identity/claims';
import { readOrMake, readOrMakeSecret } from '../../src/identity/key-file';
import { keyFolder, localIssuer, readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { issuerTokens } from '../../src/identity/token-source';
import { Tokens } from '../../src/identity/tokens';

const folder = mkdtempSync(join(tmpdir(), 'stet-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const now = Math.floor(Date.now() / 1000);
const whole = { sub: 'ana', iss: localIssuer, aud: localIssuer, exp: now + 60, newsrooms: { main: ['editor'] } };
const key = readOrMakeSigningKey(folder);
const sign = (claims: JWTPayload, by: CryptoKey | typeof key.privateKey = key.privateKey, alg = 'EdDSA') =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(by);
const tokens = Tokens.of({ dataFolder: folder });
const unauthenticated = expect.objectContaining({ code: 'unauthenticated' });

describe('A token of the own key', () => {
  it('says who asks, and with which roles in which newsroom', async () => {
    const token = await signToken(key, { sub: 'ana', name: 'Ana', newsrooms: { main: ['editor', 'auditor'] } }, 60);
    const claims = await tokens.claimsOf(`Bearer ${token}`);
    expect(actorIn(claims, 'main')).toEqual({
      sub: 'ana',
      name: 'Ana',
      roles: ['editor', 'auditor'],
      expires: claims.expires,
    });
    expect(actorIn(claims, 'other')).toBeUndefined();
  });

  it('counts once it is verified without another signature check, until it expires', async () => {
    const seen: string[] = [];
    const counting = new Tokens((token) => {
      seen.push(token);
      return Promise.resolve({ ...whole, exp: token === 'short' ? now - 1 : now + 60 });
    });
    for (const token of ['long', 'long', 'short', 'short']) await counting.verify(token);
    expect(seen).toEqual(['long', 'short', 'short']);
  });

  it('is called by its sub where it has no name', async () => {
    expect((await tokens.verify(await sign(whole))).name).toBe('ana');
  });

  it('gives only the roles that are known', async () => {
    const claims = await tokens.verify(await sign({ ...whole, newsrooms: { main: ['owner', 'editor', 7] } }));
    expect(actorIn(claims, 'main')?.roles).toEqual(['editor']);
  });

  it('finds no newsroom in what every object has', async () => {
    expect(actorIn(await tokens.verify(await sign(whole)), 'constructor')).toBeUndefined();
  });

  it('may be up to 30 seconds past its end, since clocks differ', async () => {
    await expect(tokens.verify(await sign({ ...whole, exp: now - 20 }))).resolves.toBeDefined();
    await expect(tokens.verify(await sign({ ...whole, exp: now - 40 }))).rejects.toEqual(unauthenticated);
  });

  it.each([
    ['without a sub', { sub: undefined }],
    ['with an empty sub', { sub: '' }],
    ['without an end', { exp: undefined }],
    ['of another issuer', { iss: 'elsewhere' }],
    ['for another audience', { aud: 'elsewhere' }],
    ['that does not count yet', { nbf: now + 600 }],
    ['whose name is no string', { name: 7 }],
    ['whose newsrooms are no object', { newsrooms: ['main'] }],
    ['whose roles are no list', { newsrooms: { main: 'editor' } }],
  ])('%s is refused', async (_, change) => {
    await expect(tokens.verify(await sign({ ...whole, ...change }))).rejects.toEqual(unauthenticated);
  });

  it('signed by another key, by none or by a shared secret is refused', async () => {
    const { privateKey } = await generateKeyPair('EdDSA');
    const secret = new SignJWT(whole).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32, 1));
    for (const token of [await sign(whole, privateKey), new UnsecuredJWT(whole).encode(), await secret]) {
      await expect(tokens.verify(token)).rejects.toEqual(unauthenticated);
    }
  });

  it.each([undefined, '', 'Basic YTpi', 'Bearer', 'Bearer a b', `Bearer ${'a'.repeat(9000)}`])(
    'is not found in the header %p',
    async (header) => {
      await expect(tokens.claimsOf(header)).rejects.toEqual(unauthenticated);
    },
  );
});

describe('A key file', () => {
  it('is read by its owner only', () => {
    expect(statSync(join(keyFolder(folder), 'token.pem')).mode & 0o777).toBe(0o600);
    expect(statSync(keyFolder(folder)).mode & 0o777).toBe(0o700);
    const made = join(folder, 'made');
    readOrMakeSecret(keyFolder(made), 'request.key');
    expect(statSync(made).mode & 0o711).toBe(0o711); // the database's own user passes through it
  });

  it('stays the same once it is made', () => {
    expect(readOrMakeSecret(folder, 'request.key')).toEqual(readOrMakeSecret(folder, 'request.key'));
    expect(readOrMakeSecret(folder, 'request.key')).toHaveLength(32);
  });

  it('is that of whoever was first, also for those who began to make it at the same time', () => {
    const second = Buffer.from('second');
    const first = readOrMake(folder, 'race', () => {
      readOrMake(folder, 'race', () => second);
      return Buffer.from('first');
    });
    expect(first).toEqual(second);
    expect(readdirSync(folder).filter((name) => name.startsWith('race'))).toEqual(['race']);
  });
});

describe('With an OIDC issuer', () => {
  let server: Server;
  let issuer: string;
  let theirs: CryptoKey;
  let keys: object[];
  let up = true;

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    theirs = privateKey;
    keys = [{ ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig' }];
    server = createServer((request, response) => {
      const discovery = { issuer, jwks_uri: `${issuer}/keys` };
      response.statusCode = up ? 200 : 500;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.url === '/keys' ? { keys } : discovery));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const claims = () => ({ ...whole, iss: issuer, aud: 'desk' });
  const withIssuer = () => Tokens.of({ dataFolder: folder, oidc: { issuer, audience: 'desk' } });

  it('its tokens count', async () => {
    const verified = await withIssuer().verify(await sign(claims(), theirs, 'ES256'));
    expect(actorIn(verified, 'main')?.roles).toEqual(['editor']);
  });

  it('tokens of the own key do not, nor those for another audience', async () => {
    const oidc = withIssuer();
    await expect(oidc.verify(await sign(whole))).rejects.toEqual(unauthenticated);
    await expect(oidc.verify(await sign({ ...claims(), aud: 'shop' }, theirs, 'ES256'))).rejects.toEqual(
      unauthenticated,
    );
  });

  it.each([
    ['that has expired', { exp: now - 40 }],
    ['that does not count yet', { nbf: now + 40 }],
    ['without an end', { exp: undefined }],
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['without an audience', { aud: undefined }],
  ])('a token %s is refused', async (_, change) => {
    const token = await sign({ ...claims(), ...change }, theirs, 'ES256');
    await expect(withIssuer().verify(token)).rejects.toEqual(unauthenticated);
  });

  it('clocks may differ by half a minute', async () => {
    const token = await sign({ ...claims(), exp: now - 20, nbf: now + 20 }, theirs, 'ES256');
    await expect(withIssuer().verify(token)).resolves.toBeDefined();
  });

  it('a token that is not signed, or by the public key as a secret, is refused', async () => {
    const secret = Buffer.from(JSON.stringify(keys[0]));
    const forged = ['HS256', 'HS512'].map((alg) => new SignJWT(claims()).setProtectedHeader({ alg }).sign(secret));
    for (const token of [new UnsecuredJWT(claims()).encode(), ...(await Promise.all(forged))])
      await expect(withIssuer().verify(token)).rejects.toEqual(unauthenticated);
  });

  it('a key that came later counts, and one that was taken away does not, without a restart', async () => {
    const source = issuerTokens({ issuer, audience: 'desk' }, { cooldownDuration: 0, cacheMaxAge: 600_000 });
    const oidc = new Tokens(source);
    const [first] = keys;
    const earlier = (jti: string) => sign({ ...claims(), jti }, theirs, 'ES256');
    await expect(oidc.verify(await earlier('before'))).resolves.toBeDefined();
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    keys = [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', use: 'sig', kid: 'second' }];
    const later = await new SignJWT(claims()).setProtectedHeader({ alg: 'EdDSA', kid: 'second' }).sign(privateKey);
    await expect(oidc.verify(later)).resolves.toBeDefined();
    await expect(oidc.verify(await earlier('after'))).rejects.toEqual(unauthenticated);
    keys = first ? [first] : [];
  });

  it('that is away nobody is told that their token is bad, and it is asked again later', async () => {
    const oidc = withIssuer();
    const token = await sign(claims(), theirs, 'ES256');
    up = false;
    await expect(oidc.verify(token)).rejects.toEqual(expect.objectContaining({ code: 'unavailable' }));
    up = true;
    await expect(oidc.verify(token)).resolves.toBeDefined();
  });
});
