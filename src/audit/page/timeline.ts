// The geometry of the timeline: a bar up for words added, one down for words removed, and marks where readers got
// something. As few paths as there are persons, however many revisions there are. Pure.
import type { Revision } from './answers';

export interface Bars {
  readonly actor: string;
  /** SVG path data; the bars that the filter leaves out are in `dimmed`. */
  readonly path: string;
  readonly dimmed: string;
}

export type MarkKind = 'version' | 'correction' | 'retraction' | 'takedown';

export interface Mark {
  readonly revision: number;
  readonly kind: MarkKind;
  readonly label: string;
}

export interface Frame {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly scale?: 'time';
}

const kinds: Readonly<Record<string, MarkKind>> = {
  'article-published': 'version',
  'article-updated': 'version',
  'article-corrected': 'correction',
  'article-retracted': 'retraction',
  'article-unpublished': 'takedown',
};

/** What readers got or lost: each version with its number, corrections apart. */
export function marksOf(revisions: readonly Revision[]): readonly Mark[] {
  let version = 0;
  return revisions.flatMap(({ revision, type }): readonly Mark[] => {
    const kind = kinds[type];
    if (kind === undefined) return [];
    if (kind === 'retraction') return [{ revision, kind, label: 'retracted' }];
    if (kind === 'takedown') return [{ revision, kind, label: 'taken down' }];
    version += 1;
    return [{ revision, kind, label: `v${version}` }];
  });
}

/** The stretches of revisions that were imported, by their first and last. */
export function importedStretches(revisions: readonly Revision[]): readonly (readonly [number, number])[] {
  const stretches: [number, number][] = [];
  for (const { revision, imported } of revisions) {
    const last = stretches.at(-1);
    if (imported && last?.[1] === revision - 1) last[1] = revision;
    else if (imported) stretches.push([revision, revision]);
  }
  return stretches;
}

/** Where a revision stands, in pixels from the left, its slot's middle; by time, where its moment is. */
export function placesOf(revisions: readonly Revision[], { width, scale }: Frame): readonly number[] {
  const count = revisions.length;
  if (scale !== 'time') return revisions.map((_, index) => ((index + 0.5) / count) * width);
  const times = revisions.map(({ recordedAt, occurredAt }) => Date.parse(occurredAt ?? recordedAt));
  const first = Math.min(...times);
  const span = Math.max(...times) - first || 1;
  return times.map((time) => 4 + ((time - first) / span) * (width - 8));
}

/** Persons in the order in which they came, the bars of each as one path. */
export function barsOf(revisions: readonly Revision[], frame: Frame, shown: ReadonlySet<number>): readonly Bars[] {
  const places = placesOf(revisions, frame);
  const heightOf = heights(revisions, frame.height);
  const width = Math.max(1, Math.min(14, (frame.width / revisions.length) * 0.7));
  const byActor = new Map<string, { path: string[]; dimmed: string[] }>();
  revisions.forEach(({ revision, actor, words }, index) => {
    const bars = byActor.get(actor.id) ?? { path: [], dimmed: [] };
    byActor.set(actor.id, bars);
    const left = (places[index] ?? 0) - width / 2;
    const bar = barAt(left, width, { up: heightOf(words.added), down: heightOf(words.removed), frame });
    (shown.has(revision) ? bars.path : bars.dimmed).push(bar);
  });
  return [...byActor].map(([actor, { path, dimmed }]) => ({ actor, path: path.join(''), dimmed: dimmed.join('') }));
}

/** Square roots: beside a first draft of 900 words a changed figure would not be seen. At least a pixel and a half each way. */
function heights(revisions: readonly Revision[], height: number): (words: number) => number {
  const most = Math.max(1, ...revisions.map(({ words }) => Math.max(words.added, words.removed)));
  const room = height / 2 - 4;
  return (words) => (words === 0 ? 1.5 : Math.max(3, Math.sqrt(words / most) * room));
}

function barAt(left: number, width: number, { up, down, frame }: { up: number; down: number; frame: Frame }): string {
  const top = frame.height / 2 - up;
  return `M${round(left)} ${round(top)}h${round(width)}v${round(up + down)}h${round(-width)}z`;
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;

/** The revision nearest to a place, as an index. */
export function nearest(places: readonly number[], x: number): number {
  let best = 0;
  places.forEach((place, index) => {
    if (Math.abs(place - x) < Math.abs((places[best] ?? 0) - x)) best = index;
  });
  return best;
}
