// Signatures as Standard Webhooks has them (specification 1.0.0, "Signature scheme"), symmetric: `v1`.
import { createHmac, randomBytes } from 'node:crypto';

/** 32 random bytes as receivers are given them. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export interface Message {
  /** The same for each attempt; without full stops. */
  readonly id: string;
  /** Of the attempt, in seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The three headers, signed with each of the secrets: while one is rotated, two. */
export function signedHeaders({ id, timestamp, body }: Message, secrets: readonly string[]): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}
