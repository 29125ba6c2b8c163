// From a request to what a command carries: its id, its precondition, what its event tells.
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Rejection } from '../errors';
import { commandId } from '../event-store/idempotency';
import type { RequestContext } from '../http/passage';
import { requestMac } from '../http/request-mac';
import type { Action } from '../identity/access';
import type { CommandContext } from './command-context';
import type { Precondition } from './precondition';

/** Under which the MACs of requests are made; kept outside the database. */
@Injectable()
export class RequestSecret {
  constructor(readonly bytes: Buffer) {}
}

@Injectable()
export class RequestTerms {
  constructor(private readonly secret: RequestSecret) {}

  commandContext(request: RequestContext, action: Action): CommandContext {
    const { newsroom, actor, idempotencyKey } = request;
    // Without a key nobody asks for the command again: its id is nobody else's.
    if (idempotencyKey === undefined) return { newsroom, actor, action, commandId: uuidv7() };
    const id = commandId(newsroom, actor.sub, idempotencyKey);
    return { newsroom, actor, action, commandId: id, requestMac: requestMac(this.secret.bytes, request) };
  }
}

/** If-Match and `baseRevision` as given. Refuses an If-Match that names no revision with `validation-failed`. */
export function preconditionOf({ headers }: RequestContext, baseRevision?: number): Precondition {
  return { ifMatch: revisionTag(headers['if-match']), baseRevision };
}

/** Entity tags of articles: `"7"`, of the body as Markdown `"7-md"`; weak ones name the same revision. */
function revisionTag(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const revision = /^\s*(?:W\/)?"([1-9]\d{0,8})(?:-md)?"\s*$/.exec(header)?.[1];
  if (revision !== undefined) return Number(revision);
  const message = 'If-Match has to name one revision, e.g. "7".';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'If-Match', message }] });
}
