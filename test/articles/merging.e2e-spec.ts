// Two editors on one article, through the whole service.
import { startTestService, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ana: Client;
let ben: Client;

beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  ben = await stet.as('Ben', 'editor');
});
afterAll(() => stet.close());

const body = 'First paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n';

async function drafted(members: object = {}): Promise<string> {
  return (await ana.post('/articles', { headline: 'The dike', body, tags: ['water'], ...members })).json.id;
}

describe('an edit that rests on an earlier revision', () => {
  it('is merged with what others did since, and the answer says with whose revision', async () => {
    const id = await drafted();
    await ana.patch(`/articles/${id}`, {
      body: body.replace('First', 'Opening'),
      tags: ['water', 'dikes'],
      baseRevision: 1,
    });
    const merged = await ben.patch(`/articles/${id}`, {
      headline: 'The dike holds',
      body: body.replace('Third', 'Closing'),
      tags: ['water', 'weather'],
      baseRevision: 1,
    });
    expect([merged.status, merged.json.revision, merged.json.merged]).toEqual([200, 3, true]);
    expect(merged.json.merge).toEqual({
      base: 1,
      fields: expect.arrayContaining(['body', 'tags']),
      others: [{ revision: 2, actor: { id: 'ana', name: 'Ana' } }],
    });
    expect(merged.json.article).toMatchObject({
      headline: 'The dike holds',
      body: 'Opening paragraph.\n\nSecond paragraph.\n\nClosing paragraph.\n',
      tags: expect.arrayContaining(['water', 'dikes', 'weather']),
    });
    expect((await ana.get(`/articles/${id}`)).json).toMatchObject(merged.json.article);
    const aud = await stet.as('Aud', 'auditor');
    const { json } = await aud.get(`/events?article=${id}`);
    expect(json.items[2].data.base).toBe(1);
  });

  it('is refused with just the place that both changed, and writes nothing', async () => {
    const id = await drafted();
    await ana.patch(`/articles/${id}`, { body: body.replace('Second', 'Middle'), headline: 'A', baseRevision: 1 });
    const refused = await ben.write('PUT', `/articles/${id}/body?baseRevision=1`, body.replace('Second', 'Another'));
    expect([refused.status, refused.json.code, refused.json.revision]).toEqual([409, 'edit-conflict', 2]);
    expect(refused.json.conflicts).toEqual([
      expect.objectContaining({
        field: 'body',
        base: 'Second paragraph.\n',
        theirs: 'Middle paragraph.\n',
        yours: 'Another paragraph.\n',
      }),
    ]);
    const field = await ben.patch(`/articles/${id}`, { headline: 'B', baseRevision: 1 });
    expect(field.json.conflicts).toEqual([{ field: 'headline', base: 'The dike', theirs: 'A', yours: 'B' }]);
    expect((await ana.get(`/articles/${id}`)).json.revision).toBe(2);
  });

  it('does not conflict with the same session’s save whose answer was lost', async () => {
    const id = await drafted();
    const save = (text: string, session: string) =>
      ana.patch(`/articles/${id}`, { body: text, session, baseRevision: 1 });
    await save(body.replace('Second', 'Middle'), 's1');
    const again = await save(body.replace('Second', 'Middle, later'), 's1');
    expect([again.status, again.json.revision, again.json.merged]).toEqual([200, 3, false]);
    expect((await save(body.replace('Second', 'Elsewhere'), 's2')).json.code).toBe('edit-conflict');
  });

  it('changes nothing when others made the same change', async () => {
    const id = await drafted();
    await ana.patch(`/articles/${id}`, { headline: 'Same', baseRevision: 1 });
    const same = await ben.patch(`/articles/${id}`, { headline: 'Same', baseRevision: 1 });
    expect([same.status, same.json.revision]).toEqual([200, 2]);
  });

  it('conflicts where it mentions a citation that another removed', async () => {
    const citations = [{ key: 'levels', source: { type: 'webpage', title: 'Levels', URL: 'https://a.example/' } }];
    const id = await drafted({ citations });
    await ana.delete(`/articles/${id}/citations/levels`);
    const refused = await ben.patch(`/articles/${id}`, { body: `${body}\nSo it says [@levels].\n`, baseRevision: 1 });
    expect([refused.status, refused.json.conflicts?.[0]?.field]).toEqual([409, 'citations']);
  });
});
