// One article: its timeline, its replay, its text at a revision or a redline, and what stands behind each sentence.
import { useMemo, useState } from 'preact/hooks';
import type { Revision } from './answers';
import type { Api } from './api';
import { Failure } from './failure';
import { count } from './labels';
import { useLoaded } from './loading';
import type { Go } from './navigation';
import type { Place } from './place';
import { RevisionDesk } from './revision-desk';
import { RevisionTexts } from './revision-texts';
import { allRevisions } from './revisions';

export interface ArticleDeskProps {
  readonly api: Api;
  readonly article: string;
  readonly place: Place;
  readonly go: Go;
}

export function ArticleDesk({ api, article, place, go }: ArticleDeskProps) {
  const [read, setRead] = useState(0);
  const texts = useMemo(() => new RevisionTexts(api, article), [api, article]);
  const told = (count: number, head: number) => {
    setRead(count);
    // Beside the list, not behind it: the text that the address asks for is there when the list is.
    void texts.load(Math.min(place.revision ?? head, head)).catch(() => undefined);
  };
  const { value: revisions, error } = useLoaded(`${api.newsroom} ${article}`, (signal) =>
    allRevisions(api, article, signal, told),
  );
  if (error) return <Failure message={error.message} />;
  if (!revisions) {
    return (
      <p role="status" class="loading">
        Reading the history … {read > 0 && `${count(read)} revisions so far`}
      </p>
    );
  }
  return <RevisionDesk {...{ api, article, place, go, texts, revisions }} />;
}

export interface RevisionDeskProps extends ArticleDeskProps {
  readonly texts: RevisionTexts;
  readonly revisions: readonly Revision[];
}
