// Who asks for a command, with what request: what every command carries beside its own words.
import type { Action } from '../identity/access';
import type { Actor, Role } from '../identity/actor';
import { Rejection } from '../errors';
import type { Told } from './events';

export interface CommandContext {
  readonly newsroom: string;
  readonly actor: Actor;
  /** What the route declares; ownership is checked against the article. */
  readonly action: Action;
  /** UUID: the same for every repeat of a request with an Idempotency-Key. */
  readonly commandId: string;
  /** Of a request with an Idempotency-Key: its answer is stored then. */
  readonly requestMac?: Buffer;
}

/** The strongest first: in which role somebody with several acted. */
const strongest: readonly Role[] = ['standards', 'editor', 'reporter', 'importer', 'admin', 'auditor'];

/** What the event tells beside its fact. Refuses an `occurredAt` of anybody but an importer with `forbidden`. */
export function told(
  { actor }: Pick<CommandContext, 'actor'>,
  words: { readonly note?: string; readonly session?: string; readonly occurredAt?: string } = {},
): Told {
  const { note, session, occurredAt } = words;
  if (occurredAt !== undefined && !actor.roles.includes('importer')) {
    throw new Rejection('forbidden', 'Only an importer says when something occurred.');
  }
  const role = strongest.find((one) => actor.roles.includes(one)) ?? 'reporter';
  const by = { sub: actor.sub, name: actor.name, role };
  return { by, ...(note && { note }), ...(session && { session }), ...(occurredAt && { occurredAt }) };
}
