// An OpenID Connect provider for tests, with keys of its own: everybody who comes is Iris, and PKCE is demanded.
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

export const clientId = 'stet-audit';

export interface FakeProvider {
  readonly issuer: string;
  /** What it is asked for and gives from now on; changed by tests. */
  readonly behaviour: { nonce?: string; refuse?: string };
  /** Of each request for a code. */
  readonly asked: URLSearchParams[];
  close(): Promise<void>;
}

interface Grant {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

export async function startProvider(): Promise<FakeProvider> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid: 'test' };
  const grants = new Map<string, Grant>();
  const behaviour: FakeProvider['behaviour'] = {};
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

  const sign = (claims: JWTPayload) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'test' })
      .setIssuer(issuer)
      .setSubject('iris')
      .setIssuedAt()
      .setExpirationTime('5 minutes')
      .sign(privateKey);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer);
    const send = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
        .end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') return void send(200, discovery);
    if (url.pathname === '/jwks') return void send(200, { keys: [jwk] });
    if (url.pathname === '/authorize') return authorize(url.searchParams, response);
    if (url.pathname !== '/token') return void send(404, {});
    const given = new URLSearchParams(await text(request));
    const grant = grants.get(given.get('code') ?? '');
    grants.delete(given.get('code') ?? '');
    // RFC 7636 section 4.6.
    const challenge = createHash('sha256').update(given.get('code_verifier') ?? '').digest('base64url'); // prettier-ignore
    if (grant?.challenge !== challenge || grant.redirectUri !== given.get('redirect_uri')) {
      return void send(400, { error: 'invalid_grant' });
    }
    const nonce = behaviour.nonce ?? grant.nonce;
    send(200, {
      token_type: 'Bearer',
      access_token: await sign({ aud: 'stet', name: 'Iris', newsrooms: { main: ['auditor'] } }),
      id_token: await sign({ aud: clientId, nonce }),
    });
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    asked.push(query);
    const redirectUri = query.get('redirect_uri') ?? '';
    const back = new URL(redirectUri);
    back.searchParams.set('state', query.get('state') ?? '');
    const code = randomUUID();
    if (behaviour.refuse === undefined) back.searchParams.set('code', code);
    else back.searchParams.set('error', behaviour.refuse);
    grants.set(code, { challenge: query.get('code_challenge') ?? '', nonce: query.get('nonce') ?? '', redirectUri });
    response.writeHead(302, { location: back.href }).end();
  }

  const discovery = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
  };
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { issuer, behaviour, asked, close };
}
