// What tests of webhooks share: a service that may send to this machine and does not wait long, and webhooks of its admin.
import { startTestService, type Client, type TestService } from '../setup/service';
import type { Receiver } from './receiver';

/** Seconds: pauses in which a test need not wait. */
export const quick = {
  STET_WEBHOOK_ALLOW: 'http,127.0.0.0/8',
  STET_WEBHOOK_PAUSES: '0.01,0.02,0.05',
  STET_WEBHOOK_TIMEOUT: '2',
};

export interface Newsroom {
  readonly stet: TestService;
  readonly ana: Client;
  readonly ida: Client;
}

export async function openNewsroom(env: Record<string, string> = {}): Promise<Newsroom> {
  const stet = await startTestService({ ...quick, ...env });
  return { stet, ana: await stet.as('Ana', 'editor'), ida: await stet.as('Ida', 'admin') };
}

/** A webhook to the receiver, which then knows its secret; its path. */
export async function webhookTo(ida: Client, receiver: Receiver, members: object = {}): Promise<string> {
  const { status, json } = await ida.post('/webhooks', { url: receiver.url, ...members });
  expect([status, json.detail]).toEqual([201, undefined]);
  receiver.secret = json.secret;
  return `/webhooks/${json.id}`;
}

export async function draft(ana: Client, headline: string): Promise<string> {
  return (await ana.post('/articles', { headline, body: `${headline}.\n` })).json.id;
}

/** Edits it so many times. */
export async function edit(ana: Client, id: string, times: number): Promise<void> {
  for (let nth = 1; nth <= times; nth += 1)
    expect((await ana.patch(`/articles/${id}`, { body: `Edit ${nth}.\n`, baseRevision: nth })).status).toBe(200);
}

/** The webhook once it is as wanted: the service is asked until it is. */
export async function webhookWhen(
  ida: Client,
  path: string,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the answer's JSON
  isWanted: (webhook: any) => boolean,
) {
  for (;;) {
    const { json } = await ida.get(path);
    if (isWanted(json)) return json;
  }
}

export const positions = (list: readonly { event: { position: number } }[]): number[] =>
  list.map(({ event }) => event.position);
