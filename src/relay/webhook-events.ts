// What the log is told of webhooks: who lets events out of the newsroom, to which host. Paths of addresses may hold secrets
// and are left out. Pure.
import type { NewEvent } from '../event-store/stored-event';
import { nameBasedUuid } from '../name-based-uuid';

export type WebhookChange = 'created' | 'changed' | 'deleted' | 'secret-rotated' | 'parked' | 'resumed' | 'replayed';

export interface WebhookChanged {
  readonly type: 'webhook-changed';
  readonly by: { readonly sub: string; readonly name: string; readonly role: 'admin' };
  /** The webhook's id. */
  readonly webhook: string;
  readonly change: WebhookChange;
  /** Where events go, with the port where it is not the usual one. */
  readonly host?: string;
  /** Of the events that are sent; null: all. */
  readonly types?: readonly string[] | null;
  /** Replayed from behind this position. */
  readonly after?: number;
  readonly reason?: string;
}

export function toPayload({ type, ...parts }: WebhookChanged): NewEvent {
  const given = Object.entries({ ...parts, by: { ...parts.by } }).filter(([, value]) => value !== undefined);
  return { type, schema: 1, payload: Object.fromEntries(given) };
}

/** The stream of a newsroom's webhooks. */
export const webhooksStream = (newsroom: string): string => nameBasedUuid('stet-webhooks/v1', newsroom);
