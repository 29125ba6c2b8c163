// The sources index over HTTP: what rests on a source, through everything that can happen to an article.
import { ArticleLog } from '../../src/articles/article-log';
import { ArticlePassages } from '../../src/articles/article-passages';
import { sourceId } from '../../src/articles/source-id';
import { adminDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import { rebuild } from '../../src/event-store/rebuild';
import { SourceSearch } from '../../src/history/source-search';
import { SourcesIndex } from '../../src/history/sources-index';
import { startTestService, type Answer, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ana: Client;
let sol: Client;
let aud: Client;
beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  sol = await stet.as('Sol', 'standards');
  aud = await stet.as('Aud', 'auditor');
});
afterAll(() => stet.close());

let last = 0;
/** The answer, once the read models are at it: each event is a run of its own, as rebuilt they are all in one. */
async function done(answer: Promise<Answer>): Promise<Answer['json']> {
  const { status, json } = await answer;
  if (status >= 300) throw new Error(JSON.stringify(json));
  last = json.position ?? last;
  await ask('/sources?limit=1');
  return json;
}
const ask = async (path: string, client = aud): Promise<Answer> =>
  client.get(path, { headers: { 'stet-min-position': String(last) } });
const usesOf = async (source: object) => (await ask(`/sources/${sourceId(source as never)}/articles`)).json.items;
const item = (title: string, members: object = {}) => ({
  type: 'webpage',
  title,
  URL: `https://${title.toLowerCase().replaceAll(' ', '-')}.example/page`,
  ...members,
});
const draft = (headline: string, body: string, sources: Record<string, object>, more: object = {}) =>
  done(
    ana.post('/articles', {
      headline,
      body,
      citations: Object.entries(sources).map(([key, source]) => ({ key, source })),
      ...more,
    }),
  );
const edit = (id: string, baseRevision: number, members: object) =>
  done(ana.patch(`/articles/${id}`, { baseRevision, ...members }));
const verb = (id: string, name: string, baseRevision: number, body: object = {}, client = ana) =>
  done(client.post(`/articles/${id}/${name}`, { baseRevision, ...body }));
const update = { kind: 'update', note: 'New figures' };

