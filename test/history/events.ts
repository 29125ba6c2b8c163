// A client of the live log, as the standard has it (WHATWG HTML, section 9.2): fields, blocks, last event ID, reconnection.
import { request, type IncomingMessage } from 'node:http';

export interface LogEvent {
  readonly id: string;
  readonly position: number;
  readonly type: string;
  readonly subject?: string;
  readonly data: Record<string, unknown>;
}

/** Reads an event stream's text in whatever pieces it comes. */
export class StreamParser {
  lastEventId = '';
  retry: number | undefined;
  readonly comments: string[] = [];
  private rest = '';
  private lines: string[] = [];

  constructor(private readonly dispatch: (text: string, id: string, name: string) => void) {}

  /** A block that a lost connection left unfinished counts for nothing. */
  begin(): void {
    this.rest = '';
    this.lines = [];
  }

  feed(text: string): void {
    const lines = (this.rest + text).split(/\r\n|\n|\r/);
    this.rest = lines.pop() ?? '';
    for (const line of lines)
      if (line === '') this.end();
      else this.lines.push(line);
  }

  private end(): void {
    const data: string[] = [];
    let name = 'message';
    for (const line of this.lines) {
      const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (field === '') this.comments.push(value);
      else if (field === 'data') data.push(value);
      else if (field === 'event') name = value;
      else if (field === 'id') this.lastEventId = value;
      else if (field === 'retry') this.retry = Number(value);
    }
    this.lines = [];
    if (data.length > 0) this.dispatch(data.join('\n'), this.lastEventId, name);
  }
}

export interface Address {
  readonly url: string;
  readonly token: string | undefined;
}

/** Listens until it is closed, or for one connection. */
export class LogListener {
  readonly events: LogEvent[] = [];
  status = 0;
  headers: IncomingMessage['headers'] = {};
  connections = 0;
  /** Settles when the connection has ended. */
  ended: Promise<void> = Promise.resolve();
  response: IncomingMessage | undefined;
  readonly parser = new StreamParser((text, id) => this.receive(JSON.parse(text) as LogEvent, id));
  private wanting: { readonly enough: () => boolean; readonly settle: () => void }[] = [];

  /** One connection; settles when its headers are there. */
  async connect({ url, token }: Address, headers: Record<string, string> = {}): Promise<this> {
    const known = this.parser.lastEventId === '' ? {} : { 'last-event-id': this.parser.lastEventId };
    const accept = { accept: 'text/event-stream', authorization: `Bearer ${token}` };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(url, { agent: false, headers: { ...accept, ...known, ...headers } }, resolve);
      sent.on('error', reject).end();
    });
    this.parser.begin();
    this.response = response;
    this.status = response.statusCode ?? 0;
    this.headers = response.headers;
    this.connections += 1;
    response.setEncoding('utf8').on('data', (text: string) => this.feed(text));
    response.on('error', () => undefined); // cut off: `ended` tells
    this.ended = new Promise((settle) => response.once('close', settle));
    return this;
  }

  /** Settles when so many events are there, or whatever else is wanted. */
  async until(wanted: number | (() => boolean)): Promise<this> {
    const enough = typeof wanted === 'number' ? () => this.events.length >= wanted : wanted;
    if (!enough()) await new Promise<void>((settle) => this.wanting.push({ enough, settle }));
    return this;
  }

  get positions(): number[] {
    return this.events.map(({ position }) => position);
  }

  close(): void {
    this.response?.destroy();
  }

  private feed(text: string): void {
    this.parser.feed(text);
    const done = this.wanting.filter(({ enough }) => enough());
    this.wanting = this.wanting.filter((one) => !done.includes(one));
    for (const { settle } of done) settle();
  }

  private receive(event: LogEvent, id: string): void {
    if (id !== String(event.position)) throw new Error(`id ${id} of event ${event.position}`);
    this.events.push(event);
  }
}
