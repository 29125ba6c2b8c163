// The newsroom's log over HTTP, in its order, straight from the log.
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { negotiate } from '../http/accept';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { EventsReader } from './events-reader';
import { EventPageDto, EventsQuery } from './history.dto';

const json = 'application/json';
const ndjson = 'application/x-ndjson';
const stream = 'text/event-stream';

@ApiTags('history')
@Controller('v1/:newsroom/events')
export class EventsController {
  constructor(private readonly reader: EventsReader) {}

  /** The log as CloudEvents 1.0, oldest first: a page, everything as NDJSON, or live as server-sent events. */
  @Allow('read-events')
  @ApiExtraModels(EventPageDto)
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Of `text/event-stream`: the last id received.' })
  @ApiOkResponse({
    description: 'A page; everything asked for, one event a line; or what comes, one event a message.',
    content: {
      [json]: { schema: { $ref: getSchemaPath(EventPageDto) } },
      [ndjson]: { schema: { type: 'string' } },
      [stream]: { schema: { type: 'string' } },
    },
  })
  @Get()
  read(
    @Context() request: RequestContext,
    @Query() query: EventsQuery,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const mediaType = negotiate(request.headers.accept, [json, ndjson, stream]);
    reply.header('vary', 'Accept');
    if (mediaType === ndjson) return this.reader.all(request, query, reply);
    if (mediaType === stream) return this.reader.follow(request, query, reply);
    return this.reader.page(request, query, reply);
  }
}
