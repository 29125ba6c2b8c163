// The whole service in this process, on a database of its own, and a client that speaks to it over HTTP.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/http/log';
import type { Role } from '../../src/identity/actor';
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { startService, type RunningService } from '../../src/launch/service';
import { createDatabase, type TestDatabase } from './database';

/** An answer, with its body as JSON where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into whatever came
  readonly json: any;
}

export interface Sent {
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

export interface TestService {
  readonly service: RunningService;
  readonly database: TestDatabase;
  readonly dataFolder: string;
  /** A client as somebody with that role; `sub` is the name in lower case. */
  as(name: string, ...roles: Role[]): Promise<Client>;
  /** A client without a token. */
  readonly reader: Client;
  /** Another service on the same database and data folder; its `close` leaves both. */
  beside(): Promise<TestService>;
  /** Ends the service alone: what it kept stays for one that is started `beside` it. */
  end(): Promise<void>;
  close(): Promise<void>;
}

export class Client {
  constructor(
    private readonly base: string,
    readonly token?: string,
  ) {}

  get = (path: string, sent: Sent = {}) => this.send('GET', path, sent);
  post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    this.send('POST', path, { body, headers });
  patch = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    this.send('PATCH', path, { body, headers });
  delete = (path: string, headers: Record<string, string> = {}) => this.send('DELETE', path, { headers });
  /** A bare text. */
  write = (method: string, path: string, text: string, headers: Record<string, string> = {}) =>
    this.send(method, path, { text, headers });

  /** `path` is below the newsroom `main` unless it begins with two slashes. */
  async send(method: string, path: string, { body, text, headers = {} }: Sent): Promise<Answer> {
    const url = path.startsWith('//') ? this.base + path.slice(1) : `${this.base}/v1/main${path}`;
    const type = body === undefined ? 'text/markdown' : 'application/json';
    const content = body === undefined ? text : JSON.stringify(body);
    const response = await fetch(url, {
      method,
      body: content,
      redirect: 'manual',
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(content !== undefined && { 'content-type': type }),
        ...headers,
      },
    });
    const bytes = Buffer.from(await response.arrayBuffer()).toString('utf8');
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '') && bytes !== '';
    return { status: response.status, headers: response.headers, text: bytes, json: isJson ? JSON.parse(bytes) : null };
  }
}

/**
 * A service with a database and a data folder of its own; `close` removes both. `hear` is told each line of the log, which is
 * silent unless `env` says otherwise.
 */
export async function startTestService(
  env: Record<string, string> = {},
  hear: (line: string) => void = () => undefined,
): Promise<TestService> {
  const database = await createDatabase();
  const dataFolder = mkdtempSync(join(tmpdir(), 'stet-test-'));
  const stet = await start({ env, database, dataFolder, hear });
  const close = async () => {
    await stet.end();
    await database.drop();
    rmSync(dataFolder, { recursive: true });
  };
  return { ...stet, close };
}

interface Place {
  readonly env: Record<string, string>;
  readonly database: TestDatabase;
  readonly dataFolder: string;
  readonly hear: (line: string) => void;
}

async function start(place: Place): Promise<TestService> {
  const { env, database, dataFolder } = place;
  const own = { STET_DATA: dataFolder, DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'silent' };
  const config = readConfig({ ...own, ...env });
  const service = await startService(config, createLog(config, { write: place.hear }));
  const key = readOrMakeSigningKey(dataFolder);
  const as = async (name: string, ...roles: Role[]) => {
    const token = await signToken(key, { sub: name.toLowerCase(), name, newsrooms: { main: roles } }, 3600);
    return new Client(service.url, token);
  };
  let ended: Promise<void> | undefined;
  const end = () => (ended ??= service.close());
  return {
    service,
    database,
    dataFolder,
    as,
    reader: new Client(service.url),
    beside: () => start(place),
    end,
    close: end,
  };
}
