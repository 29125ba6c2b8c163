// One client over one connection that is kept open, and how long each of its answers takes.
import { Agent, request, type OutgoingHttpHeaders } from 'node:http';

export interface Timed {
  readonly status: number;
  readonly text: string;
  readonly milliseconds: number;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export class TimingClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly headers: OutgoingHttpHeaders) {}

  /** Throws where the answer is no 2xx. */
  async send(url: string, { method = 'GET', headers, body }: Sending = {}): Promise<Timed> {
    const start = performance.now();
    const answer = await new Promise<Omit<Timed, 'milliseconds'>>((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const options = { method, agent: this.agent, headers: { ...this.headers, ...headers, ...length } };
      const sent = request(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      });
      sent.on('error', reject).end(body);
    });
    const milliseconds = performance.now() - start;
    if (answer.status >= 300) throw new Error(`${answer.status} at ${url}: ${answer.text}`);
    return { ...answer, milliseconds };
  }

  /** An edit of JSON members. */
  patch(url: string, members: object): Promise<Timed> {
    const headers = { 'content-type': 'application/json' };
    return this.send(url, { method: 'PATCH', headers, body: JSON.stringify(members) });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Megabytes that the service's process holds, as its metrics tell. */
export async function residentMegabytes(client: TimingClient, service: string): Promise<number> {
  const { text } = await client.send(`${service}/metrics`);
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1e6;
}
