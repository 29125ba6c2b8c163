// The newsroom's corrections over HTTP: open to everybody, and with what staff know for those whose token says so.
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { negotiate } from '../http/accept';
import { isNotModified } from '../http/etag';
import { PublicOrKnown } from '../identity/route-access';
import { CorrectionPageDto, CorrectionsQuery } from './corrections.dto';
import { CorrectionsList } from './corrections-list';
import { cacheControl, etagOf } from './served-story';

const summary = 'What readers were told of changes and retractions of stories, newest first';
const description =
  'Without a token, or with one of another role than editor, standards or auditor, it is what readers were told. ' +
  'Corrections of unpublished stories are for those roles only.';

@ApiTags('Readers')
@Controller('v1/:newsroom/corrections')
export class CorrectionsController {
  constructor(private readonly list: CorrectionsList) {}

  @Get()
  @PublicOrKnown()
  @ApiOperation({ summary, description })
  @ApiHeader({ name: 'If-None-Match', required: false })
  @ApiOkResponse({ type: CorrectionPageDto })
  @ApiResponse({ status: 304, description: 'Not modified.' })
  async page(
    @Param('newsroom') newsroom: string,
    @Query() query: CorrectionsQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    negotiate(request.headers.accept, ['application/json']);
    const { actor } = request.passage;
    const bytes = Buffer.from(JSON.stringify(await this.list.page(newsroom, query, actor)), 'utf8');
    const etag = etagOf(bytes);
    // A cache must not give what anybody may read to one who would be told more.
    void reply.headers({ etag, vary: 'Accept, Authorization' });
    if (!actor) void reply.header('cache-control', cacheControl); // the door has said that the other is private
    if (isNotModified(request.headers, { etag })) return void reply.code(304).send();
    void reply.header('content-type', 'application/json; charset=utf-8').send(bytes);
  }
}
