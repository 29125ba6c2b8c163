// The way in: the newsroom's provider, or in development a pasted token.
import { useState } from 'preact/hooks';
import { signInAddress, type Provider } from './oidc';
import { holderOf } from './token';

interface SignInProps {
  readonly provider?: Provider;
  readonly notice?: string;
  readonly onToken: (token: string) => void;
}

export function SignIn({ provider, notice, onToken }: SignInProps) {
  const [problem, setProblem] = useState(notice);
  return (
    <section class="card narrow">
      <h1>Sign in to audit</h1>
      <p>Who wrote this sentence, when, why, and on which source: the revision history of every article.</p>
      {problem !== undefined && (
        <p role="alert" class="problem">
          {problem}
        </p>
      )}
      {provider ? (
        <ProviderButton provider={provider} onProblem={setProblem} />
      ) : (
        <TokenForm onToken={onToken} onProblem={setProblem} />
      )}
    </section>
  );
}

interface ProviderButtonProps {
  readonly provider: Provider;
  readonly onProblem: (sentence: string) => void;
}

function ProviderButton({ provider, onProblem }: ProviderButtonProps) {
  const begin = () =>
    signInAddress(provider, location.search).then(
      (address) => location.assign(address),
      (error: Error) => onProblem(error.message),
    );
  return (
    <button type="button" class="main" onClick={() => void begin()}>
      Sign in at {new URL(provider.issuer).host}
    </button>
  );
}

interface TokenFormProps {
  readonly onToken: (token: string) => void;
  readonly onProblem: (sentence: string) => void;
}

function TokenForm({ onToken, onProblem }: TokenFormProps) {
  const [text, setText] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    const token = text.trim().replace(/^Bearer\s+/i, '');
    if (holderOf(token)) onToken(token);
    else
      onProblem('This is no token: it has to be three parts with dots between them, as the token command prints it.');
  };
  return (
    <form onSubmit={submit}>
      <label for="token">Token</label>
      <textarea
        id="token"
        rows={4}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p class="hint">
        <code>npm run -s token -- --sub iris --role auditor</code> makes one. It stays in this tab and is gone with it.
      </p>
      <button class="main">Open</button>
    </form>
  );
}
