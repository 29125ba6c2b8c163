// What became of an article's text, over HTTP: blame and diff.
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Article } from '../articles/article';
import { ArticleParams } from '../articles/article-params.dto';
import { bodyText } from '../text/body';
import { Rejection } from '../errors';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { diffContent } from './content-diff';
import { BlameReader } from './blame-reader';
import { BlameDto, BlameQuery, DiffQuery } from './history.dto';
import { RevisionReader } from './revision-reader';
import { unifiedDiff } from './unified';

@ApiTags('history')
@Controller('v1/:newsroom/articles/:id')
export class TextController {
  constructor(
    private readonly revisions: RevisionReader,
    private readonly blames: BlameReader,
  ) {}

  /** Who last wrote each line, when, why and on which citations: all lines in order. */
  @Allow('read-history')
  @ApiOkResponse({ type: BlameDto })
  @Get('blame')
  async blame(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Query() { revision }: BlameQuery,
  ): Promise<BlameDto> {
    const head = await this.revisions.head(request, id);
    return this.blames.lines(request.newsroom, head, revision);
  }

  /** What changed between two revisions: members, citations and text, or the body as a patch. */
  @Allow('read-history')
  @ApiProduces('application/json', 'text/x-diff')
  @Get('diff')
  async diff(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Query() query: DiffQuery,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const head = await this.revisions.head(request, id);
    const to = query.to === undefined ? head : await this.revisions.at(request, id, query.to);
    const from = await this.from(request, { id, from: query.from ?? String(Math.max(1, to.revision - 1)) }, head);
    if (query.format === 'unified') return reply.type('text/x-diff; charset=utf-8').send(unified(from, to));
    const diff = { from: from.revision, to: to.revision, ...diffContent(from.content, to.content) };
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(diff));
  }

  private async from(request: RequestContext, asked: { id: string; from: string }, head: Article): Promise<Article> {
    const { publication } = head;
    if (asked.from === 'story') {
      if (!publication) throw new Rejection('not-found', 'The article has no story yet.');
      return { ...head, revision: publication.revision, content: publication.content };
    }
    if (/^[1-9]\d{0,8}$/.test(asked.from)) return this.revisions.at(request, asked.id, Number(asked.from));
    const message = 'from has to be a revision, or `story`.';
    throw new Rejection('validation-failed', message, { errors: [{ path: 'from', message }] });
  }
}

function unified(from: Article, to: Article): string {
  const names = { fromName: `revision ${from.revision}`, toName: `revision ${to.revision}` };
  return unifiedDiff(bodyText(from.content.body), bodyText(to.content.body), names);
}
