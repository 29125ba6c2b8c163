// A receiver of webhooks: keeps what it received, with its signature checked by the library that receivers use.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly id: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into whatever came
  readonly event: any;
}

export type Answering = (received: Received, answer: ServerResponse) => void;

export const ok: Answering = (_, answer) => answer.writeHead(204).end();
export const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  (_, answer) =>
    answer.writeHead(code, headers).end();

export class Receiver {
  /** All that came, in its order. */
  readonly asked: Received[] = [];
  /** What was answered with 2xx. */
  readonly received: Received[] = [];
  secret: string | undefined;
  /** Whose signature was wrong. */
  readonly unsigned: Received[] = [];
  private readonly watchers = new Set<() => void>();

  private constructor(
    private readonly server: Server,
    public answering: Answering,
  ) {
    server.on('request', (request, answer) => void this.take(request, answer));
  }

  static async start(answering: Answering = ok): Promise<Receiver> {
    const receiver = new Receiver(createServer(), answering);
    await receiver.listen(0);
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** Settles once it has received so many, or what else is waited for. */
  until(done: number | (() => boolean)): Promise<void> {
    const isDone = typeof done === 'number' ? () => this.received.length >= done : done;
    return new Promise((settle) => {
      const look = () => {
        if (!isDone()) return;
        this.watchers.delete(look);
        settle();
      };
      this.watchers.add(look);
      look();
    });
  }

  /** Dies with all that is under way, and is there again at the same address. */
  async restart(): Promise<void> {
    const { port } = this;
    await this.close();
    await this.listen(port);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((settle) => this.server.close(settle));
  }

  private async listen(port: number): Promise<void> {
    await new Promise<void>((settle) => this.server.listen(port, '127.0.0.1', settle));
  }

  private async take(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const id = String(request.headers['webhook-id']);
    const received: Received = { id, headers: request.headers, body, event: JSON.parse(body) };
    this.asked.push(received);
    if (this.secret !== undefined && !isSigned(received, this.secret)) this.unsigned.push(received);
    answer.once('finish', () => {
      if (answer.statusCode >= 200 && answer.statusCode < 300) this.received.push(received);
      for (const look of [...this.watchers]) look();
    });
    this.answering(received, answer);
  }
}

export function isSigned({ headers, body }: Received, secret: string): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
