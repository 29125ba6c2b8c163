import { acceptDatetime, httpDate } from '../../src/http/accept-datetime';
import { fc } from '../setup/chance';

describe('Accept-Datetime', () => {
  it('names a second by the one form of RFC 7089', () => {
    expect(acceptDatetime('Tue, 24 Nov 2026 09:30:00 GMT')).toBe(Date.parse('2026-11-24T09:30:00Z') / 1000);
    expect(acceptDatetime('Mon, 01 Jan 0001 00:00:00 GMT')).toBe(Date.parse('0001-01-01T00:00:00Z') / 1000);
    expect(acceptDatetime('Thu, 29 Feb 2024 23:59:59 GMT')).toBe(Date.parse('2024-02-29T23:59:59Z') / 1000);
  });

  it('names every second of the years 0 to 9999', () => {
    const [first, last] = [Date.parse('0000-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59Z')];
    const second = fc.integer({ min: first / 1000, max: last / 1000 });
    fc.assert(fc.property(second, (one) => expect(acceptDatetime(httpDate(one))).toBe(one)));
  });

  it.each([
    '',
    'now',
    '2026-11-24T09:30:00Z',
    'Tue, 24 Nov 2026 09:30:00',
    'Tue, 24 Nov 2026 09:30:00 UTC',
    'Tue, 24 Nov 2026 09:30:00 +0000',
    ' Tue, 24 Nov 2026 09:30:00 GMT',
    'Wed, 24 Nov 2026 09:30:00 GMT', // it was a Tuesday
    'Tue, 24 nov 2026 09:30:00 GMT',
    'Tue, 24 Nov 2026 24:30:00 GMT',
    'Sun, 30 Feb 2025 09:30:00 GMT',
    'Sun, 02 Mar 2025 9:30:00 GMT',
    'Tuesday, 24-Nov-26 09:30:00 GMT',
    'Tue Nov 24 09:30:00 2026',
    'Tue, 24 Nov 2026 09:30:00 GMT, Tue, 24 Nov 2026 09:30:00 GMT',
  ])('is no %j', (header) => {
    expect(() => acceptDatetime(header)).toThrow(expect.objectContaining({ code: 'validation-failed' }));
  });
});
