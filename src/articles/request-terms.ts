// From a request to what a command carries: its id, its precondition, what its event tells.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { CommandIdentities } from '../http/command-identity';
import type { RequestContext } from '../http/passage';
import type { Action } from '../identity/access';
import { told, type CommandContext } from './command-context';
import type { Told } from './events';
import type { Precondition } from './precondition';

interface VerbSent {
  readonly baseRevision?: number;
  readonly note?: string;
}

/** What every verb of the workflow carries. */
interface VerbRequest {
  readonly context: CommandContext;
  readonly precondition: Precondition;
  readonly told: Told;
}

@Injectable()
export class RequestTerms {
  constructor(private readonly identities: CommandIdentities) {}

  commandContext(request: RequestContext, action: Action): CommandContext {
    const { newsroom, actor } = request;
    return { newsroom, actor, action, ...this.identities.of(request) };
  }

  verb(request: RequestContext, { baseRevision, note }: VerbSent, action: Action): VerbRequest {
    const context = this.commandContext(request, action);
    return { context, precondition: preconditionOf(request, baseRevision), told: told(context, { note }) };
  }
}

/** If-Match and `baseRevision` as given. Refuses an If-Match that names no revision with `validation-failed`. */
export function preconditionOf({ headers }: RequestContext, baseRevision?: number): Precondition {
  return { ifMatch: revisionTag(headers['if-match']), baseRevision };
}

/** Entity tags of articles: `"7"`, of the body as Markdown `"7-md"`, with words withheld `"7-r0a1b2c3d"`; weak ones name the same revision. */
function revisionTag(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const revision = /^\s*(?:W\/)?"([1-9]\d{0,8})(?:-md)?(?:-e[1-9]\d{0,8})?(?:-r[0-9a-f]{8})?"\s*$/.exec(header)?.[1];
  if (revision !== undefined) return Number(revision);
  const message = 'If-Match has to name one revision, e.g. "7".';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'If-Match', message }] });
}
