// The desk over an article's whole history: what the address says is shown, and every control changes the address.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Comparison } from './comparison';
import type { RevisionDeskProps } from './article-desk';
import { Failure } from './failure';
import { nearestShown, shownOf, stepped } from './filtering';
import { Filters } from './filters';
import { RevisionHead } from './revision-head';
import { RevisionTable } from './revision-table';
import { Replay } from './replay';
import type { Step } from './step';
import { TextDesk } from './text-desk';
import { Timeline } from './timeline-chart';
import { useText } from './use-text';

export function RevisionDesk({ api, article, place, go, texts, revisions }: RevisionDeskProps) {
  const last = revisions.length;
  const current = Math.min(place.revision ?? last, last);
  const shown = useMemo(() => shownOf(revisions, place), [revisions, place.actor, place.type]);
  const step = useStep({ current, shown, go, texts });
  useArrowKeys(step);
  const text = useText(texts, current, shown);
  const revision = revisions[current - 1];
  const headline = text.value?.headline ?? 'Article';
  useEffect(() => {
    document.title = `${headline} · revision ${current} · Stet audit`;
  }, [headline, current]);
  const { controls, filters, table } = useParts({ revisions, shown, place, go, current, step });
  if (!revision) return <Failure message="This article has no revisions." />;
  return (
    <div class="desk">
      <RevisionHead {...{ revision, revisions, place, go, text: text.value }} />
      {controls}
      <div class="choices">
        <Comparison {...{ place, go, current, last }} />
        {filters}
      </div>
      {text.error && <Failure message={text.error.message} />}
      {text.value && <TextDesk {...{ api, article, place, go, texts, current, text: text.value, revision }} />}
      {table}
    </div>
  );
}

interface PartsProps extends Pick<RevisionDeskProps, 'revisions' | 'place' | 'go'> {
  readonly shown: readonly number[];
  readonly current: number;
  readonly step: Step;
}

/** What changes with a step alone, and is not drawn once more when the step's text arrives. */
function useParts(props: PartsProps) {
  const { revisions, shown, place, go, current, step } = props;
  const inputs = [revisions, shown, place, go, current, step];
  return useMemo(() => {
    const revision = revisions[current - 1];
    return {
      controls: revision && (
        <>
          <Timeline {...props} />
          <Replay {...{ revision, last: revisions.length, shown, step }} />
        </>
      ),
      filters: <Filters {...{ revisions, shown, place, go }} />,
      table: <RevisionTable {...{ revisions, shown, current, place, step }} />,
    };
  }, inputs);
}

interface Stepping extends Pick<RevisionDeskProps, 'go' | 'texts'> {
  readonly current: number;
  readonly shown: readonly number[];
}

/** The same for good. A sentence is chosen in one revision: it is another one's elsewhere. */
function useStep(stepping: Stepping): Step {
  const now = useRef(stepping);
  now.current = stepping;
  const at = useRef(stepping.current); // where the last step led, also before it is drawn: keys come faster
  useEffect(() => void (at.current = stepping.current), [stepping.current]);
  return useMemo(() => {
    const to = (revision: number) => {
      if (revision === at.current) return;
      at.current = revision;
      // Now, not when the step is drawn: what is asked for is on its way meanwhile.
      now.current.texts.load(revision).catch(() => undefined);
      now.current.go({ revision, sentence: undefined }, 'step');
    };
    return {
      to: (revision) => to(nearestShown(now.current.shown, revision)),
      by: (count) => to(stepped(now.current.shown, at.current, count)),
    };
  }, []);
}

/** Wherever no control has the arrows for itself. */
function useArrowKeys(step: Step): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as Element;
      if (event.altKey || event.ctrlKey || event.metaKey || target.closest('input, select, textarea')) return;
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      step.by(event.shiftKey ? by * 10 : by);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [step]);
}
