// The auditor's page: empty for everybody, filled through the API by whoever has a token.
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection } from '../errors';
import { isNotModified } from '../http/etag';
import { Public } from '../identity/route-access';
import { BuiltPage } from './built-page';

@ApiExcludeController()
@Controller('audit')
export class AuditController {
  constructor(private readonly page: BuiltPage) {}

  @Public()
  @Get()
  html(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply): void {
    const { html } = this.page;
    if (!html) throw new Rejection('not-found', 'The page is not built: `npm run build` builds it.');
    const { etag, bytes, policy } = html;
    // The address of a state is nobody's but the reader's: with no-referrer set at the door it goes nowhere.
    void reply.headers({ etag, 'cache-control': 'no-cache', 'content-security-policy': policy });
    if (isNotModified(headers, { etag })) return void reply.code(304).send();
    void reply.type('text/html; charset=utf-8').send(bytes);
  }

  @Public()
  @Get(':file')
  file(@Param('file') name: string, @Res() reply: FastifyReply): void {
    const file = this.page.files.get(name);
    if (!file) throw new Rejection('not-found');
    // The name holds a hash of what is in it.
    void reply.header('cache-control', 'public, max-age=31536000, immutable').type(file.type).send(file.bytes);
  }
}
