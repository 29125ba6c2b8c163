// Signing in at the newsroom's OpenID Connect provider: authorization code with PKCE, for a client without a secret
// (OpenID Connect Core 1.0 section 3.1, RFC 7636, RFC 9700).
import { checkIdToken } from './id-token';
import { challengeOf, randomText } from './pkce';

export interface Provider {
  readonly issuer: string;
  readonly clientId: string;
}

interface Endpoints {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** What has to be known again when the provider sends the reader back; of this tab alone. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The query of the page that was asked for. */
  readonly search: string;
}

const place = 'stet-sign-in';

/** The provider's address to go to. Rejects with an error of one sentence. */
export async function signInAddress(provider: Provider, search: string): Promise<string> {
  // Browsers have the digest on https and on this very machine only.
  if (!isSecureContext) throw new Error('Signing in needs https.');
  const { authorization_endpoint: endpoint } = await discover(provider);
  const pending: Pending = { state: randomText(), nonce: randomText(), verifier: randomText(), search };
  sessionStorage.setItem(place, JSON.stringify(pending));
  const address = new URL(endpoint);
  const query = {
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: redirectUri(),
    scope: 'openid profile',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await challengeOf(pending.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address.href;
}

/** Whether the provider sent the reader here. */
export const isReturn = (query: URLSearchParams): boolean =>
  query.has('state') && (query.has('code') || query.has('error'));

export interface SignedIn {
  readonly token: string;
  /** The query of the page that was asked for. */
  readonly search: string;
}

/** The access token for the code in the address. Rejects with an error of one sentence. */
export async function finishSignIn(provider: Provider, query: URLSearchParams): Promise<SignedIn> {
  const pending = takePending();
  // Somebody else's answer, or one that was taken already: neither may sign anybody in.
  if (!pending || query.get('state') !== pending.state)
    throw new Error('This sign-in was not begun in this tab. Sign in again.');
  const error = query.get('error');
  if (error !== null) throw new Error(`The provider did not sign you in: ${query.get('error_description') ?? error}.`);
  const issuer = query.get('iss');
  // RFC 9207 section 2.4.
  if (issuer !== null && issuer !== provider.issuer) throw new Error('The answer came from another provider.');
  const tokens = await exchange(provider, query.get('code') ?? '', pending.verifier);
  checkIdToken(tokens.id_token, { ...provider, nonce: pending.nonce, now: Date.now() / 1000 });
  return { token: tokens.access_token, search: pending.search };
}

function takePending(): Pending | undefined {
  const text = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  return text === null ? undefined : (JSON.parse(text) as Pending);
}

async function discover({ issuer }: Provider): Promise<Endpoints> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
  const found = (await response?.json().catch(() => undefined)) as Endpoints | undefined;
  // OpenID Connect Discovery 1.0 section 4.3.
  if (found?.issuer !== issuer) throw new Error('The provider cannot be reached, or says that it is another one.');
  return found;
}

interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
}

async function exchange(provider: Provider, code: string, verifier: string): Promise<Tokens> {
  const { token_endpoint: endpoint } = await discover(provider);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri(),
    client_id: provider.clientId,
    code_verifier: verifier,
  });
  const response = await fetch(endpoint, { method: 'POST', body, signal: AbortSignal.timeout(10_000) }).catch(
    () => undefined,
  );
  const found = (await response?.json().catch(() => undefined)) as Partial<Tokens> | undefined;
  if (response?.ok && typeof found?.access_token === 'string' && typeof found.id_token === 'string')
    return found as Tokens;
  throw new Error('The provider gave no token for its code. Sign in again.');
}

const redirectUri = (): string => `${location.origin}${location.pathname}`;
