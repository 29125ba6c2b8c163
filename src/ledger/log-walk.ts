// What one pass over a log in order of position finds: gaps, rows that are not what their leaves say, trees that are not
// those that were signed. Pure; memory does not grow with the log.
import { ErasedAudit } from './erased-audit';
import { thingOf } from './erased-things';
import type { KeptHead, KeptLeaf } from './kept-proofs';
import type { LogRow } from './log-rows';
import { RunningTree } from './running-tree';

export class LogWalk {
  events = 0;
  readonly erased = new ErasedAudit();
  private readonly tree = new RunningTree();
  private readonly flaws = new Map<string, string>();
  private readonly promised: ReadonlyMap<number, KeptLeaf>;
  private readonly heads = new Map<number, KeptHead[]>();
  private time = -Infinity;
  private signed = 0;

  constructor(
    private readonly kept: readonly KeptHead[],
    private readonly leaves: readonly KeptLeaf[],
  ) {
    this.promised = new Map(leaves.map((leaf) => [leaf.position, leaf]));
    this.expect(kept);
    this.compare();
  }

  /** Heads of sizes that are still to come. */
  expect(heads: readonly KeptHead[]): void {
    for (const head of heads) this.heads.set(head.size, [...(this.heads.get(head.size) ?? []), head]);
  }

  /** Only the first of a kind is kept: one change makes many. */
  flaw(kind: string, sentence: string): void {
    if (!this.flaws.has(kind)) this.flaws.set(kind, sentence);
  }

  add({ position, revision, stream, type, recordedAt, leaf, computed, erased, erases = [] }: LogRow): void {
    this.events += 1;
    this.erased.found(erased.map((name) => thingOf(position, name)));
    this.erased.add(position, erases);
    const event = `The event at position ${position} (${type}, revision ${revision} of ${stream})`;
    if (position !== this.events)
      this.flaw('positions', `Position ${this.events} is not there; ${position} comes in its place.`);
    if (!leaf.equals(computed)) this.flaw('leaf', `${event} is not what its own leaf says: the row was altered.`);
    if (!(recordedAt >= this.time)) this.flaw('time', `${event} was recorded before the one in front of it.`);
    this.time = recordedAt;
    const promise = this.promised.get(this.events);
    if (promise && !promise.leaf.equals(computed))
      this.flaw(promise.name, `${event} is not what ${promise.name} promised.`);
    this.tree.add(computed);
    this.compare();
  }

  end(): { readonly signed: number; readonly flaws: readonly string[] } {
    const { size } = this.tree;
    for (const { name, size: wanted } of this.kept.filter((head) => head.size > size))
      this.flaw(name, `${name} is of ${wanted} events; only ${size} are there: the end was cut off.`);
    for (const { name, position } of this.leaves.filter((leaf) => leaf.position > size))
      this.flaw(name, `${name} promised position ${position}; only ${size} are there: the end was cut off.`);
    return { signed: this.signed, flaws: [...this.flaws.values(), ...this.erased.flaws()] };
  }

  private compare(): void {
    const { size } = this.tree;
    for (const { root, name } of this.heads.get(size) ?? []) {
      this.signed = size;
      if (!root.equals(this.tree.root()))
        this.flaw(name, `The first ${size} events are not those that ${name} was signed of.`);
    }
    this.heads.delete(size);
  }
}
