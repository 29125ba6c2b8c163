// The verbs of the workflow that concern the newsroom alone, over HTTP.
import { Body, Controller, Param, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/passage';
import { answerCommand } from './answer-command';
import { CommandAnswerDto } from './answer.dto';
import { ArticleParams } from './article-params.dto';
import type { Step } from './decide-review';
import { RequestTerms } from './request-terms';
import { RestoreRevision } from './restore-revision';
import { TakeStep } from './take-step';
import { VerbRoute } from './verb-route';
import { ApproveDto, AssignDto, ReasonDto, RequestChangesDto, RequireDto, RestoreDto, VerbDto } from './verb.dto';

@ApiTags('workflow')
@Controller('v1/:newsroom/articles/:id')
export class ReviewController {
  constructor(
    private readonly commands: CommandBus,
    private readonly terms: RequestTerms,
  ) {}

  /** Says who works on the article, and who of the newsroom sees it. */
  @VerbRoute('assign')
  assign(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() { actors, access, ...dto }: AssignDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'assign', actors, access } }, reply);
  }

  /** Hands a draft in for review. */
  @VerbRoute('submit')
  submit(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() dto: VerbDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'submit' } }, reply);
  }

  /** Sends it back; the note says what has to change. */
  @VerbRoute('request-changes')
  requestChanges(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() dto: RequestChangesDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'request-changes' } }, reply);
  }

  /** Approves exactly this content; an edit afterwards makes it a draft again. */
  @VerbRoute('approve')
  approve(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() { as = 'desk', ...dto }: ApproveDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'approve', as } }, reply);
  }

  /** From here on nothing of the article is published without that approval. */
  @VerbRoute('require')
  require(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() { approval, reason, ...dto }: RequireDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'require', approval, reason } }, reply);
  }

  /** Puts the article aside. */
  @VerbRoute('spike')
  spike(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() { reason, ...dto }: ReasonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'spike', reason } }, reply);
  }

  /** Takes it up again, as a draft. */
  @VerbRoute('revive')
  revive(
    @Context() request: RequestContext,
    @Param() params: ArticleParams,
    @Body() { reason, ...dto }: ReasonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    return this.take(request, params, { dto, step: { verb: 'revive', reason } }, reply);
  }

  /** Edits the article back to what it was at an earlier revision. */
  @VerbRoute('restore')
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
    { dto, step }: { readonly dto: VerbDto; readonly step: Step },
    reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, dto, step.verb);
    return answerCommand(reply, await this.commands.execute(new TakeStep(context, id, step, terms)));
  }
}
