// The workflow over HTTP: what editors, reporters and the standards desk are answered, step by step.
import { startTestService, type Client, type TestService } from '../setup/service';

let stet: TestService;
let rob: Client, ana: Client, ben: Client, cleo: Client, aud: Client, adm: Client;

beforeAll(async () => {
  stet = await startTestService();
  rob = await stet.as('Rob', 'reporter');
  ana = await stet.as('Ana', 'editor');
  ben = await stet.as('Ben', 'editor');
  cleo = await stet.as('Cleo', 'standards');
  aud = await stet.as('Aud', 'auditor');
  adm = await stet.as('Adm', 'admin');
});
afterAll(() => stet.close());

const text = 'The lock opens at noon.\n\nBoats waited a year.\n';
const corrected = text.replace('at noon', 'at one');

async function draft(members: object = {}, by: Client = ana): Promise<string> {
  const { json } = await by.post('/articles', { headline: 'The lock opens', body: text, ...members });
  return String(json.id);
}

/** Publishes version 1, and answers the article's id and the story's slug. */
async function live(members: object = {}): Promise<{ id: string; slug: string }> {
  const id = await draft(members);
  const { json } = await ana.post(`/articles/${id}/publish`, { baseRevision: 1 });
  expect(json).toMatchObject({ status: 'published', version: 1 });
  return { id, slug: (await ana.get(`/articles/${id}`)).json.slug };
}

const told = ({ status, json }: { status: number; json: { code?: string } }) => [status, json.code];

describe('review', () => {
  afterEach(() => adm.patch('/settings', { review: null, fourEyes: null }));

  it('leads from draft to story where it is required, past an edit that voids the approval', async () => {
    await adm.patch('/settings', { review: 'required', fourEyes: true });
    const id = await draft({}, rob);
    const early = await ana.post(`/articles/${id}/publish`, { baseRevision: 1 });
    expect(told(early)).toEqual([409, 'invalid-transition']);
    expect(early.json).toMatchObject({
      articleStatus: 'draft',
      allowed: ['assign', 'submit', 'require', 'spike', 'restore'],
    });
    expect((await rob.post(`/articles/${id}/submit`, { baseRevision: 1, note: 'Ready' })).json.status).toBe(
      'submitted',
    );
    expect((await ana.post(`/articles/${id}/approve`, { baseRevision: 2 })).json.status).toBe('approved');
    expect((await ana.get(`/articles/${id}`)).json.approvals).toMatchObject([
      { as: 'desk', by: { id: 'ana', name: 'Ana' } },
    ]);
    const edit = await rob.patch(`/articles/${id}`, { tags: ['locks'], baseRevision: 3 });
    expect(edit.json.status).toBe('draft');
    expect((await ana.get(`/articles/${id}`)).json.approvals).toEqual([]);
    await rob.post(`/articles/${id}/submit`, { baseRevision: 4 });
    expect(told(await ana.post(`/articles/${id}/approve`, { baseRevision: 3 }))).toEqual([409, 'content-changed']);
    await ana.patch(`/articles/${id}`, { tags: ['locks', 'ships'], baseRevision: 4 });
    expect(told(await ana.post(`/articles/${id}/approve`, { baseRevision: 6 }))).toEqual([403, 'forbidden']);
    expect((await ben.post(`/articles/${id}/approve`, { baseRevision: 6 })).json.status).toBe('approved');
    expect((await ana.post(`/articles/${id}/publish`, { baseRevision: 7 })).json).toMatchObject({
      status: 'published',
      version: 1,
    });
  });

  it('is asked for by the precondition that every verb needs', async () => {
    const id = await draft();
    expect(told(await ana.post(`/articles/${id}/submit`))).toEqual([428, 'precondition-required']);
    expect(told(await ana.post(`/articles/${id}/submit`, {}, { 'if-match': '"2"' }))).toEqual([
      400,
      'validation-failed',
    ]);
    expect((await ana.post(`/articles/${id}/submit`, {}, { 'if-match': '"1"' })).json.status).toBe('submitted');
    expect(told(await ana.post(`/articles/${id}/request-changes`, { baseRevision: 2 }))).toEqual([
      400,
      'validation-failed',
    ]);
    expect(
      (await ana.post(`/articles/${id}/request-changes`, { baseRevision: 2, note: 'Who says so?' })).json.status,
    ).toBe('draft');
  });

  it('includes the approvals that somebody required', async () => {
    const id = await draft();
    const required = await ben.post(`/articles/${id}/require`, {
      baseRevision: 1,
      approval: 'legal',
      reason: 'A threat',
    });
    expect(required.status).toBe(200);
    const missing = await ana.post(`/articles/${id}/publish`, { baseRevision: 2 });
    expect(told(missing)).toEqual([422, 'approval-missing']);
    expect(missing.json.missing).toEqual(['legal']);
    await cleo.post(`/articles/${id}/approve`, { baseRevision: 2, as: 'legal' });
    expect((await ana.post(`/articles/${id}/publish`, { baseRevision: 3 })).status).toBe(200);
  });
});

