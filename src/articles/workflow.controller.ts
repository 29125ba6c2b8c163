// What an article goes through on its way to readers, over HTTP: its checks and the verbs.
import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Rejection } from '../errors';
import { Projector } from '../event-store/projector';
import { Context, type RequestContext } from '../http/passage';
import { can } from '../identity/access';
import { Allow } from '../identity/route-access';
import { answerCommand } from './answer-command';
import { ChecksDto, CommandAnswerDto } from './answer.dto';
import { ArticleParams } from './article-params.dto';
import { ArticleReader } from './article-reader';
import { runChecks } from './checks/all-checks';
import { told } from './command-context';
import { PublishArticle } from './publish-article';
import { PublishArticleDto } from './publish.dto';
import { preconditionOf, RequestTerms } from './request-terms';

@ApiTags('workflow')
@Controller('v1/:newsroom/articles/:id')
export class WorkflowController {
  constructor(
    private readonly commands: CommandBus,
    private readonly terms: RequestTerms,
    private readonly reader: ArticleReader,
    private readonly projector: Projector,
  ) {}

  /** What stands in the way of publishing, and what an editor should look at. */
  @Allow('read-article')
  @Get('checks')
  async checks(@Context() request: RequestContext, @Param() { id }: ArticleParams): Promise<ChecksDto> {
    const { content } = await this.reader.article(request, { id });
    const { publishable, findings } = runChecks(content);
    return { publishable, findings: [...findings] };
  }

  /** Publishes the first version, where no finding of severity error stands in the way. */
  @Allow('publish')
  @HttpCode(200)
  @Post('publish')
  async publish(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Body() { baseRevision, slug, waive = [], note }: PublishArticleDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    if (waive.length > 0 && !can(request.actor, 'waive'))
      throw new Rejection('forbidden', 'Waiving needs role standards.');
    const context = this.terms.commandContext(request, 'publish');
    const waivers = waive.map(({ code, reason }) => ({ code, reason }));
    const precondition = preconditionOf(request, baseRevision);
    const publish = { precondition, slug, waive: waivers, told: told(context, { note }) };
    const answer = await this.commands.execute(new PublishArticle(context, id, publish));
    await this.shown(request.newsroom, answer.position);
    return answerCommand(reply, answer);
  }

  /** Who publishes looks at the story next. It is published whether or not the read models are there in time. */
  private async shown(newsroom: string, position: number): Promise<void> {
    await this.projector.waitFor(newsroom, position, 1_000).catch(() => undefined);
  }
}
