// The page's beginning: back from the provider where a sign-in was begun, then whatever the address says.
import { render } from 'preact';
import { App } from './app';
import { finishSignIn, isReturn, type Provider } from './oidc';
import { storeToken } from './token';

async function start(root: HTMLElement): Promise<void> {
  const { issuer, client: clientId } = root.dataset;
  const provider = issuer && clientId ? { issuer, clientId } : undefined;
  const notice = provider && (await takeReturn(provider));
  root.replaceChildren();
  render(<App provider={provider} notice={notice} />, root);
}

/** The sentence to show where the provider's answer signs nobody in. */
async function takeReturn(provider: Provider): Promise<string | undefined> {
  const query = new URLSearchParams(location.search);
  if (!isReturn(query)) return undefined;
  // At once: a code stays in no address that is kept or copied.
  history.replaceState(null, '', location.pathname);
  try {
    const { token, search } = await finishSignIn(provider, query);
    storeToken(token);
    history.replaceState(null, '', location.pathname + search);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const root = document.getElementById('page');
if (root) void start(root);
