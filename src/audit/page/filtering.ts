// Which revisions the filter shows, and which one a step leads to. Pure.
import type { Revision } from './answers';
import type { Place } from './place';

export const shownOf = (
  revisions: readonly Revision[],
  { actor, type }: Pick<Place, 'actor' | 'type'>,
): readonly number[] =>
  revisions
    .filter((one) => (actor === undefined || one.actor.id === actor) && (type === undefined || one.type === type))
    .map(({ revision }) => revision);

/** So many shown revisions further or back from one that need not be shown itself; the last where there are no more. */
export function stepped(shown: readonly number[], from: number, by: number): number {
  const index = by > 0 ? lastAtMost(shown, from) + by : lastAtMost(shown, from - 1) + 1 + by;
  return shown[Math.max(0, Math.min(shown.length - 1, index))] ?? from;
}

/** The shown revision nearest to a number. */
export function nearestShown(shown: readonly number[], to: number): number {
  const below = lastAtMost(shown, to);
  const [low, high] = [shown[below], shown[below + 1]];
  if (low === undefined) return high ?? to;
  return high !== undefined && high - to < to - low ? high : low;
}

/** Index of the last that is not above; -1 where all are. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly count: number;
}

/** Persons in the order in which they came, with how many revisions they made; as the last one named them. */
export const personsOf = (revisions: readonly Revision[]): readonly Choice[] =>
  counted(revisions, ({ actor }) => ({ id: actor.id, label: actor.name }));

export const typesOf = (revisions: readonly Revision[]): readonly Choice[] =>
  counted(revisions, ({ type }) => ({ id: type, label: type }));

function counted(revisions: readonly Revision[], of: (one: Revision) => Omit<Choice, 'count'>): readonly Choice[] {
  const choices = new Map<string, Choice>();
  for (const one of revisions) {
    const choice = of(one);
    choices.set(choice.id, { ...choice, count: (choices.get(choice.id)?.count ?? 0) + 1 });
  }
  return [...choices.values()];
}
