// `Stet-Min-Position`: how far the read models must have come for the answer to a GET.
import type { FastifyInstance } from 'fastify';
import { Rejection } from '../errors';

/** Milliseconds that an answer is waited for. */
const patience = 5_000;

/** Resolves once the newsroom's read models are at or past the position; throws `not-yet` after `patience`. */
export type WaitFor = (newsroom: string, position: number, patience: number) => Promise<void>;

/** Makes every GET of a newsroom wait as its header asks. Before the instance is ready. */
export function keepMinPosition(instance: FastifyInstance, waitFor: WaitFor): void {
  instance.addHook('preHandler', async ({ method, headers, passage }) => {
    const position = minPosition(headers['stet-min-position']);
    if (position === undefined || (method !== 'GET' && method !== 'HEAD')) return;
    if (passage.newsroom !== undefined) await waitFor(passage.newsroom, position, patience);
  });
}

/** The header; undefined where there is none. Throws `validation-failed` for what is no position. */
export function minPosition(header: string | readonly string[] | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header);
  const message = 'Stet-Min-Position has to be a position: a whole number.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'Stet-Min-Position', message }] });
}
