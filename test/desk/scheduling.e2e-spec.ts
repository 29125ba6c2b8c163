// Publications at their time, over HTTP: what is published, what is missed and why, and by whom.
import { rebuild } from '../../src/event-store/rebuild';
import { adminDataSource } from '../../src/data-source';
import { DuePublications } from '../../src/desk/due-publications';
import { startTestService, type Client, type TestService } from '../setup/service';
import { awaited, lateness, logged, soon, type LoggedEvent } from './awaited';

let stet: TestService;
let ana: Client;
let sam: Client;
let admin: Client;
beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  sam = await stet.as('Sam', 'standards');
  admin = await stet.as('Ada', 'admin');
});
afterAll(() => stet.close());

/** Milliseconds; as the contract promises. */
const promised = 1_000;

const draft = async (headline: string, members: object = {}): Promise<string> =>
  (await ana.post('/articles', { headline, body: `${headline} by the quay.\n`, ...members })).json.id;
const schedule = async (id: string, at: string, members: object = {}): Promise<number> => {
  const { revision } = (await ana.get(`/articles/${id}`)).json;
  const { status, json } = await ana.post(`/articles/${id}/schedule`, { baseRevision: revision, at, ...members });
  expect([status, json.code]).toEqual([200, undefined]);
  return json.revision;
};
const outcome = async (id: string, at: string, revision: number): Promise<LoggedEvent> => {
  const event = await awaited(ana, id, revision);
  expect(lateness(at, event)).toBeGreaterThanOrEqual(0);
  expect(lateness(at, event)).toBeLessThan(promised);
  return event;
};
const edit = async (id: string, members: object): Promise<number> => {
  const { revision } = (await ana.get(`/articles/${id}`)).json;
  const { status, json } = await ana.patch(`/articles/${id}`, { ...members, baseRevision: revision });
  expect([status, json.code]).toEqual([200, undefined]);
  return json.revision;
};
const change = { kind: 'update', note: 'More of it.' };

describe('A scheduled publication', () => {
  it('happens at its time, with the content that was pinned, and leaves later edits in the working copy', async () => {
    const id = await draft('Pinned');
    const at = soon(2_000);
    const revision = await schedule(id, at);
    const edited = await edit(id, { body: 'Half written.\n' });
    const event = await outcome(id, at, edited);
    expect(event).toMatchObject({ type: 'article-published', revision: edited + 1, actor: expect.any(String) });
    expect(event.data).toMatchObject({ scheduled: at, version: 1, by: { sub: 'ana' } });
    expect(revision).toBe(edited - 1);
    const { json } = await ana.get(`/articles/${id}`);
    expect(json).toMatchObject({ status: 'published', nextStatus: 'draft', dirty: true, body: 'Half written.\n' });
    const minPosition = { headers: { 'stet-min-position': String(event.position) } };
    expect((await stet.reader.get('/stories/pinned', minPosition)).json).toMatchObject({
      version: 1,
      body: 'Pinned by the quay.\n',
      publishedAt: event.data.publishedAt,
    });
  });

  it('does not happen once it was unscheduled', async () => {
    const [id, other] = [await draft('Called off'), await draft('Goes ahead')];
    const at = soon(2_000);
    const revision = await schedule(id, at);
    const last = await schedule(other, at);
    const { json } = await ana.post(`/articles/${id}/unschedule`, { baseRevision: revision, reason: 'Not yet.' });
    expect(json).toMatchObject({ status: 'approved', version: null });
    await outcome(other, at, last);
    expect((await logged(ana, id)).map(({ type }) => type)).toEqual([
      'article-drafted',
      'publication-scheduled',
      'publication-unscheduled',
    ]);
  });

  it('may be scheduled anew after it was taken back: the later time counts', async () => {
    const id = await draft('Moved');
    const revision = await schedule(id, soon(1_500));
    await ana.post(`/articles/${id}/unschedule`, { baseRevision: revision, reason: 'Later.' });
    const at = soon(2_500);
    const event = await outcome(id, at, await schedule(id, at));
    expect(event.data.scheduled).toBe(at);
    expect((await logged(ana, id)).filter(({ type }) => type === 'article-published')).toHaveLength(1);
  });

  it('of a story that is taken back meanwhile does not bring it back', async () => {
    const [id, other] = [await draft('Taken back'), await draft('Beside it')];
    await ana.post(`/articles/${id}/publish`, { baseRevision: 1 });
    await edit(id, { headline: 'Taken back again' });
    const at = soon(2_000);
    const revision = await schedule(id, at, { change });
    const last = await schedule(other, at);
    const { status } = await sam.post(`/articles/${id}/unpublish`, { baseRevision: revision, reason: 'Wrong' });
    expect(status).toBe(200);
    await outcome(other, at, last);
    expect((await ana.get(`/articles/${id}`)).json).toMatchObject({ status: 'unpublished', version: 1 });
  });
});

