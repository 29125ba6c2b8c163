// The revision history of an article over HTTP: what was done, and the article as it stood.
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ArticleParams } from '../articles/article-params.dto';
import { answerLasting } from '../http/lasting-answer';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { ArticleRevisionDto, RevisionPageDto, RevisionParams, RevisionsQuery } from './history.dto';
import { RevisionReader } from './revision-reader';

@ApiTags('history')
@Controller('v1/:newsroom/articles/:id/revisions')
export class RevisionsController {
  constructor(private readonly reader: RevisionReader) {}

  /** Who changed the article when and why, and how many words came and went. */
  @Allow('read-history')
  @ApiOkResponse({ type: RevisionPageDto })
  @Get()
  async list(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Query() query: RevisionsQuery,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const text = JSON.stringify(await this.reader.page(request, id, query));
    return answerLasting(request, reply, { mediaType: 'application/json', text, fixed: false });
  }

  /** The article as of a revision, and what that revision was; as Markdown the body alone, byte for byte. */
  @Allow('read-history')
  @ApiProduces('application/json', 'text/markdown')
  @ApiOkResponse({ type: ArticleRevisionDto })
  @Get(':revision')
  read(
    @Context() request: RequestContext,
    @Param() params: RevisionParams,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.reader.answer(request, params, reply);
  }
}
