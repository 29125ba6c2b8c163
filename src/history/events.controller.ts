// The newsroom's log over HTTP, in its order, straight from the log.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { EventStore } from '../event-store/event-store';
import { Rejection } from '../errors';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { eventView } from './event-view';
import { EventPageDto, EventsQuery } from './history.dto';

@ApiTags('history')
@Controller('v1/:newsroom/events')
export class EventsController {
  constructor(
    private readonly store: EventStore,
    private readonly dataSource: DataSource,
  ) {}

  /** A page of the log as CloudEvents 1.0, oldest first. */
  @Allow('read-events')
  @ApiOkResponse({ type: EventPageDto })
  @Get()
  async page(@Context() { newsroom }: RequestContext, @Query() query: EventsQuery): Promise<EventPageDto> {
    const { limit, article: stream, type } = query;
    const actor = query.actor && (await this.actorOf(newsroom, query.actor));
    if (query.actor && !actor) return { items: [], next: null };
    const events = await this.store.readLog(newsroom, { after: afterOf(query), limit, stream, type, actor });
    const next = events.length === limit ? String(events.at(-1)?.position) : null;
    return { items: events.map(eventView), next };
  }

  /** Persons are asked for by their `sub`, or by the random id that events carry. */
  private async actorOf(newsroom: string, asked: string): Promise<string | undefined> {
    const rows: { actor_id: string }[] = await this.dataSource.query(
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

function afterOf({ after, cursor }: EventsQuery): number {
  if (cursor === undefined) return after ?? 0;
  if (after === undefined && /^\d{1,15}$/.test(cursor)) return Number(cursor);
  const message = 'cursor has to be the `next` of a page, and excludes after.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}
