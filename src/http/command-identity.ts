// Which command a request asks for: with an Idempotency-Key every repeat of it asks for the same one.
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { nameBasedUuid } from '../name-based-uuid';
import type { RequestContext } from './passage';
import { requestMac } from './request-mac';

/** Under which the MACs of requests are made; kept outside the database. */
@Injectable()
export class RequestSecret {
  constructor(readonly bytes: Buffer) {}
}

export interface CommandIdentity {
  /** UUID. */
  readonly commandId: string;
  /** Of a request with an Idempotency-Key: its answer is stored then. */
  readonly requestMac?: Buffer;
}

@Injectable()
export class CommandIdentities {
  constructor(private readonly secret: RequestSecret) {}

  of(request: RequestContext): CommandIdentity {
    const { newsroom, actor, idempotencyKey } = request;
    // Without a key nobody asks for the command again: its id is nobody else's.
    if (idempotencyKey === undefined) return { commandId: uuidv7() };
    const id = commandId(newsroom, actor.sub, idempotencyKey);
    return { commandId: id, requestMac: requestMac(this.secret.bytes, request) };
  }
}

/** UUIDv8 of newsroom, person and Idempotency-Key. */
export const commandId = (newsroom: string, actorSub: string, key: string): string =>
  nameBasedUuid('stet-command/v1', newsroom, actorSub, key);
