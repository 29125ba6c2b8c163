// What is withheld of an article, and released, over HTTP.
import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { answerCommand } from './answer-command';
import { CommandAnswerDto } from './answer.dto';
import { ArticleParams } from './article-params.dto';
import { told } from './command-context';
import { RequestTerms } from './request-terms';
import { WithholdText } from './withhold-text';
import { ReleaseDto, WithholdDto } from './withhold.dto';

@ApiTags('trust')
@Controller('v1/:newsroom/articles/:id')
export class WithholdController {
  constructor(
    private readonly commands: CommandBus,
    private readonly terms: RequestTerms,
  ) {}

  /** Takes words or versions from the public or from the staff; nothing is destroyed. */
  @Post('withhold')
  @HttpCode(200)
  @Allow('withhold')
  async withhold(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Body() { quote, versions, from, legal = false, reason, note }: WithholdDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const context = this.terms.commandContext(request, 'withhold');
    const withhold = { quote, versions, from, legal, reason, told: told(context, { note }) };
    return answerCommand(reply, await this.commands.execute(new WithholdText(context, id, { withhold })));
  }

  /** Shows it again. */
  @Post('release')
  @HttpCode(200)
  @Allow('withhold')
  async release(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Body() { quote, versions, from, reason, note }: ReleaseDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const context = this.terms.commandContext(request, 'withhold');
    const release = { quote, versions, from, reason, told: told(context, { note }) };
    return answerCommand(reply, await this.commands.execute(new WithholdText(context, id, { release })));
  }
}
