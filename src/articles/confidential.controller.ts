// Confidential sources over HTTP, once they are cited: approved by a second person, and revealed to who has to know.
import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/passage';
import { Allow, Discreet } from '../identity/route-access';
import { answerCommand } from './answer-command';
import { CommandAnswerDto, RevealedDto } from './answer.dto';
import { ApproveSource } from './approve-source';
import { CitationParams } from './article-params.dto';
import { RequestTerms } from './request-terms';
import { RevealIdentity } from './reveal-identity';
import { ReasonDto } from './verb.dto';

@ApiTags('citations')
@Controller('v1/:newsroom/articles/:id/citations/:key')
export class ConfidentialController {
  constructor(
    private readonly commands: CommandBus,
    private readonly terms: RequestTerms,
  ) {}

  /** Approves a confidential source; by another person than who gave it. */
  @Allow('approve-source')
  @HttpCode(200)
  @Post('approve')
  async approve(
    @Context() request: RequestContext,
    @Param() { id, key }: CitationParams,
    @Body() { baseRevision, note, reason }: ReasonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, { baseRevision, note }, 'approve-source');
    return answerCommand(reply, await this.commands.execute(new ApproveSource(context, id, { key, reason }, terms)));
  }

  /** Tells who a confidential source is, and writes down who was told and why: for `standards` and `auditor` to see. */
  @Allow('reveal-source')
  @Discreet()
  @HttpCode(200)
  @Post('reveal')
  async reveal(
    @Context() request: RequestContext,
    @Param() { id, key }: CitationParams,
    @Body() { baseRevision, note, reason }: ReasonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RevealedDto> {
    const { context, ...terms } = this.terms.verb(request, { baseRevision, note }, 'reveal-source');
    const { identity, ...answer } = await this.commands.execute(
      new RevealIdentity(context, id, { key, reason }, terms),
    );
    reply.header('cache-control', 'no-store');
    return { ...answerCommand(reply, answer), identity };
  }
}
