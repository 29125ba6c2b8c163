// Answers an article's evidence: its events and what was served of it, under the newest checkpoint that signs them all.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PoolClient } from 'pg';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { StoredEvent } from '../event-store/stored-event';
import { isRestricted, seesRestricted } from '../articles/restricted';
import type { Actor } from '../identity/actor';
import { readStream } from '../event-store/log-reader';
import { audienceOf } from '../vault/withholding';
import { Withholdings, type Taken } from '../vault/withholdings';
import { forNewsroom } from '../newsroom-rows';
import { evidenceBundle, type ClosedEvent, type EvidenceMaterial, type OpenEvent } from './evidence';
import { evidenceEvents, evidenceServed, type Stretch } from './evidence-rows';
import { Ledger } from './ledger';
import { readCheckpoint } from './note';
import { StoredTree } from './stored-tree';
import { withoutWithheld } from './withheld-evidence';

/** Bundles that are made at a time: each holds all that was ever served of an article. */
const together = 2;

@Injectable()
export class EvidenceReader {
  private readonly making: Promise<unknown>[] = Array.from({ length: together }, () => Promise.resolve());
  private turn = 0;

  constructor(
    private readonly source: DataSource,
    private readonly store: EventStore,
    private readonly ledger: Ledger,
    private readonly withholdings: Withholdings,
  ) {}

  /**
   * The bundle as JSON text; of what is withheld from the reader it has the commitments. Refuses with `not-found`, and with
   * `not-yet` where the article's last event is not signed within five seconds.
   */
  async bundle(asked: Asked): Promise<string> {
    const { newsroom, article } = asked;
    const taken = await this.takenFrom(asked);
    const head = await this.store.streamHead(newsroom, article);
    if (!head) throw new Rejection('not-found', `There is no article ${article}.`);
    await this.ledger.waitFor(newsroom, head.position);
    return this.inTurn(() => this.inOneView(newsroom, (client) => this.read(client, asked, taken)));
  }

  /** As of now, before the head is asked for: so the events that say so are in the bundle. */
  private async takenFrom({ newsroom, article, reader }: Asked): Promise<readonly Taken[]> {
    await this.withholdings.current(newsroom);
    return this.withholdings.each(newsroom, audienceOf(reader), article);
  }

  private async read(client: PoolClient, asked: Asked, taken: readonly Taken[]): Promise<string> {
    const { newsroom, article, from, reader } = asked;
    const tree = new StoredTree(client, newsroom);
    const head = await tree.head();
    if (!head) throw new Rejection('not-yet', 'Nothing of this log is signed yet.');
    const { size, note: checkpoint } = head;
    const stretch = { newsroom, stream: article, size };
    const { events: all, erasers } = await evidenceEvents(client, stretch);
    if (all[0]?.type !== 'article-drafted') throw new Rejection('not-found', `There is no article ${article}.`);
    const origin = readCheckpoint(checkpoint)?.origin ?? '';
    const signed = { origin, keys: this.ledger.keys(newsroom), checkpoint, size };
    const earlier = sizes([...(await tree.sizes(size)).slice(-mostSizes), ...from], size);
    const discreet = !seesRestricted(reader);
    const events = all.map((event) => (discreet && isRestricted(event.type) ? closed(event) : event));
    const whole = { events, served: await evidenceServed(client, stretch, erasers) };
    const told =
      taken.length === 0 ? whole : withoutWithheld(whole, { taken, stored: await storedOf(client, stretch) });
    const material: EvidenceMaterial = { newsroom, article, ...signed, ...told, others: [], earlier };
    return evidenceBundle(material, (ranges) => tree.rangeHeads(ranges));
  }

  /** As of one moment, so that nothing is erased between one look and the next. */
  private async inOneView<T>(newsroom: string, read: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await forNewsroom(this.source, newsroom).connect();
    try {
      await client.query('begin isolation level repeatable read read only');
      return await read(client);
    } finally {
      await client.query('rollback').catch(() => undefined);
      client.release();
    }
  }

  private inTurn<T>(make: () => Promise<T>): Promise<T> {
    this.turn = (this.turn + 1) % together;
    const made = (this.making[this.turn] ?? Promise.resolve()).then(make);
    this.making[this.turn] = made.catch(() => undefined);
    return made;
  }
}

export interface Asked {
  readonly newsroom: string;
  readonly article: string;
  readonly reader: Actor;
  /** Sizes of earlier trees that it shall be comparable with, beside those that were signed. */
  readonly from: readonly number[];
}

/** So many of the newest checkpoints have their proof in every bundle: three megabytes at most. */
const mostSizes = 10_000;

/** That there is an event, and nothing of it. */
const closed = ({ position, revision, leaf }: OpenEvent): ClosedEvent => ({
  ...{ position, revision, leaf },
  missing: { why: 'restricted' },
});

const storedOf = async (client: PoolClient, { newsroom, stream, size }: Stretch): Promise<readonly StoredEvent[]> =>
  (await readStream(client, newsroom, stream, {})).filter(({ position }) => position <= size);

const sizes = (all: readonly number[], size: number): number[] =>
  [...new Set(all)].filter((one) => one > 0 && one < size).sort((one, other) => one - other);
