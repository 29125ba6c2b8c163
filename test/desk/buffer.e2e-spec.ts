// One's own unsaved text over HTTP.
import pg from 'pg';
import { startTestService, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ana: Client;
let rob: Client;
let owner: pg.Client;
let one: string;
let other: string;
beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  rob = await stet.as('Rob', 'reporter');
  owner = new pg.Client(stet.database.url);
  await owner.connect();
  one = `/articles/${(await ana.post('/articles', { headline: 'One' })).json.id}/buffer`;
  other = `/articles/${(await rob.post('/articles', { headline: 'Other' })).json.id}/buffer`;
});
afterAll(async () => {
  await owner.end();
  await stet.close();
});

const markdown = { 'content-type': 'text/markdown; charset=UTF-8' };

describe('A buffer', () => {
  it('gives back the bytes and the media type as they were sent', async () => {
    const text = '\uFEFFHalf a  \r\nsentence\u00a0e\u0301\n';
    const { status, json } = await ana.write('PUT', `${one}?baseRevision=1`, text, markdown);
    expect(status).toBe(200);
    expect(json).toEqual({ savedAt: expect.any(String), expiresAt: expect.any(String), baseRevision: 1 });
    expect(Date.parse(json.expiresAt) - Date.parse(json.savedAt)).toBe(7 * 86_400_000);
    const answer = await fetch(`${stet.service.url}/v1/main${one}`, {
      headers: { authorization: `Bearer ${ana.token}` },
    });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(text));
    expect(answer.headers.get('content-type')).toBe('text/markdown; charset=UTF-8');
    expect(answer.headers.get('stet-base-revision')).toBe('1');
    expect(answer.headers.get('last-modified')).toBe(new Date(json.savedAt).toUTCString());
  });

  it.each([
    ['text/plain', 'Plain'],
    ['text/markdown', ''],
    ['application/json', '{ "panes": [1, {"caret": 7}] }'],
    ['application/json; charset=utf-8', '{}'],
  ])('may be %s: %j', async (type, text) => {
    expect((await ana.write('PUT', one, text, { 'content-type': type })).status).toBe(200);
    const { text: read, headers } = await ana.get(one);
    expect([read, headers.get('content-type')]).toEqual([text, type]);
    expect(headers.get('stet-base-revision')).toBeNull();
  });

  it('is overwritten, and its tag tells', async () => {
    await ana.write('PUT', one, 'first', markdown);
    const first = (await ana.get(one)).headers.get('etag') as string;
    expect(first).toMatch(/^"[0-9a-f]{64}"$/);
    expect((await ana.get(one, { headers: { 'if-none-match': first } })).status).toBe(304);
    await ana.write('PUT', one, 'second', markdown);
    const second = await ana.get(one, { headers: { 'if-none-match': first } });
    expect([second.status, second.text]).toEqual([200, 'second']);
  });

  it("is nobody else's, and of one article", async () => {
    await ana.write('PUT', one, 'Ana on one', markdown);
    expect((await rob.get(one)).json.code).toBe('not-found');
    expect((await ana.get(other)).json.code).toBe('not-found');
    await rob.write('PUT', one, 'Rob on one', markdown);
    await ana.write('PUT', other, 'Ana on other', markdown);
    await rob.delete(other);
    expect((await ana.get(one)).text).toBe('Ana on one');
    expect((await rob.get(one)).text).toBe('Rob on one');
    expect((await ana.get(other)).text).toBe('Ana on other');
    await rob.delete(one);
    expect((await ana.get(one)).text).toBe('Ana on one');
  });

  it('is in no log', async () => {
    const { rows: before } = await owner.query('select count(*) from log.events');
    await ana.write('PUT', one, 'unsaid', markdown);
    const { rows } = await owner.query('select count(*) from log.events');
    expect(rows).toEqual(before);
  });

  it('is discarded, also where there is none', async () => {
    await ana.write('PUT', one, 'text', markdown);
    for (const nth of [1, 2]) {
      const { status, json } = await ana.delete(one);
      expect([nth, status, json]).toEqual([nth, 200, {}]);
    }
    expect((await ana.get(one)).status).toBe(404);
  });

  it('is gone after seven days, to the reader at once and from the table in time', async () => {
    await rob.write('PUT', one, 'kept', markdown);
    await ana.write('PUT', one, 'old', markdown);
    const age = (by: string) =>
      owner.query(`update desk.buffers set saved_at = now() - $1::interval where owner = 'ana'`, [by]);
    await age('6 days 23:59');
    expect((await ana.get(one)).text).toBe('old');
    await age('7 days');
    expect((await ana.get(one)).status).toBe(404);
    await (await stet.beside()).end(); // a server deletes at its start, and ends no sooner than it has
    const { rows } = await owner.query('select distinct owner from desk.buffers order by owner');
    expect(rows).toEqual([{ owner: 'rob' }]);
  });

  it.each([
    ['NUL', 'text/plain', 'a\0b', 400, 'malformed-body'],
    ['a list', 'application/json', '[1]', 400, 'validation-failed'],
    ['no JSON', 'application/json', '{', 400, 'malformed-body'],
    ['nothing as JSON', 'application/json', '', 400, 'validation-failed'],
    ['HTML', 'text/html', '<p>', 415, 'unsupported-media-type'],
    ['too much', 'text/plain', 'x'.repeat(2 ** 20 + 1), 413, 'body-too-large'],
  ])('refuses %s', async (_, type, text, status, code) => {
    const answer = await ana.write('PUT', one, text, { 'content-type': type });
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  it('takes a whole mebibyte', async () => {
    expect((await ana.write('PUT', one, 'x'.repeat(2 ** 20), markdown)).status).toBe(200);
    expect((await ana.get(one)).text).toHaveLength(2 ** 20);
  });

  it.each(['baseRevision=0', 'baseRevision=2', 'baseRevision=x', 'colour=red'])('refuses %s', async (query) => {
    const { status, json } = await ana.write('PUT', `${one}?${query}`, 'text', markdown);
    expect([status, json.code]).toEqual([400, 'validation-failed']);
  });

  it('is written by who may edit the article, and stays theirs when they no longer may', async () => {
    const aud = await stet.as('Aud', 'auditor');
    expect((await aud.get(one)).status).toBe(403);
    const dan = await stet.as('Dan', 'reporter');
    const eve = await stet.as('Eve', 'reporter');
    const { id } = (await ana.post('/articles', { headline: 'Assigned' })).json;
    const assigned = `/articles/${id}/buffer`;
    await ana.post(`/articles/${id}/assign`, { actors: ['dan'], baseRevision: 1 });
    expect((await dan.write('PUT', assigned, 'mine', markdown)).status).toBe(200);
    expect((await eve.write('PUT', assigned, 'not mine', markdown)).json.code).toBe('forbidden');
    await ana.post(`/articles/${id}/assign`, { actors: ['dan'], access: 'assigned', baseRevision: 2 });
    expect((await eve.write('PUT', assigned, 'not mine', markdown)).json.code).toBe('not-found');
    expect((await dan.get(assigned)).text).toBe('mine');
    await ana.post(`/articles/${id}/assign`, { actors: ['fay'], baseRevision: 3 });
    expect((await dan.write('PUT', assigned, 'no more', markdown)).json.code).toBe('not-found');
    expect((await dan.get(assigned)).text).toBe('mine');
    const nowhere = '/articles/01934567-89ab-7cde-8f01-23456789abcd/buffer';
    for (const answer of [await ana.get(nowhere), await ana.write('PUT', nowhere, 'x')])
      expect([answer.status, answer.json.code]).toEqual([404, 'not-found']);
  });
});
