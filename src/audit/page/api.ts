// The page's way to the API: with the token, and refusals as errors that can be shown as they are.

/** A problem that the server answered (RFC 9457), or that it did not answer at all (status 0). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
    this.name = 'Refused';
  }
}

export class Api {
  constructor(
    readonly newsroom: string,
    private readonly token: string,
    /** Told why, when the server takes the token no longer. */
    private readonly expired: (reason: string) => void = () => undefined,
  ) {}

  /** The JSON at a path below the newsroom. Rejects with `Refused`, or with an AbortError when `signal` says so. */
  async get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.token}`, accept: 'application/json' };
    const address = `/v1/${encodeURIComponent(this.newsroom)}${path}`;
    const response = await fetch(address, { headers, signal }).catch((error: unknown) => {
      if (isAborted(error)) throw error;
      throw new Refused(0, 'no-answer', 'The server does not answer. Is it running, and are you online?');
    });
    if (!response.ok) throw this.refused(await refusalOf(response));
    return (await response.json()) as Answer;
  }

  private refused(refusal: Refused): Refused {
    if (refusal.status === 401) this.expired(refusal.message);
    return refusal;
  }
}

export const isAborted = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

async function refusalOf(response: Response): Promise<Refused> {
  const problem = (await response.json().catch(() => ({}))) as { readonly code?: string; readonly detail?: string };
  return new Refused(
    response.status,
    problem.code ?? 'unknown',
    problem.detail ?? `The server answers ${response.status}.`,
  );
}
