// Desk lists over HTTP: who sees which article, by what it is and by its words, page by page.
import { startTestService, type Answer, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ana: Client;
let rob: Client;
let aud: Client;
beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  rob = await stet.as('Rob', 'reporter');
  aud = await stet.as('Aud', 'auditor');
});
afterAll(() => stet.close());

let last = 0;
const draft = async (client: Client, members: object): Promise<string> => {
  const { status, json } = await client.post('/articles', members);
  if (status !== 201) throw new Error(JSON.stringify(json));
  last = json.position;
  return json.id;
};
const edit = async (client: Client, id: string, members: object, baseRevision: number): Promise<void> => {
  const { status, json } = await client.patch(`/articles/${id}`, { ...members, baseRevision });
  if (status !== 200) throw new Error(JSON.stringify(json));
  last = json.position;
};
/** The list as of the last write. */
const list = (query: string, client: Client = ana): Promise<Answer> =>
  client.get(`/articles?${query}`, { headers: { 'stet-min-position': String(last) } });
const headlines = ({ json }: Answer): string[] => json.items.map(({ headline }: { headline: string }) => headline);

describe('A desk list', () => {
  it('of a newsroom without articles is empty, also when searched', async () => {
    for (const query of ['', 'q=water', `q=${encodeURIComponent('水')}`, 'status=draft&contributor=ana'])
      expect((await list(query)).json).toEqual({ items: [], next: null });
  });

  it('shows of each article what GET shows, without its text', async () => {
    const embargo = { until: '2036-01-01T00:00:00.000Z', timeZone: 'UTC', reason: 'agreed' };
    const members = { headline: 'Shown', standfirst: 'In short', body: 'Two words.\n', category: 'city', tags: ['a'] };
    const id = await draft(ana, { ...members, byline: ['Ana A.'], language: 'nl', embargo });
    await ana.post(`/articles/${id}/publish`, { baseRevision: 1 });
    await edit(rob, id, { headline: 'Shown again' }, 1);
    const { json } = await list('tag=a');
    const article = (await ana.get(`/articles/${id}`)).json;
    expect(json.next).toBeNull();
    expect(json.items).toHaveLength(1);
    expect(article).toMatchObject(json.items[0]);
    expect(Object.keys(json.items[0])).toEqual([
      ...[
        'id',
        'revision',
        'status',
        'nextStatus',
        'version',
        'headline',
        'standfirst',
        'language',
        'category',
        'tags',
      ],
      ...['byline', 'contributors', 'assigned', 'wordCount', 'createdAt', 'updatedAt', 'liveAt', 'dirty', 'embargo'],
    ]);
  });

  it('is of a status, tag, category, language or contributor, latest change first', async () => {
    const first = await draft(rob, { headline: 'F1', tags: ['f', 'x, y'], category: 'sport', language: 'nl' });
    await draft(ana, { headline: 'F2', tags: ['f'], category: 'sport' });
    const third = await draft(ana, { headline: 'F3', tags: ['f'] });
    await ana.post(`/articles/${third}/publish`, { baseRevision: 1, waive: [] });
    await edit(ana, first, { standfirst: 'again' }, 1);
    expect(headlines(await list('tag=f'))).toEqual(['F1', 'F3', 'F2']);
    expect(headlines(await list(`tag=${encodeURIComponent('x, y')}`))).toEqual(['F1']);
    expect(headlines(await list('tag=f&category=sport'))).toEqual(['F1', 'F2']);
    expect(headlines(await list('tag=f&language=nl'))).toEqual(['F1']);
    expect(headlines(await list('tag=f&contributor=rob'))).toEqual(['F1']);
    expect(headlines(await list('tag=f&contributor=ana'))).toEqual(['F1', 'F3', 'F2']);
    expect(headlines(await list('tag=f&status=submitted'))).toEqual([]);
    expect(headlines(await list('tag=f&status=draft'))).toEqual(expect.arrayContaining(['F1', 'F2']));
    expect(headlines(await list('tag=f&assigned=rob'))).toEqual([]);
    expect(headlines(await list('tag=f', aud))).toEqual(['F1', 'F3', 'F2']);
  });

  it('shows what is only for those assigned to them, to who drafted it, and to editors and auditors', async () => {
    const eve = await stet.as('Eve', 'reporter');
    const dan = await stet.as('Dan', 'reporter');
    const id = await draft(rob, { headline: 'Secret', tags: ['secret'], body: 'hidden words' });
    const { status, json } = await ana.post(`/articles/${id}/assign`, {
      actors: ['dan'],
      access: 'assigned',
      baseRevision: 1,
    });
    expect(status).toBe(200);
    last = json.position;
    const seers = [ana, aud, rob, dan, eve];
    const seen = async (query: string) =>
      Promise.all(seers.map(async (seer) => headlines(await list(query, seer)).length));
    expect(await seen('tag=secret')).toEqual([1, 1, 1, 1, 0]);
    expect(await seen('q=hidden')).toEqual([1, 1, 1, 1, 0]);
    expect(await seen('assigned=dan')).toEqual([1, 1, 1, 1, 0]);
    expect(await Promise.all(seers.map(async (seer) => (await seer.get(`/articles/${id}`)).status))).toEqual([
      200, 200, 200, 200, 404,
    ]);
  });

  it.each(['limit=0', 'limit=201', 'cursor=x', 'status=lost', 'colour=red', 'q=', 'language=-', 'tag='])(
    'refuses %s',
    async (query) => {
      const { status, json } = await list(query);
      expect([status, json.code]).toEqual([400, 'validation-failed']);
    },
  );

  it('pages what does not change exactly once, whatever is written between pages', async () => {
    const ids: string[] = [];
    for (let nth = 0; nth < 12; nth += 1) ids.push(await draft(ana, { headline: `P${nth}`, tags: ['paged'] }));
    const changing = [ids[0], ids[11], ids[5]] as string[];
    const seen: string[] = [];
    let [next, round]: [string | null, number] = ['', 0];
    do {
      const { json } = await list(`tag=paged&limit=3${next && `&cursor=${next}`}`);
      seen.push(...json.items.map(({ id }: { id: string }) => id));
      next = json.next;
      const changed = changing[round];
      if (changed) await edit(ana, changed, { headline: `Changed ${round}` }, 1);
      await draft(ana, { headline: `New ${round++}`, tags: ['paged'] });
    } while (next !== null);
    const counts = ids.filter((id) => !changing.includes(id)).map((id) => seen.filter((one) => one === id).length);
    expect(counts).toEqual(Array(9).fill(1));
    const front = headlines(await list('tag=paged'));
    const moved = ['New 3', 'New 2', 'Changed 2', 'New 1', 'Changed 1', 'New 0', 'Changed 0'];
    expect(front.filter((headline) => moved.includes(headline))).toEqual(moved);
    expect(front.indexOf('Changed 0')).toBeLessThan(front.indexOf('P10'));
    expect(front).toHaveLength(12 + round);
    expect(new Set(front).size).toBe(front.length);
  });
});

