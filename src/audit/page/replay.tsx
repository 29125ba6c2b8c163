// The replay: a slider over the revisions, steps back and forth, and playing by itself.
import { useEffect, useState } from 'preact/hooks';
import type { Revision } from './answers';
import { count, momentLabel, typeLabel } from './labels';
import type { Step } from './step';

interface ReplayProps {
  readonly revision: Revision;
  readonly last: number;
  readonly shown: readonly number[];
  readonly step: Step;
}

/** Milliseconds of a revision, while it plays. */
const beat = 500;

export function Replay({ revision, last, shown, step }: ReplayProps) {
  const [isPlaying, setPlaying] = useState(false);
  const current = revision.revision;
  const end = shown.at(-1) ?? last;
  const toggle = () => {
    if (!isPlaying && current >= end) step.to(1);
    setPlaying(!isPlaying);
  };
  useEffect(() => {
    if (!isPlaying) return undefined;
    if (current >= end) return setPlaying(false);
    const timer = setTimeout(() => step.by(1), beat);
    return () => clearTimeout(timer);
  }, [isPlaying, current, end]);
  return (
    <section class="replay" aria-label="Replay">
      <div class="buttons">
        <StepButton sign="|◀" label="First revision" onClick={() => step.to(1)} disabled={current <= (shown[0] ?? 1)} />
        <StepButton
          sign="◀"
          label="Revision before"
          onClick={() => step.by(-1)}
          disabled={current <= (shown[0] ?? 1)}
        />
        <StepButton sign={isPlaying ? '■' : '▶▶'} label={isPlaying ? 'Pause' : 'Play'} onClick={toggle} />
        <StepButton sign="▶" label="Next revision" onClick={() => step.by(1)} disabled={current >= end} />
        <StepButton sign="▶|" label="Last revision" onClick={() => step.to(last)} disabled={current >= end} />
      </div>
      <Slider {...{ revision, last, step }} />
    </section>
  );
}

interface StepButtonProps {
  readonly sign: string;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

const StepButton = ({ sign, label, disabled, onClick }: StepButtonProps) => (
  <button type="button" aria-label={label} title={label} aria-disabled={disabled} onClick={onClick}>
    <span aria-hidden="true">{sign}</span>
  </button>
);

function Slider({ revision, last, step }: Omit<ReplayProps, 'shown'>) {
  // The browser's own steps would stop at revisions that the filter leaves out.
  const press = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    if (move === 'first') step.to(1);
    else if (move === 'last') step.to(last);
    else step.by(event.shiftKey ? move * 10 : move);
  };
  const { revision: current, type, actor, recordedAt } = revision;
  return (
    <input
      type="range"
      class="slider"
      aria-label="Revision"
      aria-valuetext={`Revision ${count(current)} of ${count(last)}: ${typeLabel(type)} by ${actor.name}, ${momentLabel(recordedAt)}`}
      min={1}
      max={last}
      value={current}
      onInput={(event) => step.to(Number(event.currentTarget.value))}
      onKeyDown={press}
    />
  );
}

const moves: Readonly<Record<string, number | 'first' | 'last'>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: 'first',
  End: 'last',
};
