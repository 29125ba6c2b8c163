// What became of an article's text, over HTTP: blame and diff.
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ArticleParams } from '../articles/article-params.dto';
import { bodyText } from '../text/body';
import { answerLasting } from '../http/lasting-answer';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { BlameReader } from './blame-reader';
import { BlameDto, BlameQuery } from './blame.dto';
import { DiffReader, type ArticleDiff } from './diff-reader';
import { DiffDto, DiffQuery } from './diff.dto';
import { redlinePage, redlinePolicy } from './redline-page';
import { unifiedDiff } from './unified';

@ApiTags('history')
@Controller('v1/:newsroom/articles/:id')
export class TextController {
  constructor(
    private readonly diffs: DiffReader,
    private readonly blames: BlameReader,
  ) {}

  /** Who last wrote each line or sentence, when, why and on which citations: all of them in order. */
  @Allow('read-history')
  @ApiOkResponse({ type: BlameDto })
  @Get('blame')
  async blame(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Query() query: BlameQuery,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const text = JSON.stringify(await this.blames.blame(request, id, query));
    return answerLasting(request, reply, { ...json, text, fixed: query.revision !== undefined });
  }

  /** What changed between two revisions, or the story and one: members, citations and text, or the body as a patch. */
  @Allow('read-history')
  @ApiProduces('application/json', 'text/html', 'text/x-diff')
  @ApiOkResponse({ type: DiffDto })
  @Get('diff')
  async diff(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Query() query: DiffQuery,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const diff = await this.diffs.diff(request, id, query);
    if (query.format === 'html') reply.header('content-security-policy', redlinePolicy);
    return answerLasting(request, reply, { ...represent(diff, query.format), fixed: diff.fixed });
  }
}

const json = { mediaType: 'application/json' };

function represent(diff: ArticleDiff, format: DiffQuery['format']): { mediaType: string; text: string } {
  if (format === 'html') return { mediaType: 'text/html', text: redlinePage(diff) };
  if (format === 'unified') return { mediaType: 'text/x-diff', text: unified(diff) };
  const { from, to, members, citations, text, claims } = diff;
  const { version } = from;
  return {
    ...json,
    text: JSON.stringify({ from: from.revision, to: to.revision, version, members, citations, text, claims }),
  };
}

function unified({ from, to }: ArticleDiff): string {
  const fromName = from.version === null ? `revision ${from.revision}` : `version ${from.version}`;
  const names = { fromName, toName: `revision ${to.revision}` };
  return unifiedDiff(bodyText(from.content.body), bodyText(to.content.body), names);
}
