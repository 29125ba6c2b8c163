// Whether whatever is gone from a log was erased by an event that says so, and whatever is said to be erased is gone. Pure;
// memory grows with what was erased.
import type { ErasedThings } from './erased-things';

export interface ErasedCount {
  /** Parts and served renditions. */
  readonly things: number;
  /** Positions of the events that erased them. */
  readonly by: readonly number[];
}

export class ErasedAudit {
  private readonly gone = new Set<string>();
  private readonly told = new Map<string, number>();

  found(gone: ErasedThings): void {
    for (const thing of gone) this.gone.add(thing);
  }

  add(position: number, told: ErasedThings): void {
    for (const thing of told) this.told.set(thing, position);
  }

  get count(): ErasedCount {
    const by = new Set([...this.gone].flatMap((thing) => this.told.get(thing) ?? []));
    return { things: this.gone.size, by: [...by].sort((one, other) => one - other) };
  }

  /** One of each kind. */
  flaws(): string[] {
    const untold = [...this.gone].find((thing) => !this.told.has(thing));
    const [there, by] = [...this.told].find(([thing]) => !this.gone.has(thing)) ?? [];
    return [
      ...(untold === undefined ? [] : [`${sentence(untold)} is gone, and no event says that it was erased.`]),
      ...(there === undefined ? [] : [`${sentence(there)} is there, though the event at position ${by} says that it was erased.`]), // prettier-ignore
    ];
  }
}

const sentence = (thing: string): string => {
  const [position, name] = [thing.slice(0, thing.indexOf(' ')), thing.slice(thing.indexOf(' ') + 1)];
  return name.includes('/')
    ? `What readers were served as ${name} from position ${position} on`
    : `The part ${name} of the event at position ${position}`;
};
