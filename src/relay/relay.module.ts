import { type DynamicModule, Module } from '@nestjs/common';
import type { WebhookConfig } from '../config';
import { Readiness } from '../http/readiness';
import { AddressRules } from './address-rules';
import { Deliveries } from './deliveries';
import { DeliveryRuns } from './delivery-runs';
import { Leases } from './leases';
import { Outbound } from './outbound';
import { PaceSetting, usualPace } from './pace';
import { WebhookProgress } from './progress';
import { SealedAnswers } from './sealed-answers';
import { SecretBox } from './secret-box';
import { WebhookAdministration } from './webhook-administration';
import { WebhookCommands } from './webhook-commands';
import { WebhookDispatcher } from './webhook-dispatcher';
import { WebhookLog } from './webhook-log';
import { WebhookReader } from './webhook-reader';
import { WebhookTerms } from './webhook-terms';
import { WebhookTest } from './webhook-test';
import { WebhookVerbsController } from './webhook-verbs.controller';
import { Webhooks } from './webhooks';
import { WebhooksController } from './webhooks.controller';

export interface RelaySetting {
  readonly config: WebhookConfig;
  /** 32 bytes under which secrets are sealed. */
  readonly key: Buffer;
}

@Module({
  controllers: [WebhooksController, WebhookVerbsController],
  providers: [
    Webhooks,
    Leases,
    WebhookProgress,
    Deliveries,
    DeliveryRuns,
    WebhookDispatcher,
    WebhookReader,
    WebhookTerms,
    SealedAnswers,
    WebhookCommands,
    WebhookLog,
    WebhookTest,
    WebhookAdministration,
  ],
})
export class RelayModule {
  constructor(webhooks: Webhooks, readiness: Readiness) {
    // A receiver that is away is no reason to send this server no requests: it is told and is well.
    readiness.add({ name: 'webhooks', check: () => webhooks.count() });
  }

  static with({ config, key }: RelaySetting = { config: {}, key: Buffer.alloc(32) }): DynamicModule {
    const { http = false, networks = [], ...given } = config;
    const present = Object.entries(given).filter(([, value]) => value !== undefined);
    const pace = { ...usualPace, ...Object.fromEntries(present) };
    const rules = new AddressRules({ http, networks });
    return {
      module: RelayModule,
      providers: [
        { provide: AddressRules, useValue: rules },
        { provide: PaceSetting, useValue: new PaceSetting(pace) },
        { provide: Outbound, useValue: new Outbound(rules, pace.timeout) },
        { provide: SecretBox, useValue: new SecretBox(key) },
      ],
    };
  }
}
