// What of a request on webhooks cannot be right, beyond its form.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import { AddressRules } from './address-rules';
import { eventTypes, neverSent } from './webhook';

export interface Terms {
  readonly url?: string;
  readonly types?: readonly string[] | null;
  readonly after?: number;
}

@Injectable()
export class WebhookTerms {
  constructor(
    private readonly rules: AddressRules,
    private readonly store: EventStore,
  ) {}

  /** Refuses with `validation-failed`. */
  async check(newsroom: string, { url, types, after = 0 }: Terms): Promise<void> {
    const address = url === undefined ? undefined : this.rules.refusalOf(url);
    if (address !== undefined) throw invalid('url', `url ${address}`);
    const kept = types?.find((type) => neverSent.includes(type));
    if (kept !== undefined) throw invalid('types', `${kept} is never sent`);
    const unknown = types?.find((type) => !eventTypes.includes(type));
    if (unknown !== undefined) throw invalid('types', `${unknown} is no type of event`);
    const head = after === 0 ? 0 : await this.store.head(newsroom);
    if (after > head) throw invalid('after', `after is beyond the end of the log, ${head}`);
  }
}

const invalid = (path: string, message: string): Rejection =>
  new Rejection('validation-failed', message, { errors: [{ path, message }] });
