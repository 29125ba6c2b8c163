// Erasures: what is listed beforehand, and what is destroyed once another person has approved it.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { ErasureStore, type ErasureRow } from '../vault/erasure-store';
import { Erasing, type Destruction } from '../vault/erasing';
import { marks } from '../vault/quoted-letters';
import { Redaction } from '../vault/redaction';
import { told, type CommandContext } from './command-context';
import type { ErasedParts } from './erasure-events';
import { planErasure, type ErasureListing } from './erasure-plan';
import { erasedWords, type ErasureTarget } from './erasure-target';
import { toPayload } from './event-codec';
import type { Person } from './events';
import { KeptOfArticle, streamsOf, type Found } from './kept-of-article';
import { RemadeStories } from './remade-stories';

export interface ErasureRequest extends ErasureTarget {
  readonly legalBasis: string;
  readonly reason: string;
  readonly by: Person;
  readonly approvedBy?: Person;
}

/** As the database has it. */
export interface Erasure extends Omit<ErasureRow, 'request' | 'listing'> {
  readonly request: ErasureRequest;
  readonly listing: ErasureListing;
}

@Injectable()
export class Erasures {
  constructor(
    private readonly erasures: ErasureStore,
    private readonly articles: KeptOfArticle,
    private readonly stories: RemadeStories,
    private readonly erasing: Erasing,
  ) {}

  /**
   * Lists what would be destroyed; nothing is. Refuses with `not-found`, with `validation-failed` a reason that says the words, and
   * with `idempotency-key-reused`.
   */
  async request(context: CommandContext, article: string, request: ErasureRequest): Promise<Erasure> {
    const { newsroom, commandId, requestMac } = context;
    const { kept } = await this.articles.find(newsroom, article);
    const words = new Redaction(erasedWords(request, kept.events));
    for (const name of ['reason', 'legalBasis'] as const) if (words.holds(request[name])) throw saysTheWords(name);
    const listing = planErasure(request, withoutRequest(kept, commandId));
    const row = { erasure_id: commandId, article_id: article, request, listing, requestMac };
    if (!(await this.erasures.keep(newsroom, row))) throw new Rejection('idempotency-key-reused');
    return this.one(newsroom, commandId);
  }

  /** Refuses with `not-found`. */
  async one(newsroom: string, id: string): Promise<Erasure> {
    const [row] = await this.erasures.find(newsroom, { id, limit: 1 });
    if (!row) throw new Rejection('not-found', `There is no erasure ${id}.`);
    return row as Erasure; // written by `request` above
  }

  async page(newsroom: string, before: string | undefined, limit: number): Promise<Erasure[]> {
    return (await this.erasures.find(newsroom, { before, limit })) as Erasure[];
  }

  /**
   * Destroys exactly what was listed. Refuses with `forbidden` who asked for it, with `legal-hold`, and with
   * `erasure-changed` where something else holds the words since: it is listed anew then.
   */
  async approve(context: CommandContext, id: string): Promise<Erasure> {
    const { newsroom, actor } = context;
    const erasure = await this.one(newsroom, id);
    if (erasure.request.by.sub === actor.sub) {
      throw new Rejection('forbidden', 'Another person than the one who asked for it approves an erasure.');
    }
    if (erasure.approved_at) return this.erasing.settle(newsroom).then(() => erasure);
    const found = await this.articles.find(newsroom, erasure.article_id);
    if (found.article.legalHold) throw new Rejection('legal-hold');
    const listing = planErasure(erasure.request, withoutRequest(found.kept, id));
    await this.requireListed(newsroom, erasure, listing);
    const done = await this.erasing.destroy(await this.destruction(context, { ...erasure, listing }, found));
    return done ? this.one(newsroom, id) : this.approve(context, id);
  }

  private async requireListed(newsroom: string, { erasure_id, listing: listed }: Erasure, listing: ErasureListing) {
    // Snapshots come by themselves; they hold nothing that is not in the events.
    const same = (one: ErasureListing): string => JSON.stringify({ ...one, snapshots: 0 });
    if (same(listing) === same(listed)) return;
    await this.erasures.relist(newsroom, erasure_id, listing);
    throw new Rejection('erasure-changed');
  }

  private async destruction(context: CommandContext, erasure: Erasure, found: Found): Promise<Destruction> {
    const { newsroom, actor } = context;
    const { erasure_id: id, request, listing } = erasure;
    const { article, kept } = found;
    const { legalBasis, reason, by: requestedBy } = request;
    const { identities, answers, buffers, requests } = listing;
    const streams = streamsOf(article.id);
    const served = await this.remade(newsroom, erasure, found);
    const fact = { erasure: id, erased: listing.parts.map(placeOf), renditions: served.map(renditionOf(listing)) };
    const why = { identities, streams, legalBasis, reason, requestedBy };
    const known = { position: found.position, answers: kept.answers.map((one) => one.id) };
    return {
      ...{ newsroom, erasure: id, stream: article.id, expectedRevision: article.revision, approver: actor.sub, served },
      payload: toPayload({ type: 'payload-erased', ...told(context), ...fact, ...why }).payload,
      gone: { parts: listing.parts, streams, identities, answers, buffers, requests, known },
    };
  }

  private remade(newsroom: string, { request, listing: { parts, served } }: Erasure, { article, kept }: Found) {
    const redaction = new Redaction(erasedWords(request, kept.events), marks.erased);
    const at = new Date().toISOString();
    return this.stories.of({ newsroom, article: article.id, events: kept.events, parts, served, redaction, at });
  }
}

/** Without the request that is being carried out. */
const withoutRequest = (kept: Found['kept'], own: string): Found['kept'] => ({
  ...kept,
  requests: kept.requests.filter(({ id }) => id !== own),
});

const placeOf = ({ position, revision, stream, parts }: ErasedParts): ErasedParts => ({
  position,
  revision,
  stream,
  parts,
});

const renditionOf =
  ({ served }: ErasureListing) =>
  ({ position, mediaType, bare }: { position: number; mediaType: string; bare: boolean }) => {
    const version = served.find((one) => one.position === position)?.version ?? 0;
    return { position, version, mediaType, bare };
  };

function saysTheWords(path: string): Rejection {
  const message = `${path} says the words that are to be erased: it would keep them.`;
  return new Rejection('validation-failed', message, { errors: [{ path, message }] });
}
