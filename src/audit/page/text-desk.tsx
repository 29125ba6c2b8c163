// The text of a revision or a redline, beside it what stands behind the sentence and the sources.
import { useState } from 'preact/hooks';
import type { ArticleText, Blamed, Diff, Revision } from './answers';
import type { Api } from './api';
import { CitationsPanel } from './citations-panel';
import { Failure } from './failure';
import { useLoaded } from './loading';
import type { Go } from './navigation';
import type { Place } from './place';
import { Provenance } from './provenance';
import { RedlineView } from './redline-view';
import type { RevisionTexts } from './revision-texts';
import { TextView } from './text-view';

interface TextDeskProps {
  readonly api: Api;
  readonly article: string;
  readonly place: Place;
  readonly go: Go;
  readonly texts: RevisionTexts;
  readonly current: number;
  readonly text: ArticleText;
  readonly revision: Revision;
}

/** Milliseconds that a revision is looked at before its sentences are asked about: a replay passes most of them. */
const rest = 250;

export function TextDesk(props: TextDeskProps) {
  return props.place.from === undefined ? <Reading {...props} /> : <Redlining {...props} from={props.place.from} />;
}

function Reading({ api, article, place, go, texts, current, text }: TextDeskProps) {
  const [eager, setEager] = useState(0);
  const [hovered, setHovered] = useState<number>();
  const isEager = eager === text.revision || place.sentence !== undefined;
  const key = `${article} ${text.revision}`;
  const blame = useLoaded(
    key,
    (signal) => blameOf(api, { article, revision: text.revision }, signal),
    isEager ? 0 : rest,
  );
  const items = blame.isCurrent ? blame.value : undefined;
  const chosen = place.sentence === undefined ? undefined : place.sentence - 1;
  const shown = hovered ?? chosen;
  const passage = shown === undefined ? undefined : items?.[shown];
  const choose = (item: number | undefined) =>
    go({ sentence: item === undefined ? undefined : item + 1, revision: current });
  return (
    <div class="split">
      <TextView
        text={text}
        isCurrent={text.revision === current}
        before={texts.at(text.revision - 1)?.body}
        blame={items}
        chosen={chosen}
        onChoose={choose}
        onHover={setHovered}
        onNear={() => setEager(text.revision)}
      />
      <aside aria-label="Behind the text">
        <Provenance
          {...{ passage, text, place, go }}
          isChosen={chosen !== undefined && shown === chosen}
          error={blame.error}
        />
        <CitationsPanel text={text} cited={passage?.citations} />
      </aside>
    </div>
  );
}

function Redlining({ api, article, from, current, text }: TextDeskProps & { readonly from: number | 'story' }) {
  const path = `/articles/${article}/diff?from=${from}&to=${current}&format=json`;
  const diff = useLoaded(path, (signal) => api.get<Diff>(path, signal));
  if (diff.error) return <Failure message={diff.error.message} />;
  // Unchanged lines are taken from the text: both have to be of one revision.
  const fits = diff.value?.to === text.revision;
  return (
    <div class="split">
      {diff.value && fits ? (
        <RedlineView diff={diff.value} text={text} isCurrent={diff.isCurrent} />
      ) : (
        <p role="status">Comparing …</p>
      )}
      <aside aria-label="Behind the text">
        <CitationsPanel text={text} />
      </aside>
    </div>
  );
}

async function blameOf(
  api: Api,
  { article, revision }: { readonly article: string; readonly revision: number },
  signal: AbortSignal,
): Promise<readonly Blamed[]> {
  const path = `/articles/${article}/blame?revision=${revision}&granularity=sentence`;
  return (await api.get<{ readonly items: readonly Blamed[] }>(path, signal)).items;
}