describe('assignment', () => {
  it('leaves an article to those assigned, and hides it where it says so', async () => {
    const id = await draft();
    const eve = await stet.as('Eve', 'reporter');
    await ana.post(`/articles/${id}/assign`, { baseRevision: 1, actors: ['rob'] });
    expect(told(await eve.patch(`/articles/${id}`, { tags: ['x'], baseRevision: 2 }))).toEqual([403, 'forbidden']);
    expect((await rob.patch(`/articles/${id}`, { tags: ['x'], baseRevision: 2 })).status).toBe(200);
    await ana.post(`/articles/${id}/assign`, { baseRevision: 3, actors: ['rob'], access: 'assigned' });
    expect(told(await eve.get(`/articles/${id}`))).toEqual([404, 'not-found']);
    expect((await rob.post(`/articles/${id}/submit`, { baseRevision: 4 })).json.status).toBe('submitted');
    expect((await aud.get(`/articles/${id}`)).json).toMatchObject({ assigned: ['rob'], access: 'assigned' });
  });
});

describe('a correction of the live story', () => {
  it('is published beside a half-written update, merged into it, and told with who, why, wrong and right', async () => {
    const { id, slug } = await live({ headline: 'The lock opens again' });
    await rob.patch(`/articles/${id}`, { body: `${text}\nMore follows in sum`, baseRevision: 2 });
    const change = {
      ...{ kind: 'correction', note: 'The lock opens at one, not at noon.', wrong: 'at noon', right: 'at one' },
      ...{ passage: 'The lock opens at noon.', learnedAt: '2026-11-24T08:00:00Z', severity: 'minor', placement: 'end' },
    };
    expect(told(await ana.post(`/articles/${id}/publish`, { baseRevision: 3, edit: { body: corrected } }))).toEqual([
      422,
      'change-required',
    ]);
    const answer = await ana.post(`/articles/${id}/publish`, { baseRevision: 3, change, edit: { body: corrected } });
    expect(answer.json).toMatchObject({ status: 'published', nextStatus: 'draft', version: 2, revision: 4 });
    const position = { 'stet-min-position': answer.headers.get('stet-position') ?? '' };
    const { json: story } = await stet.reader.get(`/stories/${slug}`, { headers: position });
    expect(story).toMatchObject({
      version: 2,
      body: corrected,
      corrections: [{ kind: 'correction', note: change.note }],
    });
    expect(JSON.stringify(story)).not.toContain('"wrong"');
    const { json: working } = await ana.get(`/articles/${id}`);
    expect(working).toMatchObject({ body: `${corrected}\nMore follows in sum`, dirty: true });
    const { items } = (await aud.get(`/events?article=${id}&type=article-corrected`)).json;
    expect(items).toMatchObject([{ data: { by: { sub: 'ana' }, change } }]);
    const revisions = (await aud.get(`/articles/${id}/revisions?type=article-corrected`)).json.items;
    expect(revisions).toMatchObject([{ actor: { id: 'ana' }, note: change.note }]);
  });

  it('that does not merge is an error of the next version until its passage is edited', async () => {
    const { id } = await live({ headline: 'The lock opens once more' });
    await ana.patch(`/articles/${id}`, { body: text.replace('at noon', 'at midnight'), baseRevision: 2 });
    const change = { kind: 'correction', note: 'At one.' };
    const answer = await ben.post(`/articles/${id}/publish`, { baseRevision: 3, change, edit: { body: corrected } });
    expect([answer.status, answer.json.version]).toEqual([200, 2]);
    const { json: checks } = await ana.get(`/articles/${id}/checks`);
    expect(checks).toMatchObject({
      publishable: false,
      findings: [{ code: 'correction-not-carried', where: { member: 'body', line: 1 } }],
    });
    const update = { kind: 'update', note: 'More.' };
    expect(told(await ana.post(`/articles/${id}/publish`, { baseRevision: 4, change: update }))).toEqual([
      422,
      'checks-failed',
    ]);
    await ana.patch(`/articles/${id}`, { body: text.replace('at noon', 'at one at night'), baseRevision: 4 });
    expect((await ana.post(`/articles/${id}/publish`, { baseRevision: 5, change: update })).json.version).toBe(3);
  });

  it('warns where figures change under the name of an update', async () => {
    const { id } = await live({ headline: 'Boats wait', body: 'Boats waited 14 months at the lock.\n' });
    await ana.patch(`/articles/${id}`, { body: 'Boats waited 13 months at the lock.\n', baseRevision: 2 });
    const answer = await ana.post(`/articles/${id}/publish`, { baseRevision: 3, change: { kind: 'refile' } });
    expect(answer.json.findings).toMatchObject([{ code: 'change-kind-doubtful', severity: 'warning' }]);
  });

  it('says what for: a change needs a note, and is of a later version', async () => {
    const { id } = await live({ headline: 'The lock, again' });
    expect(
      told(await ana.post(`/articles/${id}/publish`, { baseRevision: 2, change: { kind: 'correction' } })),
    ).toEqual([400, 'validation-failed']);
    const fresh = await draft();
    const early = await ana.post(`/articles/${fresh}/publish`, {
      baseRevision: 1,
      change: { kind: 'update', note: 'x' },
    });
    expect(told(early)).toEqual([400, 'validation-failed']);
  });
});

