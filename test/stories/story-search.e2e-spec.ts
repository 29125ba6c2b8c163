// The search over stories and over working copies by HTTP: what is found, what comes first, page by page, and that nothing is
// found that readers may not read.
import { DataSource } from 'typeorm';
import { adminDataSource } from '../../src/data-source';
import { Projector } from '../../src/event-store/projector';
import { rebuild } from '../../src/event-store/rebuild';
import { forNewsroom } from '../../src/newsroom-rows';
import { startTestService, type Answer, type Client, type TestService } from '../setup/service';
import { queries, written } from './search.fixture';

let stet: TestService;
let vera: Client;
const ids = new Map<string, string>();

beforeAll(async () => {
  stet = await startTestService();
  vera = await stet.as('Vera', 'standards');
  const drafts = written.map(([slug, language, headline, standfirst, body]) =>
    draft(slug, { language, headline, standfirst, body, tags: ['town', language], category: slug[0] }),
  );
  await Promise.all(drafts);
  for (const [slug] of written) await order(slug, 'publish', { slug, baseRevision: 1 });
}, 60_000);
afterAll(() => stet.close());

let last = 0;
const revisionOf = async (slug: string): Promise<number> =>
  (await vera.get(`/articles/${ids.get(slug)}`)).json.revision;
const order = async (slug: string, verb: string, body: object = {}): Promise<void> => {
  const id = ids.get(slug);
  const named = 'baseRevision' in body || /withhold|release/.test(verb);
  const precondition = named ? {} : { baseRevision: await revisionOf(slug) };
  const answer = await vera.post(`/articles/${id}/${verb}`, { ...precondition, ...body });
  if (answer.status !== 200) throw new Error(`${verb}: ${answer.text}`);
  last = answer.json.position;
};

const draft = async (slug: string, members: object): Promise<void> =>
  void ids.set(slug, (await vera.post('/articles', members)).json.id);

async function publish(slug: string, members: object): Promise<void> {
  await draft(slug, members);
  await order(slug, 'publish', { slug, baseRevision: 1 });
}

const ask = (client: Client, path: string, query: Record<string, string>): Promise<Answer> =>
  client.get(`${path}?${new URLSearchParams(query)}`, { headers: { 'stet-min-position': String(last) } });
const search = (query: Record<string, string>): Promise<Answer> => ask(stet.reader, '/stories', query);
const slugs = ({ json }: Answer): string[] => json.items.map(({ slug }: { slug: string }) => slug);
const found = async (q: string, more: Record<string, string> = {}): Promise<string[]> =>
  slugs(await search({ q, ...more }));
const row = async (slug: string): Promise<Record<string, unknown> | undefined> => {
  await search({ q: 'anything' });
  const sql = 'select xmin::text, position, vector::text from story_words where story_id = $1';
  const source = stet.service.app.get(DataSource);
  const rows = await forNewsroom(source, 'main').query<Record<string, unknown>[]>(sql, [ids.get(slug)]);
  return rows[0];
};

describe('Of what is asked, ranked by relevance,', () => {
  it.each(queries)('%s finds %s first, among stories and among working copies', async (q, first) => {
    const ranked = { q, sort: 'relevance' };
    expect(slugs(await search(ranked))[0]).toBe(first);
    const { json } = await ask(vera, '/articles', ranked);
    expect(json.items[0]).toMatchObject({ id: ids.get(first) });
  });
});

