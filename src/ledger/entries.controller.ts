// What the leaves are hashes of, for those who read the log: envelopes, never payloads (C2SP tlog-tiles, entry bundles).
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection } from '../errors';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { LedgerEntries } from './ledger-entries';
import { readTileAddress } from './tiles';

@ApiTags('ledger')
@Controller('v1/:newsroom/ledger/tile/entries')
export class EntriesController {
  constructor(private readonly entries: LedgerEntries) {}

  /** The lines under the leaves of one tile: `000`, `x001/234`, or partial `000.p/17`; each has its length before it, two bytes. */
  @Allow('read-events')
  @ApiParam({ name: 'path', type: String, description: 'Index and width of the tile.' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Get('*')
  async bundle(
    @Context() { newsroom }: RequestContext,
    @Req() request: FastifyRequest<{ Params: { readonly '*'?: string } }>,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const run = readTileAddress('0', request.params['*'] ?? '');
    const bytes = run && (await this.entries.bundle(newsroom, run));
    if (!bytes) throw new Rejection('not-found', 'There are no such entries of what is signed.');
    return reply.type('application/octet-stream').send(bytes);
  }
}
