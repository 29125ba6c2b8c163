// How long is waited after failures, and for how long it is tried.
import { leaseOf, pauseAfter, retryAfter, usualPace } from '../../src/relay/pace';
import { ReceiverHealth } from '../../src/relay/receiver-health';
import type { Webhook } from '../../src/relay/webhook';

const hour = 3_600_000;

describe('The pause after a failure', () => {
  it('grows, up to an hour, and is spread by a fifth', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 50].map((failures) => pauseAfter(usualPace, failures, 0.5));
    expect(pauses.map((pause) => pause / 1000)).toEqual([5, 30, 120, 600, 1800, 3600, 3600, 3600]);
    expect([pauseAfter(usualPace, 1, 0), pauseAfter(usualPace, 1, 1)]).toEqual([4_000, 6_000]);
  });

  it.each([
    [undefined, 0],
    ['120', 120_000],
    ['0', 0],
    ['-5', 0],
    ['soon', 0],
    ['99999999', 24 * hour],
    ['Thu, 01 Jan 1970 00:01:30 GMT', 60_000],
    ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
  ])('is as long as Retry-After asks for: %s', (header, expected) => {
    expect(retryAfter(header, 30_000)).toBe(expected);
  });
});

it('A webhook is taken for longer than a delivery can take', () => {
  expect(leaseOf(usualPace)).toBe(30_000);
  expect(leaseOf({ ...usualPace, timeout: 1 })).toBe(3_000);
});

describe('A receiver', () => {
  const webhook = { failures: 0, failingSince: null, retryAt: null, receivedAt: null, lastFailures: [] };
  const health = () => new ReceiverHealth(usualPace, webhook as unknown as Webhook);
  const attempt = { at: '', position: 1, type: 'article-edited', status: 500, reason: 'The receiver answered 500.' };
  const failing = (times: number, at: number) => {
    const one = health();
    for (let nth = 0; nth < times; nth += 1) one.failed(attempt, at, 0);
    return one;
  };

  it('that fails now and then is not left alone', () =>
    expect(failing(10, 5_000)).toMatchObject({ isDown: false, retryAt: 5_000 }));

  it('that fails again and again is left alone for a while, and then tried by one delivery', () => {
    const down = failing(11, 5_000);
    expect(down.isDown).toBe(true);
    expect(down.retryAt).toBeGreaterThanOrEqual(9_000);
    expect(down.received(20_000)).toBe(true);
    expect(down).toMatchObject({ isDown: false });
  });

  it('that asks to be left alone is', () => {
    const one = health();
    one.failed({ ...attempt, status: 429 }, 5_000, 60_000);
    expect(one.retryAt).toBe(65_000);
  });

  it('that received nothing for three days is parked, and not a moment before', () => {
    const one = failing(12, 0);
    one.failed(attempt, 72 * hour - 1, 0);
    expect(one.parkedBecause).toBeNull();
    one.failed(attempt, 72 * hour, 0);
    expect(one.parkedBecause).toBe('Nothing was received for 259200 s. The receiver answered 500.');
  });

  it('that received something meanwhile is not parked', () => {
    const one = failing(12, 0);
    one.received(71 * hour);
    one.failed(attempt, 73 * hour, 0);
    expect(one.parkedBecause).toBeNull();
  });

  it('that says that it is gone is parked at once', () => {
    const one = health();
    one.failed({ ...attempt, status: 410 }, 0, 0);
    expect(one.parkedBecause).toBe('The receiver answered 410: it is gone.');
  });

  it('has its last twenty failures told', () => expect(failing(30, 0).record().lastFailures).toHaveLength(20));
});