describe('A search', () => {
  it('keeps the order of all lists unless told, and every filter', async () => {
    expect(await found('ferry')).toEqual(['whale', 'fares', 'ferry', 'pumps']);
    expect((await found('ferry', { sort: 'relevance' }))[0]).toBe('ferry');
    expect(await found('ferry', { category: 'f' })).toEqual(['fares', 'ferry']);
    expect(await found('museum', { language: 'de' })).toEqual(['schiff', 'haus']);
    expect(await found('museum', { language: 'nl' })).toEqual([]);
    expect(await found('town', { tag: 'ja' })).toEqual(['hakubutsukan']);
    expect(await found('nowhere')).toEqual([]);
    expect(await found('-ferry', { tag: 'ar' })).toEqual(['kitab']);
  });

  it('gives items as lists do, with the text about the words, and it as HTML that is safe', async () => {
    await publish('markup', {
      headline: 'Zinc & <b>tin</b>',
      body: 'If a < b, they melt *zinc* <i>and</i> tin.\n',
    });
    const [item] = (await search({ q: 'zinc' })).json.items;
    const { snippet, ...listed } = item;
    expect(listed).toEqual((await search({})).json.items.find(({ slug }: { slug: string }) => slug === 'markup'));
    const text = 'If a < b, they melt zinc and tin.';
    expect(snippet).toEqual({
      text,
      matches: [{ start: 20, end: 24 }],
      html: 'If a &lt; b, they melt <mark>zinc</mark> and tin.',
      headline: {
        text: 'Zinc & <b>tin</b>',
        matches: [{ start: 0, end: 4 }],
        html: '<mark>Zinc</mark> &amp; &lt;b&gt;tin&lt;/b&gt;',
      },
    });
    const [copy] = (await ask(vera, '/articles', { q: 'zinc' })).json.items;
    expect(copy.snippet).toMatchObject({
      text: expect.stringContaining('zinc'),
      html: expect.stringContaining('<mark>zinc'),
    });
    const { snippet: chinese } = (await search({ q: '地铁' })).json.items[0];
    expect(chinese.headline.html).toBe('北京市新<mark>地铁</mark>线开通');
  });

  it('shows the beginning of a long text where only the headline has the words', async () => {
    const body = `Pewter came first. ${'Nothing else was melted that day. '.repeat(40)}\n`;
    await publish('headline-only', { headline: 'Cobalt alone', body });
    const [{ snippet }] = (await search({ q: 'cobalt' })).json.items;
    expect([snippet.headline.html, snippet.matches]).toEqual(['<mark>Cobalt</mark> alone', []]);
    expect(snippet.text).toMatch(/^Pewter came first\. (?:Nothing else was melted that day\. ?)+/);
    expect(snippet.text.length).toBeLessThan(260);
    const [copy] = (await ask(vera, '/articles', { q: 'cobalt' })).json.items;
    expect(copy.snippet.text).toBe(snippet.text);
  });

  it.each([
    'q=',
    'q=a&sort=best',
    'sort=relevance',
    'q=a&cursor=x',
    'q=a&sort=relevance&cursor=WzFd',
    `q=${'a'.repeat(501)}`,
  ])('refuses %s', async (query) => {
    for (const answer of [await stet.reader.get(`/stories?${query}`), await vera.get(`/articles?${query}`)])
      expect([answer.status, answer.json.code]).toEqual([400, 'validation-failed']);
  });

  it.each(['latest', 'relevance'])(
    'pages %s stories without a gap or a repeat while others are published',
    async (sort) => {
      const whole = await found('town', { sort });
      const [seen, news]: [string[], string[]] = [[], []];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const answer = await search({ q: 'town', sort, limit: '7', ...(cursor && { cursor }) });
        seen.push(...slugs(answer));
        cursor = answer.json.next as string | null;
        news.push(`${sort}-${news.length}`);
        await publish(news.at(-1) ?? '', { headline: 'Town, town', body: 'Town of towns.\n' });
      }
      expect(seen).toEqual(whole);
      expect(await found('town', { sort, limit: '200' })).toEqual(expect.arrayContaining([...news, ...whole]));
    },
  );

  it.each(['latest', 'relevance'])('pages %s working copies that do not change exactly once', async (sort) => {
    const query = { q: 'town', sort, limit: '9' };
    const pages: string[][] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { json } = await ask(vera, '/articles', { ...query, ...(cursor && { cursor }) });
      pages.push(json.items.map(({ id }: { id: string }) => id));
      cursor = json.next;
      const change = { standfirst: `Seen ${sort} ${pages.length}`, baseRevision: await revisionOf('whale') };
      const { status } = await vera.patch(`/articles/${ids.get('whale')}`, change);
      expect(status).toBe(200);
    }
    const seen = pages.flat().filter((id) => id !== ids.get('whale'));
    const others = (await ask(vera, '/articles', { q: 'town', limit: '200' })).json.items.map(
      ({ id }: { id: string }) => id,
    );
    expect(seen.toSorted()).toEqual(others.filter((id: string) => id !== ids.get('whale')).toSorted());
  });
});

