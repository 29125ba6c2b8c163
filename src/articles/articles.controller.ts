// The working copies over HTTP: draft, read, edit.
import { Body, Controller, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { uuidv7 } from 'uuidv7';
import { mediaTypeOf, Takes } from '../http/media-type';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { CommandAnswerDto, ArticleDto } from './answer.dto';
import { DraftArticleDto, EditArticleDto } from './article.dto';
import { ArticleParams, AsOfQuery, BodyQuery } from './article-params.dto';
import { ArticleReader } from './article-reader';
import { told } from './command-context';
import { DraftArticle } from './draft-article';
import { DraftIntake } from './draft-intake';
import { membersOf, readDraft } from './drafts';
import { EditArticle } from './edit-article';
import { answerCommand } from './answer-command';
import { preconditionOf, RequestTerms } from './request-terms';
import { citationsSentBack } from './sent-back';

@ApiTags('articles')
@Controller('v1/:newsroom/articles')
export class ArticlesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly terms: RequestTerms,
    private readonly reader: ArticleReader,
    private readonly intake: DraftIntake,
  ) {}

  /** Drafts an article, from JSON, from Markdown with front matter, or from a wire text. */
  @Allow('draft-article')
  @Takes('application/json', 'text/plain', 'text/markdown')
  @ApiConsumes('application/json', 'text/plain', 'text/markdown')
  @ApiBody({ type: DraftArticleDto })
  @Post()
  async draft(
    @Context() request: RequestContext,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { headers, newsroom } = request;
    const dto = await readDraft({
      mediaType: mediaTypeOf(headers['content-type'] ?? 'application/json'),
      body,
      language: headers['content-language']?.split(',')[0]?.trim(),
    });
    const context = this.terms.commandContext(request, 'draft-article');
    const id = dto.id ?? uuidv7();
    const answer = await this.intake.take(dto, { newsroom, article: id }, (draft) =>
      this.commands.execute(new DraftArticle(context, id, draft, told(context, dto))),
    );
    reply.header('location', `/v1/${request.newsroom}/articles/${answer.id}`);
    return answerCommand(reply, answer);
  }

  /**
   * The working copy, or the article as it stood at a revision or an instant: as JSON, as Markdown (the body alone, byte
   * for byte), or as readers would see it (HTML).
   */
  @Allow('read-article')
  @ApiProduces('application/json', 'text/markdown', 'text/html')
  @ApiOkResponse({ type: ArticleDto })
  @Get(':id')
  read(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Query() query: AsOfQuery,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.reader.answer(request, { ...query, id }, reply);
  }

  /** Changes members of an article; those left out stay. */
  @Allow('edit-article')
  @Patch(':id')
  async edit(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Body() dto: EditArticleDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { headline, language, body, origin } = dto;
    const members = { ...membersOf(dto), ...(headline !== undefined && { headline }), ...(language && { language }) };
    const citations = citationsSentBack(dto.citations);
    const precondition = preconditionOf(request, dto.baseRevision);
    const context = this.terms.commandContext(request, 'edit-article');
    const edit = { members, body, citations, origin: origin ?? undefined, precondition, told: told(context, dto) };
    return answerCommand(reply, await this.commands.execute(new EditArticle(context, id, edit)));
  }

  /** Replaces the body, byte for byte as it is sent. */
  @Allow('edit-article')
  @Takes('text/markdown')
  @ApiConsumes('text/markdown')
  @ApiBody({ schema: { type: 'string' } })
  @Put(':id/body')
  async writeBody(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Query() { baseRevision, session, note }: BodyQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const body = request.rawBody?.toString('utf8') ?? '';
    const precondition = preconditionOf(request, baseRevision);
    const context = this.terms.commandContext(request, 'edit-article');
    const edit = { members: {}, body, precondition, told: told(context, { session, note }) };
    return answerCommand(reply, await this.commands.execute(new EditArticle(context, id, edit)));
  }
}
