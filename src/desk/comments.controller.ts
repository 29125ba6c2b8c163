// Comments on an article over HTTP: beside its history, not part of it.
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ArticleParams } from '../articles/article-params.dto';
import { CommandIdentities } from '../http/command-identity';
import { Context, type RequestContext } from '../http/passage';
import { validated } from '../http/validation';
import { Allow } from '../identity/route-access';
import { AddComment } from './add-comment';
import { CommentReader, type CommentPageView } from './comment-reader';
import type { CommentAnswer } from './comment-log';
import type { CommentView } from './comment-view';
import {
  AddCommentDto,
  CommentDto,
  CommentPageDto,
  CommentParams,
  CommentsQuery,
  ResolveCommentDto,
} from './comment.dto';
import { ResolveComment } from './resolve-comment';

@ApiTags('desk')
@Controller('v1/:newsroom/articles/:id/comments')
export class CommentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly identities: CommandIdentities,
    private readonly reader: CommentReader,
  ) {}

  /** The comments on the article, oldest first, each with where its words stand now. */
  @Allow('read-article')
  @ApiOkResponse({ type: CommentPageDto })
  @Get()
  list(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Query() query: CommentsQuery,
  ): Promise<CommentPageView> {
    return this.reader.page(request, id, query);
  }

  /** One comment. */
  @Allow('read-article')
  @ApiOkResponse({ type: CommentDto })
  @Get(':n')
  read(@Context() request: RequestContext, @Param() { id, n }: CommentParams): Promise<CommentView> {
    return this.reader.one(request, id, n);
  }

  /** Comments on words of the article, on a line, or without either on the whole. No revision of the article. */
  @Allow('comment')
  @Post()
  async add(
    @Context() request: RequestContext,
    @Param() { newsroom, id }: ArticleParams,
    @Body() { text, quote, line, baseRevision }: AddCommentDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommentDto> {
    const said = { text, quote: quote ?? undefined, line: line ?? undefined, baseRevision: baseRevision ?? undefined };
    const answer = await this.commands.execute(new AddComment(this.contextOf(request), id, said));
    reply.header('location', `/v1/${newsroom}/articles/${id}/comments/${answer.comment.n}`);
    return answerComment(reply, answer);
  }

  /** Settles a comment, which stays. By its author or an editor; again changes nothing. */
  @Allow('comment')
  @HttpCode(200)
  @ApiBody({ type: ResolveCommentDto, required: false })
  @Post(':n/resolve')
  async resolve(
    @Context() request: RequestContext,
    @Param() { id, n }: CommentParams,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommentDto> {
    await validated(ResolveCommentDto, body ?? {});
    return answerComment(reply, await this.commands.execute(new ResolveComment(this.contextOf(request), id, n)));
  }

  private contextOf(request: RequestContext) {
    const { newsroom, actor } = request;
    return { newsroom, actor, action: 'comment' as const, ...this.identities.of(request) };
  }
}

function answerComment(reply: FastifyReply, { comment, position }: CommentAnswer): CommentDto {
  reply.header('stet-position', String(position));
  const described: unknown = comment; // the same data, in the class that the OpenAPI document is made from
  return described as CommentDto;
}
