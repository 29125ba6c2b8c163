// The verbs of the workflow that concern the newsroom alone, over HTTP.
import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/passage';
import type { Action } from '../identity/access';
import { Allow } from '../identity/route-access';
import { answerCommand } from './answer-command';
import { CommandAnswerDto } from './answer.dto';
import { ArticleParams } from './article-params.dto';
import type { Step } from './decide-review';
import { RequestTerms } from './request-terms';
import { RestoreRevision } from './restore-revision';
import { TakeStep } from './take-step';
import { ApproveDto, AssignDto, ReasonDto, RequestChangesDto, RequireDto, RestoreDto, VerbDto } from './verb.dto';

@ApiTags('workflow')
@Controller('v1/:newsroom/articles/:id')
export class ReviewController {
  constructor(
    private readonly commands: CommandBus,
    private readonly terms: RequestTerms,
  ) {}

  /** Says who works on the article, and who of the newsroom sees it. */
  @Allow('assign')
  @HttpCode(200)
  @Post('assign')
  assign(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() { actors, access, ...dto }: AssignDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'assign', actors, access }, action: 'assign' }, reply);
  }

  /** Hands a draft in for review. */
  @Allow('submit')
  @HttpCode(200)
  @Post('submit')
  submit(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() dto: VerbDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'submit' }, action: 'submit' }, reply);
  }

  /** Sends it back; the note says what has to change. */
  @Allow('request-changes')
  @HttpCode(200)
  @Post('request-changes')
  requestChanges(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() dto: RequestChangesDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'request-changes' }, action: 'request-changes' }, reply);
  }

  /** Approves exactly this content; an edit afterwards makes it a draft again. */
  @Allow('approve')
  @HttpCode(200)
  @Post('approve')
  approve(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() { as = 'desk', ...dto }: ApproveDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'approve', as }, action: 'approve' }, reply);
  }

  /** From here on nothing of the article is published without that approval. */
  @Allow('require')
  @HttpCode(200)
  @Post('require')
  require(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() { approval, reason, ...dto }: RequireDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'require', approval, reason }, action: 'require' }, reply);
  }

  /** Puts the article aside. */
  @Allow('spike')
  @HttpCode(200)
  @Post('spike')
  spike(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() { reason, ...dto }: ReasonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'spike', reason }, action: 'spike' }, reply);
  }

  /** Takes it up again, as a draft. */
  @Allow('revive')
  @HttpCode(200)
  @Post('revive')
  revive(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() { reason, ...dto }: ReasonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'revive', reason }, action: 'revive' }, reply);
  }

  /** Edits the article back to what it was at an earlier revision. */
  @Allow('restore')
  @HttpCode(200)
  @Post('restore')
  async restore(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Body() { revision, reason, ...dto }: RestoreDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, { ...dto, note: dto.note ?? reason }, 'restore');
    return answerCommand(reply, await this.commands.execute(new RestoreRevision(context, id, { revision, ...terms })));
  }

  private async take(
    request: RequestContext,
    { id }: ArticleParams,
    { dto, step, action }: { readonly dto: VerbDto; readonly step: Step; readonly action: Action },
    reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, dto, action);
    return answerCommand(reply, await this.commands.execute(new TakeStep(context, id, step, terms)));
  }
}
