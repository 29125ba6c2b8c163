// Replays over HTTP: read models built again from the log beside the live ones, and what they differ in.
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Rejection } from '../errors';
import { Projector } from '../event-store/projector';
import { CommandIdentities } from '../http/command-identity';
import { Context, type RequestContext } from '../http/passage';
import { mayByRole } from '../identity/access';
import { Allow } from '../identity/route-access';
import { replayAsked, replaySummary, replayView, type ReplayRequest } from './replay';
import { ReplayQueue } from './replay-queue';
import { Replays } from './replays';
import { ReplayDto, ReplayPageDto, ReplayParams, ReplaysQuery, StartReplayDto } from './replays.dto';

@ApiTags('replays')
@Controller('v1/:newsroom/replays')
export class ReplaysController {
  constructor(
    private readonly replays: Replays,
    private readonly queue: ReplayQueue,
    private readonly projector: Projector,
    private readonly identities: CommandIdentities,
  ) {}

  /** Has read models built again from the log beside the live ones and compared, and with `swap` (admins) put in place. */
  @Allow('start-replay')
  @ApiAcceptedResponse({ type: ReplayDto, description: 'It waits or runs; Location is where it is told of.' })
  @HttpCode(202)
  @Post()
  async start(
    @Context() request: RequestContext,
    @Body() asked: StartReplayDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const wanted = this.requestOf(request, asked);
    const replay = await this.replays.ask(wanted, this.identities.of(request));
    this.queue.look();
    reply.header('location', `/v1/${request.newsroom}/replays/${replay.id}`);
    return replayAsked(replay);
  }

  /** The newsroom's replays of the last ninety days, latest first, without what they found row by row. */
  @Allow('read-replays')
  @ApiOkResponse({ type: ReplayPageDto })
  @Get()
  async page(@Context() { newsroom }: RequestContext, @Query() { limit, cursor }: ReplaysQuery): Promise<unknown> {
    const replays = await this.replays.page(newsroom, limit, cursor && readCursor(cursor));
    const last = replays.length === limit ? replays.at(-1) : undefined;
    return { items: replays.map(replaySummary), next: last ? writeCursor(last.id) : null };
  }

  /** How far it has come, and exactly where live rows differ from what the log gives: which row, which column. */
  @Allow('read-replays')
  @ApiOkResponse({ type: ReplayDto })
  @Get(':id')
  async read(@Context() { newsroom }: RequestContext, @Param() { id }: ReplayParams): Promise<unknown> {
    const replay = await this.replays.find(newsroom, id);
    if (!replay) throw new Rejection('not-found');
    return replayView(replay);
  }

  private requestOf({ newsroom, actor }: RequestContext, { projection, swap = false }: StartReplayDto): ReplayRequest {
    if (swap && !mayByRole(actor, 'swap-projections'))
      throw new Rejection('forbidden', 'Only an admin may put rows in place.');
    const names = this.projector.registered().map(({ name }) => name);
    if (projection !== undefined && !names.includes(projection)) {
      const message = `projection must be one of ${names.join(', ')}`;
      throw new Rejection('validation-failed', message, { errors: [{ path: 'projection', message }] });
    }
    const role = actor.roles.find((one) => one === (swap ? 'admin' : 'auditor')) ?? 'admin';
    const by = { sub: actor.sub, name: actor.name, role };
    return { newsroom, projection, projections: projection === undefined ? names : [projection], swap, by };
  }
}

const writeCursor = (id: string): string => Buffer.from(`r${id}`).toString('base64url');

function readCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (/^r[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text.slice(1);
  const message = 'The cursor is none that a page of this list ended with.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}
