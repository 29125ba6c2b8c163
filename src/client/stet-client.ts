// A typed client of the HTTP API: paths, parameters, bodies and answers are those of the OpenAPI document, from which
// schema.d.ts is generated (`npm run client`).
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema';

export type StetClient = Client<paths, Json>;
type Json = 'application/json' | 'application/problem+json';
/** A schema of the document by its name, e.g. `Schema<'ArticleDto'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
export type Problem = Schema<'Problem'>;

export interface ClientOptions {
  /** Of the server, without a path, e.g. `https://stet.example`. */
  readonly url: string;
  /** A bearer token; without it only what is open to everybody is answered. */
  readonly token?: string;
  /** Instead of the runtime's own. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

export const stetClient = ({ url, token, fetch }: ClientOptions): StetClient =>
  createClient<paths, Json>({ baseUrl: url, fetch, headers: { ...(token && { authorization: `Bearer ${token}` }) } });

/** A refusal, as it was answered. */
export class StetProblem extends Error {
  constructor(
    readonly problem: Problem,
    readonly response: Response,
  ) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'StetProblem';
  }
}

/** What was answered; throws `StetProblem` where it was a refusal. */
export async function answerOf<T>(
  asked: Promise<{ readonly data?: T; readonly error?: Problem; readonly response: Response }>,
): Promise<T> {
  const { data, error, response } = await asked;
  if (error !== undefined) throw new StetProblem(error, response);
  return data as T; // openapi-fetch gives one of the two
}
