// Which article: the newsroom's latest, or those with the words that are looked for; an address or id goes straight there.
import { useState } from 'preact/hooks';
import type { ListedArticle, Page } from './answers';
import type { Api } from './api';
import { count, many, momentLabel } from './labels';
import { useLoaded } from './loading';
import { follow, hrefOf, type Go } from './navigation';
import type { Place } from './place';

interface PickerProps {
  readonly api: Api;
  readonly place: Place;
  readonly go: Go;
}

export function Picker({ api, place, go }: PickerProps) {
  const [text, setText] = useState(place.q ?? '');
  const { q = '' } = place;
  const found = useLoaded(`${api.newsroom} ${q}`, (signal) => search(api, q, signal), 150);
  const type = (value: string) => {
    setText(value);
    go({ q: value.trim() || undefined }, 'step');
  };
  const { value: items = [], error, isCurrent } = found;
  return (
    <section class="picker">
      <h1>Pick a story or article</h1>
      <form role="search" onSubmit={(event) => event.preventDefault()}>
        <label for="q">Words, the address of a story, or an id</label>
        <input id="q" type="search" value={text} onInput={(event) => type(event.currentTarget.value)} />
      </form>
      <p role="status" class="hint">
        {error ? error.message : isCurrent ? foundLabel(items.length) : 'Looking …'}
      </p>
      <ul class="found">
        {items.map((item) => (
          <FoundArticle key={item.id} item={item} place={place} go={go} />
        ))}
      </ul>
    </section>
  );
}

function FoundArticle({ item, place, go }: { readonly item: ListedArticle; readonly place: Place; readonly go: Go }) {
  const target = { newsroom: place.newsroom, article: item.id };
  return (
    <li>
      <a href={hrefOf(target)} onClick={(event) => follow(event, () => go({ ...target, q: undefined }))}>
        {item.headline}
      </a>
      <p class="hint">
        <span class="badge">{item.status}</span> {item.version === null ? '' : `version ${item.version} · `}
        {many(item.revision, 'revision')} · changed {momentLabel(item.updatedAt)}
        {byLabel(item)}
      </p>
      {item.snippet && <p class="snippet">… {item.snippet.text.trim()} …</p>}
    </li>
  );
}

/** Who worked on it; two articles may have one headline, and erased ones have none. */
function byLabel({ contributors }: ListedArticle): string {
  const [first, ...others] = contributors;
  if (!first) return '';
  return ` · by ${first.name}${others.length === 0 ? '' : ` and ${many(others.length, 'other')}`}`;
}

const most = 50;

function foundLabel(found: number): string {
  if (found === 0) return 'Nothing was found.';
  return found < most ? `${count(found)} found` : `The ${most} changed last; more words find fewer.`;
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** What was asked for by id or slug comes first, if it is there. */
async function search(api: Api, q: string, signal: AbortSignal): Promise<readonly ListedArticle[]> {
  const words = q === '' ? '' : `&q=${encodeURIComponent(q)}`;
  const [named, page] = await Promise.all([
    namedBy(api, q, signal),
    api.get<Page<ListedArticle>>(`/articles?limit=${most}${words}`, signal),
  ]);
  return named ? [named, ...page.items.filter(({ id }) => id !== named.id)] : page.items;
}

async function namedBy(api: Api, q: string, signal: AbortSignal): Promise<ListedArticle | undefined> {
  const slug = /^(?:\S*\/stories\/)?([a-z0-9-]{1,80})$/.exec(q)?.[1];
  const id = uuid.exec(q)?.[0] ?? (slug && (await idOfStory(api, slug, signal)));
  // Not there, or not for this reader: then it is only a word like any other.
  return id ? api.get<ListedArticle>(`/articles/${id.toLowerCase()}`, signal).catch(() => undefined) : undefined;
}

const idOfStory = (api: Api, slug: string, signal: AbortSignal): Promise<string | undefined> =>
  api.get<{ readonly id: string }>(`/stories/${slug}`, signal).then(
    ({ id }) => id,
    () => undefined,
  );
