// What is signed of a newsroom's log, and what proves it: the one place where other files ask.
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import { forNewsroom } from '../newsroom-rows';
import type { Range } from './merkle';
import { NotaryOffice } from './notary-office';
import { verifierKey } from './note';
import { StoredTree, type SignedHead } from './stored-tree';
import { hashesAt, type HashRun } from './tiles';

export interface Inclusion {
  readonly position: number;
  readonly size: number;
  readonly leaf: Buffer;
  /** From the leaf's sibling to the child of the root (RFC 6962, section 2.1.1). */
  readonly path: readonly Buffer[];
}

export interface Consistency {
  readonly from: number;
  readonly to: number;
  readonly path: readonly Buffer[];
}

/** Milliseconds that a checkpoint is waited for, and between looks at the newest. */
const patience = 5_000;
const eager = 50;

@Injectable()
export class Ledger {
  constructor(
    private readonly source: DataSource,
    private readonly store: EventStore,
    private readonly office: NotaryOffice,
  ) {}

  /** The newest checkpoint. Refuses with `not-yet` before the first. */
  async head(newsroom: string): Promise<SignedHead> {
    const head = await this.tree(newsroom).head();
    if (head) return head;
    throw new Rejection('not-yet', 'Nothing of this log is signed yet.');
  }

  /** Refuses with `not-yet` what is not signed yet, and with `validation-failed` what cannot be. */
  async inclusion(newsroom: string, position: number, size?: number): Promise<Inclusion> {
    const within = await this.signed(newsroom, size ?? position, 'size');
    const whole = size ?? within;
    if (position > whole) throw invalid('position', `position must not be greater than size (${whole})`);
    const tree = this.tree(newsroom);
    const [leaf = Buffer.alloc(0)] = await tree.hashes({ level: 0, index: position - 1, width: 1 });
    return { position, size: whole, leaf, path: await tree.inclusion(position, whole) };
  }

  /** Refuses as `inclusion` does. */
  async consistency(newsroom: string, from: number, to?: number): Promise<Consistency> {
    const within = await this.signed(newsroom, to ?? from, 'to');
    const whole = to ?? within;
    if (from > whole) throw invalid('from', `from must not be greater than to (${whole})`);
    return { from, to: whole, path: await this.tree(newsroom).consistency(from, whole) };
  }

  /** The tree's heads over ranges of leaves, in their order, all at once: what paths of many proofs are made of. */
  rangeHeads(newsroom: string, ranges: readonly Range[]): Promise<Buffer[]> {
    return this.tree(newsroom).rangeHeads(ranges);
  }

  /** The sizes of all checkpoints that there were up to that one, ascending. */
  sizes(newsroom: string, upTo: number): Promise<number[]> {
    return this.tree(newsroom).sizes(upTo);
  }

  /** The log's name: the first line of its checkpoints. */
  origin(newsroom: string): string {
    return this.office.furnished().keys.origin(newsroom);
  }

  /** The hashes of a tile as far as it is asked for; undefined where it reaches beyond what is signed. */
  async tile(newsroom: string, run: HashRun): Promise<Buffer | undefined> {
    const head = await this.tree(newsroom).head();
    if (run.index + run.width > hashesAt(run.level, head?.size ?? 0)) return undefined;
    return Buffer.concat(await this.tree(newsroom).hashes(run));
  }

  /**
   * Settles when the newest checkpoint signs that many events at least. Refuses with `not-yet` when none does within five
   * seconds, and with `not-found` where there is no such newsroom.
   */
  async waitFor(newsroom: string, size: number): Promise<void> {
    if (!(await this.store.newsroomExists(newsroom))) throw new Rejection('not-found');
    const deadline = performance.now() + patience;
    while (size > 0 && size > ((await this.tree(newsroom).head())?.size ?? 0)) {
      if (performance.now() > deadline) throw new Rejection('not-yet', `Position ${size} is not signed yet.`);
      await pause(eager);
    }
  }

  /** Verifier keys (C2SP signed note), newest first: `signing` those that sign now, else all that ever did. */
  keys(newsroom: string, which: 'signing' | 'all' = 'all'): string[] {
    const { keys } = this.office.furnished();
    return (which === 'signing' ? keys.signers(newsroom) : keys.known(newsroom)).map(verifierKey);
  }

  /** The newest signed size, which is `wanted` at least. */
  private async signed(newsroom: string, wanted: number, member: string): Promise<number> {
    const { size } = await this.head(newsroom);
    if (wanted <= size) return size;
    throw new Rejection('not-yet', `Of this log ${size} events are signed: ${member} ${wanted} is not yet.`);
  }

  private tree(newsroom: string): StoredTree {
    return new StoredTree(forNewsroom(this.source, newsroom).connection, newsroom);
  }
}

const invalid = (path: string, message: string): Rejection =>
  new Rejection('validation-failed', message, { errors: [{ path, message }] });