describe('What readers may not read', () => {
  const secret = {
    headline: 'Ledger of the gulls',
    standfirst: 'Counted twice.',
    body: 'The keeper named Quillfeather took the lantern.\n\nGulls slept.\n',
  };

  it('is found as soon as it is published, not by what was only drafted, and no draft touches the index', async () => {
    await publish('gulls', secret);
    expect(await found('quillfeather lantern')).toEqual(['gulls']);
    const before = await row('gulls');
    const { json } = await vera.patch(`/articles/${ids.get('gulls')}`, {
      body: 'The keeper is called Underbridge.\n',
      baseRevision: 2,
    });
    last = json.position;
    expect(await found('underbridge')).toEqual([]);
    expect(await row('gulls')).toEqual(before);
  });

  it('is not found while it is withheld, and again once it is released', async () => {
    await order('gulls', 'withhold', { quote: 'named Quillfeather took the lantern', from: 'public', reason: 'Asked' });
    expect(await found('quillfeather')).toEqual([]);
    expect(await found('lantern')).toEqual([]);
    const [item] = (await search({ q: 'gulls slept' })).json.items;
    expect(item.snippet.text).toBe('Counted twice.\nThe keeper [withheld].\nGulls slept.');
    expect((await row('gulls'))?.['vector']).not.toContain('quillf');
    await order('gulls', 'release', { reason: 'Settled' });
    expect(await found('quillfeather')).toEqual(['gulls']);
    await order('gulls', 'withhold', { versions: [1], from: 'public', reason: 'Asked' });
    expect(await found('quillfeather', { limit: '1' })).toEqual([]);
    await order('gulls', 'release', { reason: 'Settled' });
    expect(await found('quillfeather')).toEqual(['gulls']);
  });

  it('is what was corrected, retracted or unpublished', async () => {
    const change = { kind: 'correction', note: 'It was Whitethorn.' };
    await order('gulls', 'publish', { change, edit: { body: 'The keeper named Whitethorn took the lantern.\n' } });
    expect(await found('quillfeather')).toEqual([]);
    expect(await found('whitethorn')).toEqual(['gulls']);
    await order('gulls', 'retract', { notice: 'There is no such keeper, says Marlow.', reason: 'Invented' });
    expect(await found('whitethorn')).toEqual([]);
    expect([await found('marlow'), await found('"ledger of the gulls"')]).toEqual([['gulls'], ['gulls']]);
    await order('gulls', 'unpublish', { reason: 'Asked to', legal: false });
    expect([await found('gulls'), await row('gulls')]).toEqual([[], undefined]);
  });

  it('stands in no row that a rebuild does not have, and in none that it has', async () => {
    const admin = await adminDataSource(stet.database.url).initialize();
    try {
      const names = ['story-search', 'working-copies'];
      const projections = stet.service.app
        .get(Projector)
        .registered()
        .filter(({ name }) => names.includes(name));
      for (const projection of projections) {
        const { drift, rows } = await rebuild(admin, projection);
        expect(drift).toEqual([]);
        expect(rows).toBeGreaterThan(30);
      }
    } finally {
      await admin.destroy();
    }
  });
});
