// An article's evidence over HTTP: one document that anybody verifies offline.
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { answerLasting } from '../http/lasting-answer';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { EvidenceDto, EvidenceParams, EvidenceQuery } from './evidence.dto';
import { EvidenceReader } from './evidence-reader';

@ApiTags('ledger')
@Controller('v1/:newsroom/articles/:id/evidence')
export class EvidenceController {
  constructor(private readonly reader: EvidenceReader) {}

  /** Every event of the article and what was published of it, with what proves it: `npm run verify -- bundle.json`. */
  @Allow('read-evidence')
  @ApiOkResponse({ type: EvidenceDto })
  @Get()
  async read(
    @Context() request: RequestContext,
    @Param() { id }: EvidenceParams,
    @Query() { from }: EvidenceQuery,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { newsroom, actor: reader } = request;
    const text = await this.reader.bundle({ newsroom, article: id, reader, from: from === undefined ? [] : [from] });
    return answerLasting(request, reply, { mediaType: 'application/json', text, fixed: false });
  }
}
