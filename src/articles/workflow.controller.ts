// What an article goes through on its way to readers and back, over HTTP: the verbs that readers notice.
import { Body, Controller, Param, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Projector } from '../event-store/projector';
import { Context, type RequestContext } from '../http/passage';
import { answerCommand } from './answer-command';
import { CommandAnswerDto } from './answer.dto';
import { ArticleParams } from './article-params.dto';
import type { CommandAnswer } from './article-view';
import { publicationRequest } from './publication-request';
import { PublishArticle } from './publish-article';
import { PublishArticleDto, SchedulePublicationDto } from './publish.dto';
import { RequestTerms } from './request-terms';
import { RetractArticle } from './retract-article';
import { SchedulePublication } from './schedule-publication';
import { TakeStep } from './take-step';
import { UnpublishArticle } from './unpublish-article';
import { VerbRoute } from './verb-route';
import { ReasonDto, RetractDto, UnpublishDto } from './verb.dto';

@ApiTags('workflow')
@Controller('v1/:newsroom/articles/:id')
export class WorkflowController {
  constructor(
    private readonly commands: CommandBus,
    private readonly terms: RequestTerms,
    private readonly projector: Projector,
  ) {}

  /** Publishes a version, where no finding of severity error stands in the way. */
  @VerbRoute('publish')
  async publish(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Body() dto: PublishArticleDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, dto, 'publish');
    const publish = { ...publicationRequest(dto), ...terms };
    return this.shown(request, await this.commands.execute(new PublishArticle(context, id, publish)), reply);
  }

  /** Pins this content, to be published at that time. */
  @VerbRoute('schedule')
  async schedule(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Body() dto: SchedulePublicationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { at, timeZone } = dto;
    const { context, ...terms } = this.terms.verb(request, dto, 'schedule');
    const schedule = { ...publicationRequest(dto), ...terms, at, timeZone };
    return answerCommand(reply, await this.commands.execute(new SchedulePublication(context, id, schedule)));
  }

  /** Nothing will be published at the time that was scheduled. */
  @VerbRoute('unschedule')
  async unschedule(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Body() { reason, ...dto }: ReasonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, dto, 'unschedule');
    const step = { verb: 'unschedule', reason } as const;
    return answerCommand(reply, await this.commands.execute(new TakeStep(context, id, step, terms)));
  }

  /** The story keeps its address; readers see headline, dates and the notice instead of its text. */
  @VerbRoute('retract')
  async retract(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Body() { notice, reason, keepText = false, ...dto }: RetractDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, dto, 'retract');
    const retract = { ...terms, notice, reason, keepText };
    return this.shown(request, await this.commands.execute(new RetractArticle(context, id, retract)), reply);
  }

  /** Every address of the story answers that it is gone. */
  @VerbRoute('unpublish')
  async unpublish(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Body() { reason, legal = false, ...dto }: UnpublishDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, dto, 'unpublish');
    const unpublish = { ...terms, reason, legal };
    return this.shown(request, await this.commands.execute(new UnpublishArticle(context, id, unpublish)), reply);
  }

  /** Who publishes looks at the story next. It is published whether or not the read models are there in time. */
  private async shown(
    { newsroom }: RequestContext,
    answer: CommandAnswer,
    reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    await this.projector.waitFor(newsroom, answer.position, 1_000).catch(() => undefined);
    return answerCommand(reply, answer);
  }
}