describe('What rests on a source', () => {
  it('is told from the draft on, with key, locator, quote, note and the passages of the working copy', async () => {
    const gauge = item('Gauge of the mill');
    const citations = [{ key: 'g', source: gauge, locator: 'table 2', quote: '41 cm', note: 'Read by phone' }];
    const body = 'Dry.\n\nThe brook rose [@g]. It fell [@g; @g] again.\n\nA list [@g].\n';
    const { id } = await done(ana.post('/articles', { headline: 'Brook', body, citations }));
    expect(await usesOf(gauge)).toEqual([
      {
        article: { id, headline: 'Brook', status: 'draft' },
        story: null,
        key: 'g',
        locator: 'table 2',
        quote: '41 cm',
        note: 'Read by phone',
        inWorkingCopy: true,
        scheduled: false,
        inStory: false,
        versions: { first: null, last: null },
        passages: [
          { text: 'The brook rose.', line: 3, in: 'working-copy' },
          { text: 'It fell again.', line: 3, in: 'working-copy' },
          { text: 'A list.', line: 5, in: 'working-copy' },
        ],
      },
    ]);
  });

  it('follows its sentences and its headline through edits of the working copy, and the story stays as it is', async () => {
    const minutes = item('Minutes of May');
    const { id, revision } = await draft('Council', 'It voted [@m].\n', { m: minutes });
    await verb(id, 'publish', revision, { slug: 'council' });
    await edit(id, 2, { headline: 'Council votes', body: 'First this.\n\nIt voted twice [@m].\n' });
    expect(await usesOf(minutes)).toMatchObject([
      {
        article: { headline: 'Council votes', status: 'published' },
        story: { slug: 'council', version: 1, status: 'published' },
        inWorkingCopy: true,
        inStory: true,
        versions: { first: 1, last: 1 },
        passages: [
          { text: 'It voted.', line: 1, in: 'story' },
          { text: 'It voted twice.', line: 3, in: 'working-copy' },
        ],
      },
    ]);
  });

  it('keeps the versions that rested on it, also when text and list have it no more, and brings it back where it comes back', async () => {
    const [old, better] = [item('Old count'), item('Better count')];
    const { id } = await draft('Count', 'Six [@c].\n', { c: old });
    await verb(id, 'publish', 1);
    await edit(id, 2, { body: 'Nobody knows.\n' });
    await verb(id, 'publish', 3, { change: update });
    expect(await usesOf(old)).toMatchObject([
      { inWorkingCopy: true, inStory: false, versions: { first: 1, last: 1 }, passages: [] },
    ]);
    await done(ana.patch(`/articles/${id}/citations/c`, { source: better }));
    expect(await usesOf(old)).toMatchObject([
      { inWorkingCopy: false, inStory: false, versions: { first: 1, last: 1 } },
    ]);
    expect(await usesOf(better)).toMatchObject([{ inWorkingCopy: true, versions: { first: null }, passages: [] }]);
    await verb(id, 'restore', 5, { revision: 2, reason: 'The old count was right' });
    await verb(id, 'publish', 6, { change: update });
    expect(await usesOf(old)).toMatchObject([{ inStory: true, versions: { first: 1, last: 3 } }]);
    expect(await usesOf(better)).toEqual([]);
  });

  it('ends with the citation where no version ever had it', async () => {
    const rumour = item('A rumour');
    const { id } = await draft('Rumour', 'Nothing.\n', { r: rumour });
    expect(await usesOf(rumour)).toHaveLength(1);
    await done(ana.delete(`/articles/${id}/citations/r`));
    expect(await usesOf(rumour)).toEqual([]);
    expect((await ask(`/sources?q=${encodeURIComponent('a rumour')}`)).json.items).toEqual([]);
  });

  it('knows nothing of a citation that has no source, until it is resolved', async () => {
    const { id } = await draft('Open', 'Six [@1].\n', {}, { citations: [{ key: '1', label: '1' }] });
    const found = item('Found at last');
    await done(ana.post(`/articles/${id}/citations`, { label: '1', source: found }));
    expect(await usesOf(found)).toMatchObject([{ key: '1', passages: [{ text: 'Six.' }] }]);
  });

  it('tells a correction of the story alone, which the half-written working copy took along or not', async () => {
    const [first, second] = [item('First report'), item('Second report')];
    const { id } = await draft('Fire', 'Two hurt [@a].\n', { a: first });
    await verb(id, 'publish', 1);
    await done(ana.post(`/articles/${id}/citations`, { key: 'b', source: second }));
    await edit(id, 3, { body: 'Two hurt [@a].\n\nHalf a sentence\n' });
    const change = { kind: 'correction', note: 'It were three', wrong: 'two', right: 'three' };
    await verb(id, 'publish', 4, { change, edit: { body: 'Three hurt [@b].\n' } });
    expect(await usesOf(first)).toMatchObject([
      { inWorkingCopy: true, inStory: false, versions: { first: 1, last: 1 }, passages: [] },
    ]);
    expect(await usesOf(second)).toMatchObject([
      {
        inStory: true,
        versions: { first: 2, last: 2 },
        passages: [
          { text: 'Three hurt.', in: 'story' },
          { text: 'Three hurt.', in: 'working-copy' },
        ],
      },
    ]);
  });

  it('tells what is scheduled, and when its time came that it is published: as pinned, whatever the working copy says', async () => {
    const source = item('Embargoed study');
    const { id } = await draft('Study', 'It works [@s].\n', { s: source });
    const at = new Date(Date.now() + 2_000).toISOString();
    await verb(id, 'schedule', 1, { at });
    await edit(id, 2, { body: 'It does not.\n' });
    await done(ana.delete(`/articles/${id}/citations/s`));
    const [before] = await usesOf(source);
    expect(before).toMatchObject({ inWorkingCopy: false, scheduled: true, passages: [{ in: 'scheduled', line: 1 }] });
    while ((await ana.get(`/articles/${id}`)).json.version === null);
    last = (await aud.get(`/articles/${id}/revisions?order=desc&limit=1`)).json.items[0].position;
    expect(await usesOf(source)).toMatchObject([
      { inWorkingCopy: false, scheduled: false, inStory: true, versions: { first: 1, last: 1 }, key: 's' },
    ]);
  });

  it('marks a retracted story and still tells it; one taken down is marked, and no story of today', async () => {
    const source = item('Forged letter');
    const { id } = await draft('Letter', 'She wrote [@l].\n', { l: source });
    await verb(id, 'publish', 1);
    await verb(id, 'retract', 2, { notice: 'The letter is forged.', reason: 'Forged' }, sol);
    expect(await usesOf(source)).toMatchObject([
      {
        story: { version: 1, status: 'retracted' },
        inStory: true,
        passages: [{ in: 'story' }, { in: 'working-copy' }],
      },
    ]);
    await verb(id, 'unpublish', 3, { reason: 'A court' }, sol);
    expect(await usesOf(source)).toMatchObject([
      { story: { status: 'unpublished' }, inStory: false, versions: { first: 1, last: 1 }, inWorkingCopy: true },
    ]);
  });

  it('comes live stories first, then the latest articles, page by page', async () => {
    const wire = item('Wire everybody uses');
    const ids: string[] = [];
    for (const nth of [1, 2, 3, 4, 5])
      ids.push((await draft(`W${nth}`, 'So [@w]. Or [@x].\n', { w: wire, x: wire })).id);
    await verb(ids[0] ?? '', 'publish', 1);
    await verb(ids[2] ?? '', 'publish', 1);
    const order = [ids[2], ids[0], ids[4], ids[3], ids[1]].flatMap((id) => [`${id} w`, `${id} x`]);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { json } = await ask(`/sources/${sourceId(wire)}/articles?limit=3${cursor}`);
      seen.push(...json.items.map((use: Answer['json']) => `${use.article.id} ${use.key}`));
      cursor = json.next && `&cursor=${json.next}`;
    } while (cursor);
    expect(seen).toEqual(order);
    expect((await ask(`/sources/${sourceId(wire)}`)).json).toMatchObject({ articles: 5, stories: 2, source: wire });
  });

  it('is told to editors and auditors also of articles that are for those assigned alone', async () => {
    const source = item('Secret paper');
    const { id } = await draft('Secret', 'Hush [@s].\n', { s: source });
    await verb(id, 'assign', 1, { actors: ['rob'], access: 'assigned' });
    expect(await usesOf(source)).toMatchObject([{ article: { id } }]);
  });

  it('is not found of a source that there never was', async () => {
    for (const path of ['', '/articles']) {
      const { status, json } = await ask(`/sources/01934567-89ab-5cde-8f01-23456789abcd${path}`);
      expect([status, json.code]).toEqual([404, 'not-found']);
    }
  });
});

