// One POST to a receiver: to an address that was checked after its name was resolved, no redirect followed, within its time,
// and of the answer no more read than tells whether it was received.
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type LookupFunction } from 'node:net';
import { isError } from '../http/rejection-of';
import type { AddressRules } from './address-rules';

export interface Sending {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Aborts it: then it is not known whether it was received. */
  readonly signal: AbortSignal;
}

export interface Answered {
  /** The receiver's status; undefined where there was none. */
  readonly status?: number;
  readonly retryAfter?: string;
  /** Why it does not count as received, without a word of the receiver's; undefined where it was. */
  readonly failure?: string;
}

/** Bytes of an answer that are read so that its connection can be used again; of a longer one the connection is closed. */
const mostRead = 64 * 1024;
/** Connections kept to one receiver, and milliseconds that they are. */
const keeping = { keepAlive: true, maxFreeSockets: 8, timeout: 30_000 };

export class Outbound {
  private readonly http: HttpAgent;
  private readonly https: HttpsAgent;

  /** @param resolve how names are resolved; as the system does unless told */
  constructor(
    private readonly rules: AddressRules,
    private readonly timeout: number,
    resolve: typeof systemLookup = systemLookup,
  ) {
    const lookup = checkedLookup(rules, resolve);
    this.http = new HttpAgent({ ...keeping, lookup });
    this.https = new HttpsAgent({ ...keeping, lookup });
  }

  /** Never rejects. */
  async post(sending: Sending): Promise<Answered> {
    const refusal = this.rules.refusalOf(sending.url);
    if (refusal !== undefined) return { failure: `The address ${refusal}.` };
    const late = new AbortController();
    const breakOff = (): void => late.abort();
    const timer = setTimeout(breakOff, this.timeout * 1000);
    sending.signal.addEventListener('abort', breakOff);
    try {
      return judge(await this.send(sending, late.signal));
    } catch (error) {
      return { failure: late.signal.aborted ? `No answer within ${this.timeout} s.` : failureOf(error) };
    } finally {
      clearTimeout(timer);
      sending.signal.removeEventListener('abort', breakOff);
    }
  }

  close(): void {
    this.http.destroy();
    this.https.destroy();
  }

  private send({ url, headers, body }: Sending, signal: AbortSignal): Promise<IncomingMessage> {
    const { protocol } = new URL(url);
    const [request, agent] = protocol === 'https:' ? [httpsRequest, this.https] : [httpRequest, this.http];
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const options = { method: 'POST', agent, signal, headers: { ...headers, ...length } };
      const sent = request(url, options, (answer) => {
        answer.on('error', () => undefined); // its status is what counts
        readSome(answer);
        resolve(answer);
      });
      sent.on('error', reject).end(body);
    });
  }
}

/** Resolves names as Node asks for it, and refuses a name if any of its addresses is one that must not be connected to. */
function checkedLookup(rules: AddressRules, resolve: typeof systemLookup): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, []);
      const forbidden = addresses.find(({ address }) => !rules.allows(address));
      if (forbidden) return callback(new ForbiddenAddress(), []);
      const [first] = addresses;
      if (options.all || !first) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

class ForbiddenAddress extends Error {}

function judge({ statusCode: status = 0, headers }: IncomingMessage): Answered {
  if (status >= 200 && status < 300) return { status };
  const redirect = status >= 300 && status < 400 ? ', and redirects are not followed' : '';
  return { status, retryAfter: headers['retry-after'], failure: `The receiver answered ${status}${redirect}.` };
}

/** What of it does not come within a second is not waited for. */
function readSome(answer: IncomingMessage): void {
  let read = 0;
  const timer = setTimeout(() => answer.destroy(), 1_000);
  answer.once('close', () => clearTimeout(timer));
  answer.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > mostRead) answer.destroy();
  });
}

/** Codes of the system and of TLS tell what is wrong; messages may quote what was received. */
function failureOf(error: unknown): string {
  if (error instanceof ForbiddenAddress) return 'The name resolves to an address that is not public.';
  const code = isError(error) && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  return `The receiver could not be reached: ${code}.`;
}