describe('A scheduled publication is missed, and says why', () => {
  const missed = async (id: string, at: string, behind: number, refusal: string): Promise<LoggedEvent> => {
    const event = await outcome(id, at, behind);
    expect(event).toMatchObject({ type: 'publication-missed', data: { at, refusal } });
    return event;
  };
  const standing = async (id: string) => (await ana.get(`/articles/${id}`)).json;

  it('where a check fails by then, because the newsroom has become stricter', async () => {
    const id = await draft('Strict', { body: 'The river rose by 40 percent.\n' });
    const at = soon(2_000);
    const revision = await schedule(id, at);
    await admin.patch('/settings', { severities: { 'uncited-figure': 'error' } });
    const event = await missed(id, at, revision, 'checks-failed');
    await admin.patch('/settings', { severities: null });
    expect(event.data.findings).toMatchObject([{ code: 'uncited-figure', severity: 'error' }]);
    expect(await standing(id)).toMatchObject({ status: 'approved', version: null });
    expect((await stet.reader.get('/stories/strict')).status).toBe(404);
  });

  it('where an embargo was set meanwhile: that edit makes it a draft', async () => {
    const id = await draft('Held');
    const at = soon(2_000);
    await schedule(id, at);
    const edited = await edit(id, { embargo: { until: soon(3_600_000), timeZone: 'UTC' } });
    await missed(id, at, edited, 'embargoed');
    expect(await standing(id)).toMatchObject({ status: 'draft', version: null });
  });

  it('where an approval came to be required', async () => {
    const id = await draft('Legal');
    const at = soon(2_000);
    const revision = await schedule(id, at);
    await ana.post(`/articles/${id}/require`, { baseRevision: revision, approval: 'legal', reason: 'A threat' });
    await missed(id, at, revision, 'approval-missing');
    expect(await standing(id)).toMatchObject({ status: 'approved' });
  });

  it('where the live story was corrected, and what is pinned lacks the correction', async () => {
    const id = await draft('Corrected', { body: 'The lock opens at nine.\n' });
    await ana.post(`/articles/${id}/publish`, { baseRevision: 1 });
    await edit(id, { body: 'The lock opens at nine.\n\nBoats wait.\n' });
    const at = soon(2_500);
    const revision = await schedule(id, at, { change });
    const corrected = await ana.post(`/articles/${id}/publish`, {
      baseRevision: revision,
      change: { kind: 'correction', note: 'It opens at ten.', wrong: 'nine', right: 'ten' },
      edit: { body: 'The lock opens at ten.\n' },
    });
    expect(corrected.json).toMatchObject({ version: 2, nextStatus: 'scheduled' });
    const event = await missed(id, at, corrected.json.revision, 'checks-failed');
    expect(event.data.findings).toMatchObject([{ code: 'correction-not-carried' }]);
    expect(await standing(id)).toMatchObject({ status: 'published', nextStatus: 'draft', version: 2 });
  });
});

describe('An embargo', () => {
  it('does not stand in the way of a publication at the very time that it ends', async () => {
    const at = soon(2_000);
    const id = await draft('To the second', { embargo: { until: at, timeZone: 'UTC' } });
    const event = await outcome(id, at, await schedule(id, at));
    expect(event.type).toBe('article-published');
    expect(event.data.publishedAt >= at).toBe(true);
  });

  it('keeps from publishing and from scheduling before it ends', async () => {
    const id = await draft('Embargoed', { embargo: { until: soon(60_000), timeZone: 'UTC' } });
    const publish = await ana.post(`/articles/${id}/publish`, { baseRevision: 1 });
    expect([publish.status, publish.json.code]).toEqual([409, 'embargoed']);
    const scheduled = await ana.post(`/articles/${id}/schedule`, { baseRevision: 1, at: soon(30_000) });
    expect([scheduled.status, scheduled.json.code]).toEqual([409, 'embargoed']);
  });
});

describe('Many that are due in the same second', () => {
  it('are all published within it', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, nth) => draft(`Rush ${nth}`)));
    const at = soon(8_000);
    await Promise.all(ids.map((id) => schedule(id, at)));
    expect(soon(0) < at).toBe(true);
    const late: number[] = [];
    for (const id of ids) late.push(lateness(at, await awaited(ana, id, 2)));
    expect(Math.max(...late)).toBeLessThan(promised);
  }, 60_000);
});

describe('The read model of what is due', () => {
  it('has what is in force, and equals its rebuild', async () => {
    const pending = await draft('Pending');
    await schedule(pending, soon(3_600_000));
    const { json } = await ana.get('/events?limit=200');
    expect(json.items.length).toBeGreaterThan(0);
    const last = (await logged(ana)).at(-1)?.position ?? 0;
    await ana.get('/articles', { headers: { 'stet-min-position': String(last) } });
    const owner = await adminDataSource(stet.database.url).initialize();
    try {
      const rows = await owner.query('select article_id from read.due_publications');
      expect(rows).toEqual([{ article_id: pending }]);
      const report = await rebuild(owner, new DuePublications(owner), { swap: true });
      expect([report.drift, report.rows]).toEqual([[], 1]);
    } finally {
      await owner.destroy();
    }
  });
});

describe('Operators', () => {
  it('see what is due, what was missed and how late publications were', async () => {
    const { text } = await stet.reader.get('//metrics');
    expect(text).toMatch(/^stet_publications_due 0$/m);
    expect(text).toMatch(/^stet_publications_missed_total 4$/m);
    expect(text).toMatch(/^stet_publication_attempts_failed_total 0$/m);
    expect(text).toMatch(/^stet_publication_lateness_seconds_bucket\{le="1"\} [23]\d$/m);
  });
});
