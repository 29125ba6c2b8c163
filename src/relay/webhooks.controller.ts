// Webhooks over HTTP: made, listed, changed and deleted by admins.
import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { WebhookAdministration } from './webhook-administration';
import { answered, type WebhookAnswer } from './webhook-commands';
import { WebhookReader } from './webhook-reader';
import { WebhookTerms } from './webhook-terms';
import * as dto from './webhook.dto';

@ApiTags('webhooks')
@Controller('v1/:newsroom/webhooks')
export class WebhooksController {
  constructor(
    private readonly administration: WebhookAdministration,
    private readonly reader: WebhookReader,
    private readonly terms: WebhookTerms,
  ) {}

  /** Has events sent to a receiver, signed with the secret that is answered here and never again. */
  @Allow('manage-webhooks')
  @ApiCreatedResponse({ type: dto.SecretWebhookDto })
  @Post()
  async create(
    @Context() request: RequestContext,
    @Body() asked: dto.CreateWebhookDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookAnswer> {
    await this.terms.check(request.newsroom, asked);
    const done = await this.administration.create(request, asked);
    reply.header('location', `/v1/${request.newsroom}/webhooks/${done.answer.id}`);
    return answered(reply, done);
  }

  /** The newsroom's webhooks, latest first. */
  @Allow('read-webhooks')
  @ApiOkResponse({ type: dto.WebhookPageDto })
  @Get()
  page(@Context() { newsroom }: RequestContext, @Query() { limit, cursor }: dto.WebhooksQuery): Promise<unknown> {
    return this.reader.page(newsroom, limit, cursor);
  }

  /** How far it has come, its last failures, and which articles wait. */
  @Allow('read-webhooks')
  @ApiOkResponse({ type: dto.OneWebhookDto })
  @Get(':id')
  read(@Context() { newsroom }: RequestContext, @Param() { id }: dto.WebhookParams): Promise<unknown> {
    return this.reader.one({ newsroom, id });
  }

  /** Changes where, of which types, or what for; members left out stay. */
  @Allow('manage-webhooks')
  @ApiOkResponse({ type: dto.WebhookDto })
  @Patch(':id')
  async change(
    @Context() request: RequestContext,
    @Param() { id }: dto.WebhookParams,
    @Body() asked: dto.ChangeWebhookDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookAnswer> {
    await this.terms.check(request.newsroom, asked);
    return answered(reply, await this.administration.change(request, { newsroom: request.newsroom, id }, asked));
  }

  /** Sends nothing more. What was not received yet is not sent. */
  @Allow('manage-webhooks')
  @ApiOkResponse({ type: dto.WebhookDto, description: 'As it was last.' })
  @Delete(':id')
  async remove(
    @Context() request: RequestContext,
    @Param() { id }: dto.WebhookParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookAnswer> {
    return answered(reply, await this.administration.remove(request, { newsroom: request.newsroom, id }));
  }
}
