// The people of the demo: each speaks to the server over HTTP with a token of their own.
import { answerOf, stetClient, type Schema, type StetClient } from '../client/stet-client';
import type { Role } from '../identity/actor';
import { readOrMakeSigningKey, signToken } from '../identity/signing-key';
import type { Answer, Copy } from './demo-answers';
import type { Printer } from './demo-print';

const cast = {
  noor: { name: 'Noor Visser', role: 'reporter' },
  sami: { name: 'Sami Haddad', role: 'reporter' },
  ana: { name: 'Ana Brandt', role: 'editor' },
  iris: { name: 'Iris de Wit', role: 'auditor' },
} as const satisfies Record<string, { readonly name: string; readonly role: Role }>;

export type Sub = keyof typeof cast;
export type People = Readonly<Record<Sub, Caller>>;

/** Seconds that their tokens hold. */
const holds = 30 * 24 * 60 * 60;

export interface Content {
  readonly type: string;
  readonly text: string;
}

export interface Sending {
  readonly content?: Content;
  readonly headers?: Readonly<Record<string, string>>;
  /** The status that the story of the demo goes on with; 200 unless told. */
  readonly expect?: number;
}

export const json = (value: unknown): Content => ({ type: 'application/json', text: JSON.stringify(value) });

export class Caller {
  /** The API as its OpenAPI document has it. */
  readonly api: StetClient;

  constructor(
    readonly base: string,
    readonly person: { readonly name: string; readonly role: string },
    readonly token: string | undefined,
    private readonly printer: Printer,
  ) {
    this.api = stetClient({ url: base, token, fetch: (request) => this.send(request) });
  }

  /** The working copy. */
  copy(id: string): Promise<Copy> {
    return answerOf(this.api.GET('/v1/{newsroom}/articles/{id}', { params: at({ id }) }));
  }

  edit(id: string, body: Schema<'EditArticleDto'>): Promise<Answer> {
    return answerOf(this.api.PATCH('/v1/{newsroom}/articles/{id}', { params: at({ id }), body }));
  }

  /** What is no JSON, or a refusal; `path` is below the newsroom. Throws a sentence where another status comes than expected. */
  async text(method: string, path: string, { content, headers, expect = 200 }: Sending = {}): Promise<string> {
    const response = await this.send(
      new Request(`${this.base}/v1/main${path}`, {
        method,
        body: content?.text,
        headers: {
          ...(this.token && { authorization: `Bearer ${this.token}` }),
          ...(content && { 'content-type': content.type }),
          ...headers,
        },
      }),
    );
    const text = await response.text();
    if (response.status !== expect) throw new Error(`The demo expected ${expect} here and got this:\n${text}`);
    return text;
  }

  /** Tells the call beside its answer. */
  private async send(request: Request): Promise<Response> {
    const response = await fetch(request);
    const { pathname, search } = new URL(request.url);
    const { name, role } = this.person;
    this.printer.call(`${request.method} ${pathname}${search}`, `${name}, ${role}`, response.status);
    return response;
  }
}

/** Parameters of an operation: its place in the newsroom of the demo. */
export const at = <P extends object>(place: P): { readonly path: P & { readonly newsroom: string } } => ({
  path: { newsroom: 'main', ...place },
});

/** Everybody with a token of the data folder's own key. */
export async function invite(base: string, dataFolder: string, printer: Printer): Promise<People> {
  const key = readOrMakeSigningKey(dataFolder);
  const person = async (sub: Sub) => {
    const { name, role } = cast[sub];
    return new Caller(
      base,
      cast[sub],
      await signToken(key, { sub, name, newsrooms: { main: [role] } }, holds),
      printer,
    );
  };
  return {
    noor: await person('noor'),
    sami: await person('sami'),
    ana: await person('ana'),
    iris: await person('iris'),
  };
}

/** Somebody without a token. */
export const reader = (base: string, printer: Printer): Caller =>
  new Caller(base, { name: 'anybody', role: 'no token' }, undefined, printer);