describe('Searching the desk', () => {
  const found = async (q: string, more = ''): Promise<string[]> =>
    headlines(await list(`tag=searched&q=${encodeURIComponent(q)}${more}`)).sort();

  beforeAll(async () => {
    const tags = ['searched'];
    const written = (members: object) => draft(ana, { tags, ...members });
    await written({ headline: 'Pegel', body: 'Der Fluss ist über Nacht **gestiegen**.\n', language: 'de' });
    await written({ headline: 'Läuse', body: 'Die Häuser blieben trocken.\n', language: 'de-AT' });
    await written({ headline: 'Water', body: 'The river was rising <b onclick="x()">fast</b> [@gauge].\n' });
    await written({ headline: 'Nivel', body: 'Las aguas subieron.\n', language: 'es' });
    await written({ headline: '水位', body: '北京市的河水上涨了。\n', language: 'zh' });
    await written({ headline: '川', body: '東京都の水位が上がった。\n', language: 'ja' });
    await written({ headline: 'Klingon', body: 'nuqneH rising\n', language: 'tlh' });
  });

  it.each([
    ['Haus', ['Läuse']],
    ['steigen', []], // the stemmer knows no ablaut
    ['gestiegenen', ['Pegel']],
    ['rise', ['Water']],
    ['rises', ['Water']],
    ['rising', ['Klingon', 'Water']],
    ['agua subió', ['Nivel']],
    ['agua gestiegen', []],
    ['agua', ['Nivel']],
    ['water', ['Water']],
    ['"river was"', ['Water']],
    ['"rising river"', []],
    ['agua or haus', ['Läuse', 'Nivel']],
    ['rising -river', ['Klingon']],
    ['gauge', []],
    ['onclick', []],
    ['北京', ['水位']],
    ['京市', ['水位']],
    ['北京市的河', ['水位']],
    ['北市', []],
    ['北京的', []],
    ['水位', ['川', '水位']],
    ['水位 -北京', ['川']],
    ['都', ['川']],
    ['上がった', ['川']],
    ['"', []],
    ["'; drop table x; --", []],
    ['!!!&|():*', []],
  ])('for %s finds %j', async (q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  it('shows the words where they stand, as plain text with offsets', async () => {
    const [item] = (await list('tag=searched&q=rise')).json.items;
    const { text, matches } = item.snippet;
    expect(text).toBe('The river was rising fast .');
    expect(matches.map(({ start, end }: { start: number; end: number }) => text.slice(start, end))).toEqual(['rising']);
    const [chinese] = (await list(`tag=searched&q=${encodeURIComponent('河水')}`)).json.items;
    expect(chinese.snippet).toMatchObject({ text: '北京市的河水上涨了。', matches: [{ start: 4, end: 6 }] });
    expect((await list('tag=searched')).json.items[0]).not.toHaveProperty('snippet');
  });

  it('combines with pages and other conditions', async () => {
    const { json } = await list('tag=searched&q=rising&limit=1');
    expect(json.items[0].headline).toBe('Klingon');
    expect(headlines(await list(`tag=searched&q=rising&limit=1&cursor=${json.next}`))).toEqual(['Water']);
    expect(await found('rising', '&language=tlh')).toEqual(['Klingon']);
  });
});
