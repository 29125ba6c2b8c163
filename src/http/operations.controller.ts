// What operators ask: is it alive, can it work, how does it do.
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../identity/route-access';
import { metrics } from './metrics';
import { Readiness, type ProbeAnswer } from './readiness';

@ApiExcludeController()
@Controller()
export class OperationsController {
  constructor(private readonly readiness: Readiness) {}

  @Public()
  @Get('health/live')
  @Header('cache-control', 'no-store')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Public()
  @Get('health/ready')
  @Header('cache-control', 'no-store')
  async ready(): Promise<{ readonly status: 'ok'; readonly checks: Readonly<Record<string, ProbeAnswer>> }> {
    return { status: 'ok', checks: await this.readiness.check() };
  }

  @Public()
  @Get('metrics')
  @Header('content-type', metrics.contentType)
  @Header('cache-control', 'no-store')
  prometheus(): Promise<string> {
    return metrics.metrics();
  }
}