describe('Sources', () => {
  const study = {
    type: 'article-journal',
    title: 'How fast do families of otters grow?',
    author: [{ given: 'Ilse', 'non-dropping-particle': 'van', family: 'Dam' }, { literal: 'Otter Trust' }],
    publisher: 'Lowland Press',
    'container-title': 'Journal of <Lowland> Ecology',
    DOI: '10.5555/lowland.2025.99',
  };
  const page = {
    type: 'webpage',
    title: 'Gauges of the board',
    URL: 'https://www.data.waterboard.example/gauges?id=7&utm_source=x#now',
  };
  beforeAll(() => draft('Otters', 'They grow [@o] by the water [@p].\n', { o: study, p: page }));
  const search = async (query: string): Promise<string[]> =>
    (await ask(`/sources?${query}`)).json.items.map(({ source }: { source: { title: string } }) => source.title);
  const q = (words: string) => search(`q=${encodeURIComponent(words)}`);

  it('are listed by title, page by page, each once', async () => {
    const all = await search('limit=200');
    expect(all).toEqual(all.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    const paged: string[] = [];
    let cursor = '';
    do {
      const { json } = await ask(`/sources?limit=2${cursor}`);
      paged.push(...json.items.map(({ source }: { source: { title: string } }) => source.title));
      cursor = json.next && `&cursor=${json.next}`;
    } while (cursor);
    expect(paged).toEqual(all);
  });

  it.each([
    ['title', 'otters families'],
    ['author', 'van dam'],
    ['corporate author', '"otter trust"'],
    ['publisher', 'lowland press'],
    ['container', 'ecology lowland'],
    ['DOI', '10.5555/lowland.2025.99'],
    ['DOI in other letters', 'doi:10.5555/LOWLAND.2025.99'],
    ['address of the DOI', 'https://doi.org/10.5555/lowland.2025.99'],
  ])('are found by %s', async (_, words) => {
    expect(await q(words)).toEqual([study.title]);
  });

  it.each([
    ['host', 'data.waterboard.example'],
    ['the address as it was given', page.URL],
    ['the address in another form', 'http://data.waterboard.example/gauges/?id=7'],
    ['the address without its scheme', 'data.waterboard.example/gauges?id=7'],
  ])('are found by %s', async (_, words) => {
    expect(await q(words)).toEqual([page.title]);
  });

  it('are not found by what no source says, and never refuse words', async () => {
    for (const words of ['giraffe', 'otters giraffe', 'https://data.waterboard.example/other', '<', ':&|!', '"', '%'])
      expect([words, await q(words)]).toEqual([words, []]);
  });

  it('are filtered by type and by domain, subdomains too, and nothing that only ends alike', async () => {
    expect(await search('type=article-journal')).toEqual([study.title]);
    for (const domain of ['waterboard.example', 'data.waterboard.example', 'https://www.WaterBoard.example/x'])
      expect([domain, await search(`domain=${encodeURIComponent(domain)}`)]).toEqual([domain, [page.title]]);
    for (const domain of ['board.example', 'gauges.data.waterboard.example'])
      expect([domain, await search(`domain=${domain}`)]).toEqual([domain, []]);
  });

  it('are of one newsroom alone', async () => {
    const search = stet.service.app.get(SourceSearch, { strict: false });
    const asked = async (newsroom: string, found: number) => {
      expect(await search.page({ newsroom, words: 'otters', ids: [], limit: 9 })).toHaveLength(found);
      expect(await search.uses({ newsroom, source: sourceId(study), limit: 9 })).toHaveLength(found);
      expect([await search.one(newsroom, sourceId(study))].filter(Boolean)).toHaveLength(found);
    };
    await asked('main', 1);
    await asked('other', 0);
  });

  it('are told as they were given last, in whatever article', async () => {
    const better = { ...study, title: 'How fast do otters grow?', issued: { 'date-parts': [[2025]] } };
    await draft('Otters again', 'Yes [@x].\n', { x: better });
    expect((await ask(`/sources/${sourceId(study)}`)).json).toEqual({
      sourceId: sourceId(better),
      source: better,
      articles: 2,
      stories: 0,
    });
    expect(await q('families')).toEqual([]);
  });

  it('take sources of any length and kind', async () => {
    const long = { type: 'book', title: `${'ab<i>😀 '.repeat(40_000)}end`, author: [{ literal: 'nobody' }] };
    const many = { type: 'book', title: Array.from({ length: 60_000 }, (_, nth) => `w${nth}`).join(' ') };
    const bare = { type: 'personal_communication' };
    await draft('Long', 'A [@a], b [@b], c [@c].\n', { a: long, b: many, c: bare });
    expect(await search('type=book')).toEqual([long.title, many.title]);
    expect((await ask(`/sources/${sourceId(bare)}`)).json.source).toEqual(bare);
    const { json } = await ask(`/sources?type=book&limit=1`);
    expect((await ask(`/sources?type=book&limit=1&cursor=${json.next}`)).json.items).toHaveLength(1);
  });

  it('refuse cursors of other lists, unknown members and ids that are none', async () => {
    const id = sourceId(page);
    const forged = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
    for (const path of [
      '?cursor=x',
      `?cursor=${forged(['a'])}`,
      `?cursor=${forged(['a\0', id])}`,
      `/${id}/articles?cursor=${forged(['a', id])}`,
      `/${id}/articles?cursor=${forged([true, id, 'k', 1])}`,
      '?sort=title',
      '?limit=0',
      '/x',
      '/x/articles',
    ])
      expect([path, (await ask(`/sources${path}`)).json.code]).toEqual([path, 'validation-failed']);
  });
});

it('The index is equal, row for row, to its rebuild', async () => {
  const admin = await adminDataSource(stet.database.url).initialize();
  const report = await rebuild(admin, new SourcesIndex(new ArticlePassages(new ArticleLog(new EventStore(admin)))));
  await admin.destroy();
  expect(report.drift).toEqual([]);
  expect(report.rows).toBeGreaterThan(40);
});
