// Publications that are scheduled, and what the contract promises of them.
import type { Client } from '../setup/service';
import { awaited, endings, lateness, logged, type LoggedEvent } from './awaited';

/** Milliseconds; as the contract promises. */
export const promised = 1_000;

export interface Scheduled {
  readonly id: string;
  readonly at: string;
}

export async function scheduled(client: Client, headline: string, at: string): Promise<Scheduled> {
  const { id } = (await client.post('/articles', { headline, body: `${headline} by the quay.\n` })).json;
  const { status, json } = await client.post(`/articles/${id}/schedule`, { baseRevision: 1, at });
  expect([status, json.detail]).toEqual([200, undefined]);
  return { id, at };
}

/** Its only end, which came in time. */
export async function inTime(client: Client, { id, at }: Scheduled): Promise<LoggedEvent> {
  const event = await awaited(client, id, 2);
  expect(event.type).toBe('article-published');
  expect(lateness(at, event)).toBeGreaterThanOrEqual(0);
  expect(lateness(at, event)).toBeLessThan(promised);
  return event;
}

export const ends = async (client: Client, { id }: Pick<Scheduled, 'id'>): Promise<number> =>
  (await logged(client, id)).filter(({ type }) => endings.includes(type)).length;
