// What admins do to a webhook that is there: a new secret, parked and resumed, replayed, tested.
import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { WebhookAdministration } from './webhook-administration';
import { answered, type WebhookAnswer } from './webhook-commands';
import { WebhookReader } from './webhook-reader';
import { WebhookTerms } from './webhook-terms';
import { WebhookTest } from './webhook-test';
import * as dto from './webhook.dto';

/** Seconds for which the secret before signs too, unless told. */
const usualOverlap = 24 * 3600;

@ApiTags('webhooks')
@Controller('v1/:newsroom/webhooks/:id')
export class WebhookVerbsController {
  constructor(
    private readonly administration: WebhookAdministration,
    private readonly reader: WebhookReader,
    private readonly terms: WebhookTerms,
    private readonly tests: WebhookTest,
  ) {}

  /** Makes a new secret, answered here and never again; the one before signs too for a while. */
  @Allow('manage-webhooks')
  @ApiOkResponse({ type: dto.SecretWebhookDto })
  @HttpCode(200)
  @Post('rotate-secret')
  async rotate(
    @Context() request: RequestContext,
    @Param() { id }: dto.WebhookParams,
    @Body() { overlap = usualOverlap }: dto.RotateSecretDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookAnswer> {
    return answered(reply, await this.administration.rotate(request, { newsroom: request.newsroom, id }, overlap));
  }

  /** Sends nothing until it is resumed; nothing is lost meanwhile. */
  @Allow('manage-webhooks')
  @ApiOkResponse({ type: dto.WebhookDto })
  @HttpCode(200)
  @Post('park')
  async park(
    @Context() request: RequestContext,
    @Param() { id }: dto.WebhookParams,
    @Body() { reason }: dto.ParkWebhookDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookAnswer> {
    return answered(reply, await this.administration.park(request, { newsroom: request.newsroom, id }, reason));
  }

  /** Goes on where it stood; what waits or was given up is tried again at once. */
  @Allow('manage-webhooks')
  @ApiOkResponse({ type: dto.WebhookDto })
  @HttpCode(200)
  @Post('resume')
  async resume(
    @Context() request: RequestContext,
    @Param() { id }: dto.WebhookParams,
    @Body() _asked: dto.ResumeWebhookDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookAnswer> {
    return answered(reply, await this.administration.resume(request, { newsroom: request.newsroom, id }));
  }

  /** Sends everything behind a position of the log again, in its order. */
  @Allow('manage-webhooks')
  @ApiOkResponse({ type: dto.WebhookDto })
  @HttpCode(200)
  @Post('replay')
  async replay(
    @Context() request: RequestContext,
    @Param() { id }: dto.WebhookParams,
    @Body() { after }: dto.ReplayWebhookDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookAnswer> {
    await this.terms.check(request.newsroom, { after });
    return answered(reply, await this.administration.replay(request, { newsroom: request.newsroom, id }, after));
  }

  /** Sends an event of type `webhook-test`, which is not in the log, once; also while it is parked. */
  @Allow('manage-webhooks')
  @ApiOkResponse({ type: dto.WebhookTestDto })
  @HttpCode(200)
  @Post('test')
  async test(
    @Body() _asked: dto.TestWebhookDto,
    @Context() request: RequestContext,
    @Param() { id }: dto.WebhookParams,
  ): Promise<dto.WebhookTestDto> {
    return this.tests.carryOut(request, await this.reader.find({ newsroom: request.newsroom, id }));
  }
}
