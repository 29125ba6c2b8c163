// The people of the demo: each speaks to the server over HTTP with a token of their own.
import type { Role } from '../identity/actor';
import { readOrMakeSigningKey, signToken } from '../identity/signing-key';
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
  constructor(
    readonly base: string,
    readonly person: { readonly name: string; readonly role: string },
    readonly token: string | undefined,
    private readonly printer: Printer,
  ) {}

  /** The answer's text; `path` is below the newsroom. Throws a sentence where another status comes than expected. */
  async text(method: string, path: string, { content, headers, expect = 200 }: Sending = {}): Promise<string> {
    const response = await fetch(`${this.base}/v1/main${path}`, {
      method,
      body: content?.text,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(content && { 'content-type': content.type }),
        ...headers,
      },
    });
    const text = await response.text();
    const { name, role } = this.person;
    this.printer.call(`${method} /v1/main${path}`, `${name}, ${role}`, response.status);
    if (response.status !== expect) throw new Error(`The demo expected ${expect} here and got this:\n${text}`);
    return text;
  }

  /** The answer as JSON of the form that the contract says. */
  async ask<T>(method: string, path: string, sending: Sending = {}): Promise<T> {
    return JSON.parse(await this.text(method, path, sending)) as T;
  }
}

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
