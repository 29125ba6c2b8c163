// The ledger for everybody: checkpoints, keys, tiles and proofs. They hold hashes alone, so they are public.
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection } from '../errors';
import { minPosition } from '../http/min-position';
import { Public } from '../identity/route-access';
import { answerPublic } from './public-answer';
import { Ledger } from './ledger';
import { ConsistencyDto, ConsistencyQuery, InclusionDto, InclusionQuery, PositionQuery } from './ledger.dto';
import { proofText } from './proof-text';
import { readTileAddress } from './tiles';

type LedgerRequest = FastifyRequest<{ Params: { readonly newsroom: string; readonly '*'?: string } }>;

const hex = (hash: Buffer): string => hash.toString('hex');

@ApiTags('ledger')
@ApiHeader({ name: 'Stet-Min-Position', required: false, description: 'Wait until this position is signed.' })
@ApiResponse({ status: 304, description: 'Not modified.' })
@Controller('v1/:newsroom/ledger')
export class LedgerController {
  constructor(private readonly ledger: Ledger) {}

  /** The newest checkpoint: how many events are signed, and the head of the tree over them (C2SP tlog-checkpoint). */
  @Public()
  @ApiParam({ name: 'newsroom', type: String })
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'A C2SP signed note.', schema: { type: 'string' } })
  @Get('checkpoint')
  async checkpoint(@Req() request: LedgerRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { note } = await this.ledger.head(await this.asked(request));
    return answerPublic(request, reply, { type: 'text/plain; charset=utf-8', bytes: note, lasting: false });
  }

  /** The verifier key of the newest key that signs, one line (C2SP signed note). */
  @Public()
  @ApiParam({ name: 'newsroom', type: String })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Get('key')
  async key(@Req() request: LedgerRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const [newest = ''] = this.ledger.keys(await this.asked(request), 'signing');
    return answerPublic(request, reply, { type: 'text/plain; charset=utf-8', bytes: `${newest}\n`, lasting: false });
  }

  /** The verifier keys of all that sign or ever signed, one a line, newest first. */
  @Public()
  @ApiParam({ name: 'newsroom', type: String })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Get('keys')
  async keys(@Req() request: LedgerRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const lines = this.ledger.keys(await this.asked(request)).map((line) => `${line}\n`);
    return answerPublic(request, reply, { type: 'text/plain; charset=utf-8', bytes: lines.join(''), lasting: false });
  }

  /** Hashes of the tree: `000`, `x001/234`, or partial `000.p/17` (C2SP tlog-tiles). */
  @Public()
  @ApiParam({ name: 'newsroom', type: String })
  @ApiParam({ name: 'level', type: String })
  @ApiParam({ name: 'path', type: String, description: 'Index and width of the tile.' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: '32 bytes a hash.', schema: { type: 'string', format: 'binary' } })
  @Get('tile/:level/*')
  async tile(
    @Param('level') level: string,
    @Req() request: LedgerRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const run = readTileAddress(level, request.params['*'] ?? '');
    const bytes = run && (await this.ledger.tile(await this.asked(request), run));
    if (!bytes) throw new Rejection('not-found', 'There is no such tile of what is signed.');
    return answerPublic(request, reply, { type: 'application/octet-stream', bytes, lasting: true });
  }

  /** Proves that an event's leaf is in the tree of a size. */
  @Public()
  @ApiParam({ name: 'newsroom', type: String })
  @ApiOkResponse({ type: InclusionDto })
  @Get('proof/inclusion')
  async inclusion(
    @Query() { position, size }: InclusionQuery,
    @Req() request: LedgerRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const proof = await this.ledger.inclusion(await this.asked(request), position, size);
    const answer: InclusionDto = { ...proof, leaf: hex(proof.leaf), path: proof.path.map(hex) };
    return answerPublic(request, reply, { type, bytes: JSON.stringify(answer), lasting: size !== undefined });
  }

  /** Proves that the tree of a size is the beginning of a later one. */
  @Public()
  @ApiParam({ name: 'newsroom', type: String })
  @ApiOkResponse({ type: ConsistencyDto })
  @Get('proof/consistency')
  async consistency(
    @Query() { from, to }: ConsistencyQuery,
    @Req() request: LedgerRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const proof = await this.ledger.consistency(await this.asked(request), from, to);
    const answer: ConsistencyDto = { ...proof, path: proof.path.map(hex) };
    return answerPublic(request, reply, { type, bytes: JSON.stringify(answer), lasting: to !== undefined });
  }

  /** Proves that an event's leaf is in the tree of the newest checkpoint, which comes with it (C2SP tlog-proof). */
  @Public()
  @ApiParam({ name: 'newsroom', type: String })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Get('proof/event')
  async event(
    @Query() { position }: PositionQuery,
    @Req() request: LedgerRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const newsroom = await this.asked(request);
    const { size, note } = await this.ledger.head(newsroom);
    const proof = await this.ledger.inclusion(newsroom, position, Math.max(size, position));
    const bytes = proofText(proof, note);
    return answerPublic(request, reply, { type: 'text/plain; charset=utf-8', bytes, lasting: false });
  }

  /** The newsroom of the path, which is there, once its ledger has come as far as the request asks. */
  private async asked({ params, headers }: LedgerRequest): Promise<string> {
    await this.ledger.waitFor(params.newsroom, minPosition(headers['stet-min-position']) ?? 0);
    return params.newsroom;
  }
}

const type = 'application/json; charset=utf-8';
