// Times as people name them: offsets are instants, wall-clock times are of a zone, and nobody guesses.
import { instantOf } from '../../src/articles/wall-time';
import { Rejection } from '../../src/errors';

const amsterdam = 'Europe/Amsterdam';

function refusal(time: string, timeZone?: string): string {
  try {
    return `accepted as ${instantOf(time, timeZone, 'at')}`;
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    expect([error.code, error.members]).toEqual([
      'validation-failed',
      { errors: [{ path: 'at', message: error.message }] },
    ]);
    return error.message;
  }
}

describe('A time with an offset', () => {
  it.each([
    ['2027-03-28T06:00:00Z', '2027-03-28T06:00:00.000Z'],
    ['2027-03-28t06:00:00z', '2027-03-28T06:00:00.000Z'],
    ['2027-03-28T06:00:00.1239Z', '2027-03-28T06:00:00.123Z'],
    ['2027-03-28T06:00:00+02:00', '2027-03-28T04:00:00.000Z'],
    ['2027-03-28T06:00:00+05:45', '2027-03-28T00:15:00.000Z'],
    ['2027-03-28T06:00Z', '2027-03-28T06:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is the instant %s, whatever the zone beside it', (time, instant) => {
    expect(instantOf(time, undefined, 'at')).toBe(instant);
    expect(instantOf(time, amsterdam, 'at')).toBe(instant);
    expect(instantOf(time, 'Nowhere/Land', 'at')).toBe(instant);
  });

  it.each([
    '2027-02-29T06:00:00Z',
    '2027-13-01T06:00:00Z',
    '2027-03-28T24:00:00Z',
    '2027-03-28T06:60:00Z',
    '2027-03-28T06:00:00+24:00',
    '2027-03-28Z',
    '06:00:00Z',
    'soonZ',
    '2027-03-28T06:00:00+02:00[Europe/Amsterdam]',
    '+012027-03-28T06:00:00Z',
  ])('%s is none', (time) => {
    expect(refusal(time, amsterdam)).toContain(`${time} is no time`);
  });

  it.each(['2016-12-31T23:59:60Z', '2017-01-01T00:59:60+01:00', '2016-12-31T23:59:60'])(
    '%s is refused: the leap second is in no calendar of the newsroom',
    (time) => {
      expect(refusal(time, 'UTC')).toContain('is no time');
    },
  );

  it.each(['9999-12-31T23:59:59-01:00', '0000-01-01T00:00:00+01:00'])(
    '%s is refused: as UTC its year has not four digits',
    (time) => {
      expect(refusal(time)).toContain('is no time');
    },
  );
});

describe('A time without an offset', () => {
  it.each([
    ['2027-03-28T06:00', amsterdam, '2027-03-28T04:00:00.000Z'],
    ['2027-03-27t06:00:00.5', amsterdam, '2027-03-27T05:00:00.500Z'],
    ['2027-01-15T06:00', 'Asia/Kolkata', '2027-01-15T00:30:00.000Z'],
    ['2027-01-15T06:00', 'Asia/Kathmandu', '2027-01-15T00:15:00.000Z'],
    ['2027-01-15T06:00', 'UTC', '2027-01-15T06:00:00.000Z'],
    ['9999-12-31T23:59', 'UTC', '9999-12-31T23:59:00.000Z'],
    ['2011-12-31T00:30', 'Pacific/Apia', '2011-12-30T10:30:00.000Z'],
  ])('%s is what the clock of %s shows: %s', (time, timeZone, instant) => {
    expect(instantOf(time, timeZone, 'at')).toBe(instant);
  });

  it('needs a zone beside it', () => {
    expect(refusal('2027-03-28T06:00')).toBe('2027-03-28T06:00 needs an offset, or a timeZone beside it.');
  });

  it.each([
    ['2027-03-28T02:30', amsterdam],
    ['2027-03-28T02:00', amsterdam],
    ['2027-03-28T02:59:59.999', amsterdam],
    ['2027-10-03T02:15', 'Australia/Lord_Howe'],
    ['2011-12-30T12:00', 'Pacific/Apia'],
  ])('is refused where clocks skip it: %s in %s', (time, timeZone) => {
    expect(refusal(time, timeZone)).toBe(`${time} is skipped in ${timeZone}: clocks go forward there.`);
  });

  it.each([
    ['2027-03-28T01:59:59', amsterdam, '2027-03-28T00:59:59.000Z'],
    ['2027-03-28T03:00', amsterdam, '2027-03-28T01:00:00.000Z'],
    ['2027-10-31T01:59:59', amsterdam, '2027-10-30T23:59:59.000Z'],
    ['2027-10-31T03:00', amsterdam, '2027-10-31T02:00:00.000Z'],
  ])('is taken right beside the change: %s in %s', (time, timeZone, instant) => {
    expect(instantOf(time, timeZone, 'at')).toBe(instant);
  });

  it.each([
    ['2027-10-31T02:30', amsterdam, '2027-10-31T02:30+02:00 or 2027-10-31T02:30+01:00'],
    ['2027-10-31T02:00', amsterdam, '2027-10-31T02:00+02:00 or 2027-10-31T02:00+01:00'],
    ['2027-04-04T01:45', 'Australia/Lord_Howe', '2027-04-04T01:45+11:00 or 2027-04-04T01:45+10:30'],
  ])('is refused where clocks show it twice, and told how to say which: %s in %s', (time, timeZone, both) => {
    expect(refusal(time, timeZone)).toBe(`${time} comes twice in ${timeZone}: clocks go back. Say ${both}.`);
    for (const one of both.split(' or ')) expect(instantOf(one, undefined, 'at')).toMatch(/Z$/);
  });

  it.each([
    ['2027-03-28T06:00', 'Nowhere/Land'],
    ['2027-03-28T06:00', ''],
    ['2027-03-28T06:00', '+02:00'],
    ['2027-02-29T06:00', amsterdam],
    ['2027-03-28', amsterdam],
    ['2027-03-28T06:00[UTC]', amsterdam],
    ['20270328T0600', amsterdam],
    ['tomorrow', amsterdam],
  ])('is refused where there is no such time or zone: %s in %j', (time, timeZone) => {
    expect(refusal(time, timeZone)).toContain('is no time');
  });
});
