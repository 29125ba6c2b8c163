// Erasure and legal hold over HTTP.
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Rejection } from '../errors';
import { Projector } from '../event-store/projector';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { answerCommand } from './answer-command';
import { CommandAnswerDto } from './answer.dto';
import { ArticleParams } from './article-params.dto';
import { told } from './command-context';
import {
  ErasureDto,
  ErasurePageDto,
  ErasureParams,
  ErasuresQuery,
  LegalHoldDto,
  RequestErasureDto,
} from './erasure.dto';
import { erasureView } from './erasure-view';
import { Erasures } from './erasures';
import { HoldArticle } from './hold-article';
import { RequestTerms } from './request-terms';

/** Milliseconds that an answer waits for the read models to have forgotten too. */
const patience = 5_000;

@ApiTags('trust')
@Controller('v1/:newsroom')
export class ErasuresController {
  constructor(
    private readonly erasures: Erasures,
    private readonly commands: CommandBus,
    private readonly terms: RequestTerms,
    private readonly projector: Projector,
  ) {}

  /** Lists every part, version, rendition and comment that holds it; nothing is destroyed yet. */
  @Post('erasures')
  @Allow('erase')
  async ask(
    @Context() request: RequestContext,
    @Body() { article, ...asked }: RequestErasureDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ErasureDto> {
    requireOne(asked);
    const context = this.terms.commandContext(request, 'erase');
    const { by } = told(context);
    const erasure = await this.erasures.request(context, article, { ...asked, by });
    reply.header('location', `/v1/${request.newsroom}/erasures/${erasure.erasure_id}`);
    return this.view(erasure);
  }

  /** Latest first. */
  @Get('erasures')
  @Allow('read-erasures')
  @ApiOkResponse({ type: ErasurePageDto })
  async list(
    @Context() { newsroom }: RequestContext,
    @Query() { limit, cursor }: ErasuresQuery,
  ): Promise<ErasurePageDto> {
    const found = await this.erasures.page(newsroom, cursor, limit + 1);
    const items = found.slice(0, limit).map((erasure) => this.view(erasure));
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** What is listed, and whether it is erased. */
  @Get('erasures/:id')
  @Allow('read-erasures')
  async one(@Context() { newsroom }: RequestContext, @Param() { id }: ErasureParams): Promise<ErasureDto> {
    return this.view(await this.erasures.one(newsroom, id));
  }

  /** Destroys exactly what is listed; by another person than the one who asked for it. */
  @Post('erasures/:id/approve')
  @HttpCode(200)
  @Allow('erase')
  async approve(
    @Context() request: RequestContext,
    @Param() { id }: ErasureParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ErasureDto> {
    const view = this.view(await this.erasures.approve(this.terms.commandContext(request, 'erase'), id));
    reply.header('stet-position', String(view.position));
    await this.projector.waitFor(request.newsroom, view.position ?? 0, patience).catch(() => undefined);
    return view;
  }

  /** Nothing of the article may be erased from here on. */
  @Post('articles/:id/legal-hold')
  @HttpCode(200)
  @Allow('hold')
  hold(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() dto: LegalHoldDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.setHold(request, params, { ...dto, held: true }, reply);
  }

  /** Lifts the hold. */
  @Delete('articles/:id/legal-hold')
  @Allow('hold')
  lift(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() dto: LegalHoldDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.setHold(request, params, { ...dto, held: false }, reply);
  }

  private async setHold(
    request: RequestContext,
    { id }: ArticleParams,
    hold: { readonly held: boolean; readonly reason: string },
    reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const context = this.terms.commandContext(request, 'hold');
    return answerCommand(reply, await this.commands.execute(new HoldArticle(context, id, hold)));
  }

  private view(erasure: Parameters<typeof erasureView>[0]): ErasureDto {
    return erasureView(
      erasure,
      this.projector.registered().map(({ name }) => name),
    );
  }
}

function requireOne({ quote, revisions, citation }: Omit<RequestErasureDto, 'article'>): void {
  if ([quote, revisions, citation].filter((one) => one !== undefined).length === 1) return;
  const message = 'Give one of quote, revisions and citation.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'quote', message }] });
}
