// The timeline as it is drawn: bars by person, marks of versions and corrections, and where the reader is.
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Revision } from './answers';
import { personsOf } from './filtering';
import { count, dayLabel, momentLabel } from './labels';
import type { Go } from './navigation';
import type { Place } from './place';
import { usePrinting } from './printing';
import type { Step } from './step';
import { barsOf, importedStretches, marksOf, nearest, placesOf, type Mark } from './timeline';

interface TimelineProps {
  readonly revisions: readonly Revision[];
  readonly shown: readonly number[];
  readonly place: Place;
  readonly go: Go;
  readonly current: number;
  readonly step: Step;
}

const height = 140;
/** Room above the bars, for the labels of marks. */
const top = 18;
/** Pixels that fit between the margins of a sheet, A4 or letter. */
const paper = 660;

export function Timeline({ revisions, shown, place, go, current, step }: TimelineProps) {
  const [box, width] = useWidth();
  const { scale } = place;
  const places = useMemo(() => placesOf(revisions, { width, height, scale }), [revisions, width, scale]);
  const drawn = useMemo(
    () => <Drawn {...{ revisions, shown, places, width, scale }} />,
    [revisions, shown, places, scale],
  );
  const point = (event: PointerEvent) => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    if (event.buttons === 1) step.to(revisions[nearest(places, event.clientX - left)]?.revision ?? 1);
  };
  return (
    <figure class="timeline">
      <div class="chart" ref={box} onPointerDown={point} onPointerMove={point}>
        <svg role="img" aria-label={summary(revisions)} viewBox={`0 0 ${width} ${height + top}`} height={height + top}>
          {drawn}
          {typeof place.from === 'number' && <Cursor x={places[place.from - 1]} kind="from" />}
          <Cursor x={places[current - 1]} kind="now" />
        </svg>
      </div>
      <figcaption>
        <Ends revisions={revisions} />
        <Legend revisions={revisions} />
        <label class="inline">
          <input
            type="checkbox"
            checked={scale === 'time'}
            onChange={(event) => go({ scale: event.currentTarget.checked ? 'time' : undefined })}
          />{' '}
          Real time
        </label>
      </figcaption>
    </figure>
  );
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(() => Math.max(280, document.documentElement.clientWidth - 32));
  const measure = useCallback(() => {
    if (box.current && box.current.clientWidth > 0) setWidth(box.current.clientWidth);
  }, []);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, [measure]);
  usePrinting(() => setWidth(paper), measure);
  return [box, width] as const;
}

interface DrawnProps extends Pick<TimelineProps, 'revisions' | 'shown'> {
  readonly places: readonly number[];
  readonly width: number;
  readonly scale?: 'time';
}

function Drawn({ revisions, shown, places, width, scale }: DrawnProps) {
  const bars = barsOf(revisions, { width, height, scale }, new Set(shown));
  return (
    <>
      <g transform={`translate(0 ${top})`}>
        <line class="axis" x1={0} x2={width} y1={height / 2} y2={height / 2} />
        {bars.map(({ actor, path, dimmed }, index) => (
          <g key={actor} class={colourOf(index)}>
            {dimmed && <path d={dimmed} class="dimmed" />}
            {path && <path d={path} />}
          </g>
        ))}
      </g>
      {importedStretches(revisions).map(([first, last]) => (
        <ImportedStretch key={first} x1={(places[first - 1] ?? 0) - 3} x2={(places[last - 1] ?? 0) + 3} />
      ))}
      <Marks marks={marksOf(revisions)} places={places} width={width} />
    </>
  );
}

const ImportedStretch = ({ x1, x2 }: { readonly x1: number; readonly x2: number }) => (
  <line class="imported" x1={x1} x2={x2} y1={height + top - 2} y2={height + top - 2}>
    <title>imported</title>
  </line>
);

const colourOf = (index: number): string => `person person-${index % 8}`;

function Marks({
  marks,
  places,
  width,
}: {
  readonly marks: readonly Mark[];
  readonly places: readonly number[];
  readonly width: number;
}) {
  let free = 0;
  return (
    <>
      {marks.map(({ revision, kind, label }) => {
        const x = places[revision - 1] ?? 0;
        const text = kind === 'correction' ? `◆ ${label}` : label;
        const room = text.length * 8; // bold letters of 12 pixels are no wider on the average
        const left = Math.max(0, Math.min(width - room, x - room / 2));
        // A label that would cover the one before is left out; its line stays, and the table names it.
        const isFree = left >= free;
        if (isFree) free = left + room + 4;
        return (
          <g key={revision} class={`mark ${kind}`}>
            <line x1={x} x2={x} y1={top - 3} y2={height + top} />
            {isFree && (
              <text x={left} y={12}>
                {text}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

const Cursor = ({ x = 0, kind }: { readonly x?: number; readonly kind: 'now' | 'from' }) => (
  <line class={`cursor ${kind}`} x1={x} x2={x} y1={top - 3} y2={height + top} />
);

function Ends({ revisions }: { readonly revisions: readonly Revision[] }) {
  const [first, last] = endsOf(revisions);
  const hasImported = revisions.some(({ imported }) => imported);
  return (
    <span class="ends">
      <span>{first}</span>
      <span class="how">
        bars up: words added · down: removed · square-root scale{hasImported && ' · dashed below: imported'}
      </span>
      <span>{last}</span>
    </span>
  );
}

/** Days, or moments where all happened on one day. */
function endsOf(revisions: readonly Revision[]): readonly [string, string] {
  const times = [revisions[0], revisions.at(-1)].map((one) => one?.occurredAt ?? one?.recordedAt ?? '');
  const [first = '', last = ''] = times;
  if (first === '' || last === '') return ['', ''];
  const label = dayLabel(first) === dayLabel(last) ? momentLabel : dayLabel;
  return [label(first), label(last)];
}

function Legend({ revisions }: { readonly revisions: readonly Revision[] }) {
  const persons = useMemo(() => personsOf(revisions), [revisions]);
  return (
    <ul class="legend" aria-label="Persons">
      {persons.map(({ id, label, count: made }, index) => (
        <li key={id}>
          <svg width={10} height={10} aria-hidden="true" class={colourOf(index)}>
            <rect width={10} height={10} />
          </svg>{' '}
          {label} <span class="hint">{count(made)}</span>
        </li>
      ))}
    </ul>
  );
}

function summary(revisions: readonly Revision[]): string {
  const marks = marksOf(revisions);
  const corrections = marks.filter(({ kind }) => kind === 'correction').length;
  const versions = marks.filter(({ kind }) => kind === 'version').length + corrections;
  const persons = personsOf(revisions).map(({ label, count: made }) => `${label} ${made}`);
  const some = persons.slice(0, 8).join(', ') + (persons.length > 8 ? ` and ${persons.length - 8} others` : '');
  return `Timeline of ${revisions.length} revisions: ${versions} versions, ${corrections} of them corrections. Revisions by ${some}.`;
}
