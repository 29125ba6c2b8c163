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
  const step = useStep({ current, shown, go });
  useArrowKeys(step);
  const text = useText(texts, current, shown);
  const revision = revisions[current - 1];
  const headline = text.value?.headline ?? 'Article';
  useEffect(() => {
    document.title = `${headline} · revision ${current} · Stet audit`;
  }, [headline, current]);
  if (!revision) return <Failure message="This article has no revisions." />;
  return (
    <div class="desk">
      <RevisionHead {...{ revision, revisions, place, go, text: text.value }} />
      <Timeline {...{ revisions, shown, place, go, current, step }} />
      <Replay {...{ revision, last, shown, step }} />
      <div class="choices">
        <Comparison {...{ place, go, current, last }} />
        <Filters {...{ revisions, shown, place, go }} />
      </div>
      {text.error && <Failure message={text.error.message} />}
      {text.value && <TextDesk {...{ api, article, place, go, texts, current, text: text.value, revision }} />}
      <RevisionTable {...{ revisions, shown, current, place, step }} />
    </div>
  );
}

interface Stepping {
  readonly current: number;
  readonly shown: readonly number[];
  readonly go: RevisionDeskProps['go'];
}

/** A sentence is chosen in one revision: it is another one's elsewhere. */
function useStep({ current, shown, go }: Stepping): Step {
  const at = useRef(current); // where the last step led, also before it is drawn: keys come faster
  useEffect(() => void (at.current = current), [current]);
  const to = (revision: number) => {
    if (revision === at.current) return;
    at.current = revision;
    go({ revision, sentence: undefined }, 'step');
  };
  return { to: (revision) => to(nearestShown(shown, revision)), by: (count) => to(stepped(shown, at.current, count)) };
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
