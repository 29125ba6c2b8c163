import { startTestService, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ana: Client;

beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
});
afterAll(() => stet.close());

const source = {
  type: 'webpage',
  title: 'Water levels',
  URL: 'https://water.example/levels',
  accessed: { 'date-parts': [[2026, 11, 24]] },
};

async function drafted(members: object = {}): Promise<string> {
  const { json } = await ana.post('/articles', { headline: 'The dike holds', body: 'It rained.\n', ...members });
  return json.id;
}

describe('drafting', () => {
  it('answers 201 with the address, the revision as ETag and the position', async () => {
    const answer = await ana.post('/articles', {
      headline: 'The dike holds',
      body: 'It rained.\n',
      note: 'from the scene',
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/v1/main/articles/${answer.json.id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('stet-position')).toBe(String(answer.json.position));
    expect(answer.json).toMatchObject({ revision: 1, status: 'draft', nextStatus: null, version: null, merged: false });
  });

  it('keeps every member that the contract names', async () => {
    const members = {
      headline: 'The dike holds',
      standfirst: 'Just so',
      body: 'It rained ![](media:dike).\r\n',
      language: 'nl',
      category: 'weather',
      dateline: { place: 'Delft', date: '2026-11-24', text: 'Delft, Tuesday, 24 November 2026.' },
      byline: ['Ana de Wit'],
      tags: ['water', 'dikes'],
      slug: 'the-dike',
      citations: [
        {
          key: 'levels',
          label: '1',
          source,
          locator: 'p. 2',
          quote: 'high',
          note: 'check',
          capture: { url: 'https://a.example/1' },
        },
      ],
      media: [{ key: 'dike', url: 'https://pics.example/dike.jpg', alt: 'A dike', caption: 'The dike', credit: 'ANP' }],
      embargo: { until: '2030-01-01T00:00:00Z', timeZone: 'Europe/Amsterdam', reason: 'agreed' },
      origin: { kind: 'wire', provider: 'ANP', id: '77' },
      meta: { desk: { shift: 2 } },
      id: '01934567-89ab-7cde-8f01-23456789abcd',
    };
    expect((await ana.post('/articles', members)).status).toBe(201);
    const { json } = await ana.get(`/articles/${members.id}`);
    expect(json).toMatchObject({ ...members, citations: [{ ...members.citations[0], sourceId: expect.any(String) }] });
    const again = await ana.post('/articles', members);
    expect([again.status, again.json.code]).toEqual([409, 'id-taken']);
  });

  it('takes back what was read, server-set members and all', async () => {
    const id = await drafted({ citations: [{ key: 'a', source }] });
    const { json } = await ana.get(`/articles/${id}`);
    const answer = await ana.patch(`/articles/${id}`, { ...json, headline: 'The dike held' }, { 'if-match': '"1"' });
    expect([answer.status, answer.json.revision]).toEqual([200, 2]);
    expect((await ana.get(`/articles/${id}`)).json).toMatchObject({
      headline: 'The dike held',
      citations: json.citations,
    });
  });

  it.each([
    ['an unknown member', { headline: 'x', colour: 'red' }, 'colour'],
    ['no headline', { body: 'x' }, 'headline'],
    ['a key that no citation can have', { headline: 'x', citations: [{ key: '-a', source }] }, 'citations[0].key'],
    [
      'a source that is no CSL item',
      { headline: 'x', citations: [{ source: { type: 'scribble' } }] },
      'citations[0].source',
    ],
    ['a day that no calendar has', { headline: 'x', dateline: { date: '2026-02-30' } }, 'dateline.date'],
    [
      'two citations of one key',
      {
        headline: 'x',
        citations: [
          { key: 'a', source },
          { key: 'a', source },
        ],
      },
      'citations[1].key',
    ],
  ])('refuses %s, naming the place', async (_, body, path) => {
    const { status, json } = await ana.post('/articles', body);
    expect([status, json.code]).toEqual([400, 'validation-failed']);
    expect(json.errors.map((error: { path: string }) => error.path)).toContain(path);
  });
});

describe('editing', () => {
  it('writes one event, and none when nothing changes', async () => {
    const id = await drafted();
    const edited = await ana.patch(`/articles/${id}`, { headline: 'New', baseRevision: 1 });
    expect([edited.status, edited.json.revision]).toEqual([200, 2]);
    const same = await ana.patch(`/articles/${id}`, { headline: 'New', baseRevision: 2 });
    expect([same.status, same.json.revision, same.json.position]).toEqual([200, 2, edited.json.position]);
  });

  it('asks for the revision that the edit rests on', async () => {
    const id = await drafted();
    expect((await ana.patch(`/articles/${id}`, { headline: 'x' })).status).toBe(428);
    expect((await ana.patch(`/articles/${id}`, { headline: 'x', baseRevision: 1 }, { 'if-match': '"1"' })).status).toBe(
      400,
    );
    expect((await ana.patch(`/articles/${id}`, { headline: 'x', baseRevision: 2 })).status).toBe(400);
    expect((await ana.patch(`/articles/${id}`, { headline: 'x' }, { 'if-match': '*' })).status).toBe(400);
    expect((await ana.patch(`/articles/${id}`, { headline: 'y' }, { 'if-match': 'W/"1-md"' })).status).toBe(200);
    const late = await ana.patch(`/articles/${id}`, { headline: 'z' }, { 'if-match': '"1"' });
    expect([late.status, late.json.code, late.json.revision]).toEqual([412, 'revision-mismatch', 2]);
  });

  it('keeps the body byte for byte, also in PUT', async () => {
    const id = await drafted();
    const text = '\ufeff# A\r\n\r\n* one\n* two \t\n\n\n```\n[@x]\n';
    const put = await ana.write('PUT', `/articles/${id}/body?baseRevision=1`, text);
    expect(put.status).toBe(200);
    const read = await fetch(`${stet.service.url}/v1/main/articles/${id}`, {
      headers: { authorization: `Bearer ${ana.token}`, accept: 'text/markdown' },
    });
    expect(Buffer.from(await read.arrayBuffer()).equals(Buffer.from(text))).toBe(true);
    expect(read.headers.get('etag')).toBe('"2-md"');
  });

  it('clears with null all but headline, body and language', async () => {
    const id = await drafted({ standfirst: 'x', tags: ['a'], category: 'b' });
    await ana.patch(`/articles/${id}`, { standfirst: null, tags: null, category: null, baseRevision: 1 });
    expect((await ana.get(`/articles/${id}`)).json).toMatchObject({ standfirst: null, tags: [], category: null });
    for (const member of ['headline', 'body', 'language']) {
      expect((await ana.patch(`/articles/${id}`, { [member]: null, baseRevision: 2 })).status).toBe(400);
    }
  });

  it('is lost to nobody: of 20 writers on one revision one wins', async () => {
    const id = await drafted();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ana.patch(`/articles/${id}`, { headline: `H${n}` }, { 'if-match': '"1"' })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
    expect((await ana.get(`/articles/${id}`)).json.revision).toBe(2);
  });

  it('happens once for one Idempotency-Key, 20 times at once', async () => {
    const id = await drafted();
    const send = () =>
      ana.patch(`/articles/${id}`, { headline: 'Once', baseRevision: 1 }, { 'idempotency-key': `k-${id}` });
    const answers = await Promise.all(Array.from({ length: 20 }, send));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({ revision: 2 });
    const other = await ana.patch(
      `/articles/${id}`,
      { headline: 'Other', baseRevision: 2 },
      { 'idempotency-key': `k-${id}` },
    );
    expect([other.status, other.json.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('answers 304 to who has the revision already', async () => {
    const id = await drafted();
    expect((await ana.get(`/articles/${id}`, { headers: { 'if-none-match': '"1"' } })).status).toBe(304);
  });
});

describe('a preview', () => {
  it('shows the working copy as readers would see it, to nobody but the desk', async () => {
    const id = await drafted({ headline: 'Not out yet', body: 'It rained [@a].\n', citations: [{ key: 'a', source }] });
    const preview = await ana.get(`/articles/${id}`, { headers: { accept: 'text/html' } });
    expect(preview.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(preview.headers.get('etag')).toBe('"1-html"');
    expect(preview.headers.get('content-security-policy')).toContain("style-src 'unsafe-inline'");
    expect(preview.text).toContain('<h1>Not out yet</h1>');
    expect(preview.text).toContain('Water levels');
    expect((await stet.reader.get('/stories/not-out-yet')).status).toBe(404);
  });
});

describe('publishing', () => {
  it('is refused with the findings until every citation has its source, and then shows the story', async () => {
    const id = await drafted({
      headline: 'Water rises',
      body: 'It rose [@1][@2].\n',
      citations: [
        { key: '1', label: '1' },
        { key: '2', label: '2' },
      ],
    });
    const refused = await ana.post(`/articles/${id}/publish`, { baseRevision: 1 });
    expect([refused.status, refused.json.code]).toEqual([422, 'checks-failed']);
    expect(refused.json.findings.map((finding: { code: string }) => finding.code).sort()).toEqual([
      'citation-unresolved',
      'citation-unresolved',
      'source-list-empty',
    ]);
    await ana.post(`/articles/${id}/citations`, { label: '1', source });
    const added = await ana.post(`/articles/${id}/citations`, {
      key: '2',
      source: { ...source, URL: 'https://b.example/' },
    });
    expect([added.status, added.json.revision]).toEqual([201, 3]);
    const stale = await ana.post(`/articles/${id}/publish`, { baseRevision: 1 });
    expect([stale.status, stale.json.code]).toEqual([409, 'content-changed']);
    const published = await ana.post(`/articles/${id}/publish`, { baseRevision: 3 });
    expect([published.status, published.json.version, published.json.status]).toEqual([200, 1, 'published']);
    const position = published.headers.get('stet-position') ?? '';
    const story = await stet.reader.get('/stories/water-rises', { headers: { 'stet-min-position': position } });
    expect(story.json).toMatchObject({
      id,
      version: 1,
      body: 'It rose [1][2].\n',
      sources: [
        { number: 1, key: '1' },
        { number: 2, key: '2' },
      ],
    });
    expect((await ana.post(`/articles/${id}/publish`, { baseRevision: 4 })).json.code).toBe('change-required');
  });

  it('gives a made slug a number when it is in use, and refuses a given one', async () => {
    const [one, two, three] = [
      await drafted({ headline: 'Same' }),
      await drafted({ headline: 'Same' }),
      await drafted(),
    ];
    await ana.post(`/articles/${one}/publish`, { baseRevision: 1 });
    await ana.post(`/articles/${two}/publish`, { baseRevision: 1 });
    expect((await ana.get(`/articles/${two}`)).json.slug).toBe('same-2');
    const taken = await ana.post(`/articles/${three}/publish`, { baseRevision: 1, slug: 'same' });
    expect([taken.status, taken.json.code]).toEqual([409, 'slug-taken']);
  });

  it('waits for the end of an embargo', async () => {
    const id = await drafted({ embargo: { until: '2999-01-01T00:00:00Z' } });
    expect((await ana.post(`/articles/${id}/publish`, { baseRevision: 1 })).json.code).toBe('embargoed');
    expect((await ana.patch(`/articles/${id}`, { embargo: null, baseRevision: 1 })).status).toBe(400);
    expect(
      (await ana.patch(`/articles/${id}`, { embargo: null, note: 'lifted by the ministry', baseRevision: 1 })).status,
    ).toBe(200);
    expect((await ana.post(`/articles/${id}/publish`, { baseRevision: 2 })).status).toBe(200);
  });

  it('lets only standards waive a finding, and keeps the waiver with its reason', async () => {
    const id = await drafted({ body: 'It rose [@1].\n', citations: [{ key: '1' }] });
    const waive = [
      { code: 'citation-unresolved', reason: 'eyewitness' },
      { code: 'source-list-empty', reason: 'eyewitness' },
    ];
    expect((await ana.post(`/articles/${id}/publish`, { baseRevision: 1, waive })).status).toBe(403);
    const sam = await stet.as('Sam', 'standards');
    expect((await sam.post(`/articles/${id}/publish`, { baseRevision: 1, waive })).status).toBe(200);
    const aud = await stet.as('Aud', 'auditor');
    const { json } = await aud.get(`/events?article=${id}&type=article-published`);
    expect(json.items[0].data.waived).toEqual(waive);
  });
});

describe('citations', () => {
  it('are added, changed and removed, and not removed while the text mentions them', async () => {
    const id = await drafted({ body: 'It rose [@levels].\n' });
    const { headers } = await ana.post(`/articles/${id}/citations`, { key: 'levels', source, note: 'seen on site' });
    expect(headers.get('location')).toBe(`/v1/main/articles/${id}/citations/levels`);
    expect((await ana.get(`/articles/${id}/revisions/2`)).json).toMatchObject({
      type: 'citation-added',
      note: 'seen on site',
    });
    const changed = await ana.patch(`/articles/${id}/citations/levels`, { locator: 'p. 3' });
    expect([changed.status, changed.json.revision]).toEqual([200, 3]);
    const inUse = await ana.delete(`/articles/${id}/citations/levels`);
    expect([inUse.status, inUse.json.code]).toEqual([409, 'citation-in-use']);
    await ana.patch(`/articles/${id}`, { body: 'It rose.\n', baseRevision: 3 });
    expect((await ana.delete(`/articles/${id}/citations/levels`)).status).toBe(200);
    expect((await ana.get(`/articles/${id}`)).json.citations).toEqual([]);
  });
});
