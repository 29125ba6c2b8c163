// What stands behind a sentence: who gave it its words, when, why, from where and on which sources.
import type { ArticleText, Blamed } from './answers';
import { momentLabel } from './labels';
import { follow, hrefOf, type Go } from './navigation';
import type { Place } from './place';
import { sourceLabel } from './source-label';

interface ProvenanceProps {
  readonly passage?: Blamed;
  /** Chosen, not only pointed at: then it stays, and is printed. */
  readonly isChosen: boolean;
  readonly text: ArticleText;
  readonly place: Place;
  readonly go: Go;
  readonly error?: Error;
}

export function Provenance({ passage, isChosen, text, place, go, error }: ProvenanceProps) {
  return (
    <section class={isChosen ? 'provenance chosen' : 'provenance'} aria-live="polite">
      <h2>Who wrote this sentence</h2>
      {error && <p role="alert">{error.message}</p>}
      {isChosen && (
        <button type="button" class="quiet close" onClick={() => go({ sentence: undefined })}>
          Close
        </button>
      )}
      {passage ? (
        <Told {...{ passage, text, place, go }} />
      ) : (
        <p class="hint">Point at a sentence, tap it, or reach it with Tab and walk with ↑ and ↓.</p>
      )}
    </section>
  );
}

function Told({
  passage,
  text,
  place,
  go,
}: Pick<ProvenanceProps, 'text' | 'place' | 'go'> & { readonly passage: Blamed }) {
  const { actor, recordedAt, note, origin, revision, citations } = passage;
  const target = { ...place, revision, sentence: undefined };
  return (
    <>
      <blockquote>{excerpt(passage.text)}</blockquote>
      <dl>
        <dt>Who</dt>
        <dd>
          {actor.name} ({actor.role})
        </dd>
        <dt>When</dt>
        <dd>
          <time dateTime={recordedAt}>{momentLabel(recordedAt)}</time>, in{' '}
          <a href={hrefOf(target)} onClick={(event) => follow(event, () => go(target))}>
            revision {revision}
          </a>
        </dd>
        <dt>Why</dt>
        <dd>{note ?? <i>no reason was given</i>}</dd>
        {origin && (
          <>
            <dt>From</dt>
            <dd>{[origin.kind, origin.provider].filter(Boolean).join(', ')}</dd>
          </>
        )}
        <dt>Source</dt>
        <dd>{citations.length === 0 ? <i>it cites none</i> : <Sources keys={citations} text={text} />}</dd>
      </dl>
    </>
  );
}

function Sources({ keys, text }: { readonly keys: readonly string[]; readonly text: ArticleText }) {
  const byKey = new Map(text.citations.map((citation) => [citation.key, citation]));
  return (
    <ul>
      {[...new Set(keys)].map((key) => {
        const citation = byKey.get(key);
        return (
          <li key={key}>
            <code>@{key}</code> {citation ? sourceLabel(citation) : 'no such citation'}
          </li>
        );
      })}
    </ul>
  );
}

const excerpt = (text: string): string => (text.length > 280 ? `${text.slice(0, 280)}…` : text.trim());
