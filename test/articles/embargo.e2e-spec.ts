// Embargoes over HTTP: as what time they are taken, and what they keep from happening.
import { startTestService, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ana: Client;
beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
});
afterAll(() => stet.close());

const draft = (embargo: unknown) => ana.post('/articles', { headline: 'Held', body: 'Held back.\n', embargo });
const hour = 3_600_000;

describe('The end of an embargo', () => {
  it('with an offset stays as it was sent', async () => {
    const embargo = { until: '2036-03-30T06:00:00+02:00', timeZone: 'Europe/Amsterdam', reason: 'agreed' };
    const { json } = await draft(embargo);
    expect((await ana.get(`/articles/${json.id}`)).json.embargo).toEqual(embargo);
  });

  it('without one is what the clock of its zone shows, and shown as UTC', async () => {
    const timeZone = 'Europe/Amsterdam';
    const { json } = await draft({ until: '2036-07-01T06:00', timeZone });
    expect((await ana.get(`/articles/${json.id}`)).json.embargo).toEqual({
      until: '2036-07-01T04:00:00.000Z',
      timeZone,
    });
    const later = { until: '2036-01-01T06:00:30', timeZone };
    const edited = await ana.patch(`/articles/${json.id}`, { baseRevision: 1, embargo: later, note: 'Moved.' });
    expect([edited.status, edited.json.detail]).toEqual([200, undefined]);
    const { embargo } = (await ana.get(`/articles/${json.id}`)).json;
    expect(embargo).toEqual({ until: '2036-01-01T05:00:30.000Z', timeZone });
    expect((await ana.patch(`/articles/${json.id}`, { baseRevision: 2, embargo })).json.revision).toBe(2);
  });

  it.each([
    [{ until: '2036-07-01T06:00' }, /needs an offset/],
    [{ until: '2027-03-28T02:30', timeZone: 'Europe/Amsterdam' }, /is skipped/],
    [{ until: '2027-10-31T02:30', timeZone: 'Europe/Amsterdam' }, /comes twice/],
    [{ until: '2027-02-29T06:00:00Z' }, /is no time/],
    [{ until: '2016-12-31T23:59:60Z' }, /is no time/],
    [{ until: '2036-07-01T06:00', timeZone: 'Nowhere/Land' }, /time zone is named as/],
    [{ until: 'tomorrow' }, /must be a time/],
    [{ until: '2036-07-01T06:00Z' }, /must be a time/],
  ])('is refused where it names no one time: %j', async (embargo, message) => {
    const { status, json } = await draft(embargo);
    expect([status, json.code]).toEqual([400, 'validation-failed']);
    expect(json.errors).toEqual([{ path: 'embargo.until', message: expect.stringMatching(message) }]);
  });

  it('is refused by its place in the edit of a story', async () => {
    const { json } = await ana.post('/articles', { headline: 'Live', body: 'Live.\n' });
    await ana.post(`/articles/${json.id}/publish`, { baseRevision: 1 });
    const answer = await ana.post(`/articles/${json.id}/publish`, {
      baseRevision: 2,
      change: { kind: 'update', note: 'More.' },
      edit: { embargo: { until: '2036-07-01T06:00' } },
    });
    expect([answer.status, answer.json.errors?.[0].path]).toEqual([400, 'edit.embargo.until']);
  });
});

describe('An embargo', () => {
  it('keeps from publishing, and from scheduling before it ends; waiving is of no use', async () => {
    const until = new Date(Date.now() + hour).toISOString();
    const { id } = (await draft({ until, timeZone: 'UTC' })).json;
    const sam = await stet.as('Sam', 'standards');
    const waive = [{ code: 'embargoed', reason: 'I must.' }];
    const published = await sam.post(`/articles/${id}/publish`, { baseRevision: 1, waive });
    expect([published.status, published.json.code, published.json.embargo.until]).toEqual([409, 'embargoed', until]);
    const early = new Date(Date.now() + hour / 2).toISOString();
    const scheduled = await ana.post(`/articles/${id}/schedule`, { baseRevision: 1, at: early });
    expect([scheduled.status, scheduled.json.code]).toEqual([409, 'embargoed']);
    expect((await ana.post(`/articles/${id}/schedule`, { baseRevision: 1, at: until })).status).toBe(200);
  });

  it('that is lifted, with a note, lets the article go', async () => {
    const { id } = (await draft({ until: '2036-01-01T00:00:00Z' })).json;
    await ana.patch(`/articles/${id}`, { baseRevision: 1, embargo: null, note: 'Lifted by the ministry.' });
    expect((await ana.post(`/articles/${id}/publish`, { baseRevision: 2 })).status).toBe(200);
  });
});
