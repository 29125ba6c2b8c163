// Waiting for a replay, which is asked after until it has ended.
import { betweenPolls } from '../setup/between-polls';
import type { Client } from '../setup/service';

/** As it is told of then. Rejects when it has not ended within `timeout` milliseconds. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into whatever came
export async function ended(client: Client, id: string, timeout = 20_000): Promise<any> {
  const deadline = performance.now() + timeout;
  let last: unknown;
  while (performance.now() < deadline) {
    const { status, json, text } = await client.get(`/replays/${id}`);
    if (status !== 200) throw new Error(text);
    if (json.status === 'done' || json.status === 'failed') return json;
    last = json;
    await betweenPolls();
  }
  throw new Error(`The replay has not ended: ${JSON.stringify(last)}`);
}
