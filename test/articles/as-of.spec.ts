import { instantOf, occurredBy } from '../../src/articles/as-of';

describe('an instant', () => {
  it('is of recorded time unless told', () => {
    expect(instantOf({ at: '2026-05-04T10:00:00+02:00' })).toEqual({
      milliseconds: Date.UTC(2026, 4, 4, 8),
      time: 'recorded',
    });
    expect(instantOf({ at: '2026-05-04T10:00:00Z', time: 'occurred' })?.time).toBe('occurred');
  });

  it('is none where a revision is asked for, or nothing', () => {
    expect(instantOf({ revision: 3 })).toBeUndefined();
    expect(instantOf({})).toBeUndefined();
  });

  it('is refused beside a revision, and a kind of time without it', () => {
    const refused = expect.objectContaining({ code: 'validation-failed' });
    expect(() => instantOf({ revision: 3, at: '2026-05-04T10:00:00Z' })).toThrow(refused);
    expect(() => instantOf({ time: 'recorded' })).toThrow(refused);
  });
});

describe('the revision of an instant in the world', () => {
  const day = (date: number) => new Date(Date.UTC(2001, 0, date)).toISOString();
  const recordedAt = '2026-05-04T10:00:00.000Z';
  const by = (date: number, ...dates: (number | undefined)[]) => {
    const changes = dates.map((occurred, at) => ({
      revision: at + 1,
      recordedAt,
      ...(occurred !== undefined && { occurredAt: day(occurred) }),
    }));
    return occurredBy(changes.toReversed(), Date.parse(day(date)));
  };

  it('is the last that had happened', () => {
    expect([by(2, 3, 5, 7), by(3, 3, 5, 7), by(6, 3, 5, 7), by(9, 3, 5, 7)]).toEqual([undefined, 1, 2, 3]);
  });

  it('passes over what only was recorded later, and goes on behind it', () => {
    expect([by(4, 3, undefined, 7), by(8, 3, undefined, 7)]).toEqual([1, 3]);
    expect(occurredBy([{ revision: 1, recordedAt }], Date.parse(recordedAt))).toBe(1);
  });

  it('is the newer account where times go back', () => {
    expect([by(4, 3, 9, 4), by(8, 3, 9, 4), by(9, 3, 9, 4)]).toEqual([3, 3, 3]);
    expect(by(3, 3, 9, 4)).toBe(1);
  });
});