describe('waivers', () => {
  it('let the standards desk publish with its reasons, which the event keeps', async () => {
    const id = await draft({ body: 'It rose [@a].\n', citations: [{ key: 'a' }] });
    const waive = ['citation-unresolved', 'source-list-empty'].map((code) => ({ code, reason: 'Seen by the desk' }));
    expect(told(await ana.post(`/articles/${id}/publish`, { baseRevision: 1, waive }))).toEqual([403, 'forbidden']);
    expect((await cleo.post(`/articles/${id}/publish`, { baseRevision: 1, waive })).json.status).toBe('published');
    const { items } = (await aud.get(`/events?article=${id}&type=article-published`)).json;
    expect(items[0].data).toMatchObject({
      waived: waive,
      findings: [{ code: 'citation-unresolved' }, { code: 'source-list-empty' }],
    });
  });
});

describe('a confirmed citation', () => {
  it('is stale no more', async () => {
    const source = { type: 'report', title: 'Levels' };
    const id = await draft({ body: 'It rose by 40 cm [@a].\n', citations: [{ key: 'a', source }] });
    await ana.patch(`/articles/${id}`, { body: 'It fell by 90 cm [@a].\n', baseRevision: 1 });
    const codes = async () =>
      (await ana.get(`/articles/${id}/checks`)).json.findings.map(({ code }: { code: string }) => code);
    expect(await codes()).toContain('citation-stale');
    expect(told(await rob.post(`/articles/${id}/citations/b/confirm`, {}))).toEqual([404, 'not-found']);
    expect((await rob.post(`/articles/${id}/citations/a/confirm`, { note: 'Called them' })).json.revision).toBe(3);
    expect(await codes()).not.toContain('citation-stale');
  });
});

describe('a restoration', () => {
  it('brings an earlier revision back by an edit that says which', async () => {
    const id = await draft();
    await ana.patch(`/articles/${id}`, { body: 'Nothing.\n', headline: 'Nothing', baseRevision: 1 });
    const beyond = await ben.post(`/articles/${id}/restore`, { baseRevision: 2, revision: 9, reason: 'x' });
    expect(told(beyond)).toEqual([400, 'validation-failed']);
    const back = await ben.post(`/articles/${id}/restore`, {
      baseRevision: 2,
      revision: 1,
      reason: 'Emptied by mistake',
    });
    expect(back.json.revision).toBe(3);
    expect((await ana.get(`/articles/${id}`)).json).toMatchObject({ headline: 'The lock opens', body: text });
    const { items } = (await aud.get(`/articles/${id}/revisions?order=desc&limit=1`)).json;
    expect(items).toMatchObject([{ type: 'article-edited', note: 'Emptied by mistake' }]);
    expect((await aud.get(`/events?article=${id}`)).json.items[2].data.restored).toBe(1);
  });
});

describe('a client that sends back what it read', () => {
  it('may send the members of the workflow too', async () => {
    const { id } = await live({ headline: 'Sent back' });
    const { json } = await ana.get(`/articles/${id}`);
    const answer = await ana.patch(`/articles/${id}`, { ...json, standfirst: 'Again' }, { 'if-match': '"2"' });
    expect([answer.status, answer.json.nextStatus]).toEqual([200, 'draft']);
  });
});
