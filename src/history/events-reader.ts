// Answers what is asked of the log: a page, everything as a stream, or what comes.
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { WrittenEvent } from '../event-store/stored-event';
import type { RequestContext } from '../http/passage';
import { clockTolerance } from '../identity/token-source';
import { eventLine } from '../articles/event-line';
import { seesRestricted } from '../articles/restricted';
import { forNewsroom } from '../newsroom-rows';
import { wants, type EventFilter } from './events-filter';
import { exportEvents } from './events-export';
import { LiveEvents } from './events-live';
import type { EventsQuery } from './history.dto';
import { ShownEvents } from './shown-events';

const usual = 50;
const mostOnAPage = 200;

@Injectable()
export class EventsReader {
  constructor(
    private readonly store: EventStore,
    private readonly live: LiveEvents,
    private readonly shown: ShownEvents,
    private readonly dataSource: DataSource,
  ) {}

  async page(request: RequestContext, query: EventsQuery, reply: FastifyReply): Promise<FastifyReply> {
    const { newsroom, actor } = request;
    const { limit = usual } = query;
    if (limit > mostOnAPage) throw invalid('limit', `limit must not be greater than ${mostOnAPage} of a page`);
    const after = afterOf(query) ?? 0;
    const filter = await this.filterOf(request, query);
    const events = filter ? await this.shown.readFor(actor, newsroom, { ...filter, after, limit }) : [];
    const next = events.length === limit ? `"${events.at(-1)?.position}"` : 'null';
    return reply
      .type('application/json; charset=utf-8')
      .send(`{"items":[${linesOf(events, filter).join(',')}],"next":${next}}`);
  }

  /** Up to the head as it is now. */
  async all(request: RequestContext, query: EventsQuery, reply: FastifyReply): Promise<FastifyReply> {
    const { newsroom, actor, method } = request;
    const after = afterOf(query) ?? 0;
    const filter = await this.filterOf(request, query);
    const upTo = await this.store.head(newsroom);
    streaming(reply, upTo).type('application/x-ndjson; charset=utf-8');
    if (!filter || method === 'HEAD') return reply.send(Readable.from([]));
    const slice = { after, upTo, most: query.limit, filter };
    return reply.send(exportEvents((range) => this.shown.readFor(actor, newsroom, range), slice));
  }

  /** From the id that the client had last, else from `after`, else from now. */
  async follow(request: RequestContext, query: EventsQuery, reply: FastifyReply): Promise<FastifyReply> {
    const { newsroom, actor, headers, method } = request;
    if (query.limit !== undefined) throw invalid('limit', 'limit is not for streams of events that have no end');
    const known = lastEventId(headers['last-event-id']) ?? afterOf(query);
    const filter = await this.filterOf(request, query);
    const head = await this.store.head(newsroom);
    streaming(reply, head).type('text/event-stream');
    if (method === 'HEAD') return reply.send(Readable.from([]));
    const expires = ((actor.expires ?? 0) + clockTolerance) * 1000; // as long as the door lets it in
    const asked = { after: known ?? head, fromNow: known === undefined, expires, shown: this.shown.shownTo(actor) };
    const listener = this.live.listen(newsroom, head, { ...asked, filter: filter ?? {} });
    // A person whom nobody knows yet may act at any time: the client asks again, from where it was.
    if (!filter) listener.end();
    return reply.send(listener.stream);
  }

  /** Undefined where nobody of that name has done anything here. */
  private async filterOf({ newsroom, actor: reader }: RequestContext, query: EventsQuery) {
    const { article: stream, type } = query;
    const filter: EventFilter = { stream, type, discreet: !seesRestricted(reader) };
    if (query.actor === undefined) return filter;
    const actor = await this.actorOf(newsroom, query.actor);
    return actor === undefined ? undefined : { ...filter, actor };
  }

  /** Persons are asked for by their `sub`, or by the random id that events carry. */
  private async actorOf(newsroom: string, asked: string): Promise<string | undefined> {
    const rows: { actor_id: string }[] = await forNewsroom(this.dataSource, newsroom).query(
      `
      select actor_id
        from log.actors
       where newsroom_id = $1
         and (subject = $2 or actor_id::text = $2)`,
      [newsroom, asked],
    );
    return rows[0]?.actor_id;
  }
}

const linesOf = (events: readonly WrittenEvent[], filter: EventFilter = {}): readonly string[] =>
  events.filter((event) => wants(filter, event)).map((event) => eventLine(event, filter.discreet));

/** For no cache, and for no proxy to gather (`X-Accel-Buffering` is nginx's, and others' too). */
const streaming = (reply: FastifyReply, head: number): FastifyReply =>
  reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'stet-position': String(head) });

function afterOf({ after, cursor }: EventsQuery): number | undefined {
  if (cursor === undefined) return after;
  if (after === undefined && /^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw invalid('cursor', 'cursor has to be the `next` of a page, and excludes after.');
}

function lastEventId(header: string | readonly string[] | undefined): number | undefined {
  if (header === undefined || header === '') return undefined;
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header);
  throw invalid('Last-Event-ID', 'Last-Event-ID has to be an id of this stream: a position.');
}

const invalid = (path: string, message: string): Rejection =>
  new Rejection('validation-failed', message, { errors: [{ path, message }] });
