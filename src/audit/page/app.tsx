// Who is here, in which newsroom, and what they look at.
import { useMemo, useState } from 'preact/hooks';
import { Api } from './api';
import { ArticleDesk } from './article-desk';
import { follow, usePlace, type Go } from './navigation';
import type { Provider } from './oidc';
import type { Place } from './place';
import { Picker } from './picker';
import { SignIn } from './sign-in';
import { dropToken, holderOf, readableNewsrooms, storedToken, storeToken, type Holder } from './token';

interface AppProps {
  readonly provider?: Provider;
  /** What to say before anything else. */
  readonly notice?: string;
}

export function App({ provider, notice: first }: AppProps) {
  const [token, setToken] = useState(storedToken);
  const [notice, setNotice] = useState(first);
  const [place, go] = usePlace();
  const holder = token === undefined ? undefined : holderOf(token);
  const leave = (reason?: string) => {
    dropToken();
    setToken(undefined);
    setNotice(reason);
  };
  const enter = (pasted: string) => {
    storeToken(pasted);
    setToken(pasted);
    setNotice(undefined);
  };
  if (token === undefined || !holder) return <SignIn provider={provider} notice={notice} onToken={enter} />;
  return <Desk {...{ token, holder, place, go, leave }} />;
}

interface DeskProps {
  readonly token: string;
  readonly holder: Holder;
  readonly place: Place;
  readonly go: Go;
  readonly leave: (reason?: string) => void;
}

function Desk({ token, holder, place, go, leave }: DeskProps) {
  const readable = readableNewsrooms(holder);
  const newsroom = place.newsroom ?? readable[0];
  const api = useMemo(
    () =>
      new Api(newsroom ?? '', token, (reason) =>
        leave(`You are signed out: ${reason} Sign in again to go on where you were.`),
      ),
    [newsroom, token],
  );
  const mayRead = newsroom !== undefined && readable.includes(newsroom);
  return (
    <>
      <header class="top">
        <a
          class="brand"
          href="?"
          onClick={(event) => follow(event, () => go({ ...nothing, newsroom: place.newsroom }))}
        >
          Stet <span>audit</span>
        </a>
        {readable.length > 1 && <NewsroomChoice {...{ readable, newsroom, go }} />}
        <span class="who">{holder.name}</span>
        <button type="button" class="quiet" onClick={() => leave()}>
          Sign out
        </button>
      </header>
      {!mayRead && <NoAccess holder={holder} newsroom={place.newsroom} />}
      {mayRead && place.article === undefined && <Picker api={api} place={{ ...place, newsroom }} go={go} />}
      {mayRead && place.article !== undefined && (
        <ArticleDesk key={place.article} api={api} article={place.article} place={{ ...place, newsroom }} go={go} />
      )}
    </>
  );
}

/** Every member, so that nothing of an article stays when another is picked. */
const nothing: Place = {
  article: undefined,
  revision: undefined,
  from: undefined,
  actor: undefined,
  type: undefined,
  scale: undefined,
  sentence: undefined,
  q: undefined,
};

interface NewsroomChoiceProps {
  readonly readable: readonly string[];
  readonly newsroom?: string;
  readonly go: Go;
}

function NewsroomChoice({ readable, newsroom, go }: NewsroomChoiceProps) {
  return (
    <label class="inline">
      Newsroom{' '}
      <select value={newsroom} onChange={(event) => go({ ...nothing, newsroom: event.currentTarget.value })}>
        {readable.map((id) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </label>
  );
}

function NoAccess({ holder, newsroom }: { readonly holder: Holder; readonly newsroom?: string }) {
  const roles = newsroom === undefined ? Object.values(holder.newsrooms).flat() : (holder.newsrooms[newsroom] ?? []);
  return (
    <section class="card narrow" role="alert">
      <h1>Not open to you</h1>
      <p>
        You are signed in as {holder.name}, {roles.length > 0 ? `with the role ${roles.join(', ')}` : 'without a role'}
        {newsroom === undefined ? '' : ` in the newsroom ${newsroom}`}. The history of articles is open to auditors and
        editors: ask your newsroom&rsquo;s administrator for the role <b>auditor</b>.
      </p>
    </section>
  );
}
