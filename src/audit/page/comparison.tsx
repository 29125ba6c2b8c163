// Text or redline, and from where the redline is drawn.
import type { Go } from './navigation';
import type { Place } from './place';

interface ComparisonProps {
  readonly place: Place;
  readonly go: Go;
  readonly current: number;
  readonly last: number;
}

export function Comparison({ place, go, current, last }: ComparisonProps) {
  const { from } = place;
  const isOn = from !== undefined;
  return (
    <section class="comparison" aria-label="View">
      <label class="inline">
        <input type="radio" name="view" checked={!isOn} onChange={() => go({ from: undefined })} /> Text
      </label>
      <label class="inline">
        <input
          type="radio"
          name="view"
          checked={isOn}
          onChange={() => go({ from: Math.max(1, current - 1), revision: current, sentence: undefined })}
        />{' '}
        Redline
      </label>
      {isOn ? <From {...{ from, go, current, last }} /> : <span class="hint">green: new in this revision</span>}
    </section>
  );
}

interface FromProps extends Pick<ComparisonProps, 'go' | 'current' | 'last'> {
  readonly from: number | 'story';
}

function From({ from, go, current, last }: FromProps) {
  const set = (value: number) => {
    if (value >= 1 && value <= last) go({ from: Math.floor(value) }, 'step');
  };
  const before = Math.max(1, current - 1);
  return (
    <span class="from">
      <label class="inline">
        from{' '}
        <input
          type="number"
          min={1}
          max={last}
          value={from === 'story' ? '' : from}
          onInput={(event) => set(event.currentTarget.valueAsNumber)}
        />
      </label>
      <input
        type="range"
        aria-label="Redline from revision"
        min={1}
        max={last}
        value={from === 'story' ? 1 : from}
        onInput={(event) => set(event.currentTarget.valueAsNumber)}
      />
      <span>to {current}</span>
      <button type="button" class="quiet" onClick={() => go({ from: before })}>
        the one before
      </button>
      <button type="button" class="quiet" aria-pressed={from === 'story'} onClick={() => go({ from: 'story' })}>
        what readers see
      </button>
    </span>
  );
}
