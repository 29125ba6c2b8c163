// One POST to a receiver: what it connects to, follows, waits for and reads.
import type { LookupAddress, lookup as systemLookup } from 'node:dns';
import type { ServerResponse } from 'node:http';
import { AddressRules } from '../../src/relay/address-rules';
import { Outbound } from '../../src/relay/outbound';
import { Receiver, status } from './receiver';

/** Names as this test has them, each list once: whoever asks again gets the next. */
const resolving = (...lists: string[][]) => {
  const asked: string[] = [];
  const resolve = ((name: string, _: object, callback: (error: null, addresses: LookupAddress[]) => void) => {
    asked.push(name);
    const list = lists.length > 1 ? (lists.shift() ?? []) : (lists[0] ?? []);
    callback(
      null,
      list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as typeof systemLookup;
  return { asked, resolve };
};

const open = new AddressRules({ http: true, networks: ['127.0.0.0/8'] });
const closed = new AddressRules({ http: true, networks: [] });
const forbidden = 'The name resolves to an address that is not public.';

let receiver: Receiver;
let outbound: Outbound;
beforeEach(async () => {
  receiver = await Receiver.start();
});
afterEach(async () => {
  outbound.close();
  await receiver.close();
});

const post = (url = receiver.url, signal = new AbortController().signal) =>
  outbound.post({ url, headers: { 'content-type': 'application/json' }, body: '{}', signal });

describe('A delivery', () => {
  it('is connected to the very address that was checked, and asked for once', async () => {
    const { asked, resolve } = resolving(['127.0.0.1'], ['10.0.0.1']);
    outbound = new Outbound(open, 2, resolve);
    expect(await post(`http://hooks.example:${receiver.port}/`)).toEqual({ status: 204 });
    expect(asked).toEqual(['hooks.example']);
    expect(receiver.asked[0]?.headers.host).toBe(`hooks.example:${receiver.port}`);
  });

  it.each([
    [['127.0.0.1']],
    [['10.0.0.1']],
    [['::1']],
    [['169.254.169.254']],
    [['::ffff:127.0.0.1']],
    [['8.8.8.8', '127.0.0.1']],
  ])('is not made to a name that resolves to %j', async (addresses) => {
    outbound = new Outbound(closed, 2, resolving(addresses).resolve);
    expect(await post(`http://hooks.example:${receiver.port}/`)).toEqual({ failure: forbidden });
    expect(receiver.asked).toEqual([]);
  });

  it('is checked again for each connection: a name that changes is found out', async () => {
    receiver.answering = status(204, { connection: 'close' });
    outbound = new Outbound(open, 2, resolving(['127.0.0.1'], ['10.0.0.1']).resolve);
    const url = `http://hooks.example:${receiver.port}/`;
    expect([await post(url), await post(url)]).toEqual([{ status: 204 }, { failure: forbidden }]);
  });

  it('is not made by name to this machine, as the system resolves it', async () => {
    outbound = new Outbound(closed, 2);
    expect(await post(`http://localhost:${receiver.port}/`)).toEqual({ failure: forbidden });
    expect(await post()).toEqual({ failure: 'The address must be public, which 127.0.0.1 is not.' });
    expect(receiver.asked).toEqual([]);
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect: %d', async (code) => {
    receiver.answering = status(code, { location: `${receiver.url}/other` });
    outbound = new Outbound(open, 2);
    const failure = `The receiver answered ${code}, and redirects are not followed.`;
    expect(await post()).toMatchObject({ status: code, failure });
    expect(receiver.asked).toHaveLength(1);
  });

  it('is not waited for beyond its time', async () => {
    receiver.answering = () => undefined;
    outbound = new Outbound(open, 0.05);
    expect(await post()).toEqual({ failure: 'No answer within 0.05 s.' });
  });

  it('reads no endless answer', async () => {
    let written = 0;
    const closing = new Promise<void>((settle) => {
      receiver.answering = (_, answer: ServerResponse) => {
        answer.writeHead(200).once('close', settle);
        const chunk = Buffer.alloc(65_536);
        const more = (): void => {
          if (answer.destroyed) return;
          written += chunk.length;
          answer.write(chunk, more);
        };
        more();
      };
    });
    outbound = new Outbound(open, 2);
    expect(await post()).toEqual({ status: 200 });
    await closing;
    expect(written).toBeLessThan(50 * 1024 * 1024);
  });

  it('tells by code why a receiver was not reached, and asks for what it asks for', async () => {
    outbound = new Outbound(open, 2);
    receiver.answering = status(503, { 'retry-after': '7' });
    expect(await post()).toEqual({ status: 503, retryAfter: '7', failure: 'The receiver answered 503.' });
    const { url } = receiver;
    await receiver.close();
    outbound.close(); // and the connections that it kept
    expect((await post(url)).failure).toBe('The receiver could not be reached: ECONNREFUSED.');
    receiver = await Receiver.start();
  });
});
