// Exports of MediaWiki and WordPress, and ninjs, brought in.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startTestService, type Client, type TestService } from '../setup/service';
import { articleOf, importInto, revisionsOf, wholeLog } from './given';

const wikiRevision = (id: number, at: string, who: string, comment: string, text: string) => `
    <revision><id>${id}</id><timestamp>${at}</timestamp>${who}<comment>${comment}</comment><model>wikitext</model>
      <text bytes="${text.length}" xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text></revision>`;
const ana = '<contributor><username>Ana</username><id>7</id></contributor>';
const wiki = `<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo><sitename>Locks</sitename><dbname>lockwiki</dbname><namespaces><namespace key="14">Category</namespace></namespaces></siteinfo>
  <page><title>The lock opens</title><ns>0</ns><id>3</id>${[
    wikiRevision(10, '2015-05-01T08:00:00Z', ana, 'begun', 'It opened.'),
    wikiRevision(11, '2015-05-01T09:00:00Z', '<contributor><ip>192.0.2.7</ip></contributor>', 'source', 'It opened.<ref name="log">Keeper of the lock, [https://locks.example/log Log], 1 May 2015</ref>'), // prettier-ignore
    wikiRevision(12, '2015-05-01T10:00:00Z', '<contributor deleted="deleted" />', '', 'Vandalism'),
    wikiRevision(13, '2015-05-02T08:00:00Z', ana, 'more', 'It opened.<ref name="log">Keeper of the lock, [https://locks.example/log Log], 1 May 2015</ref> Boats pass.<ref name="log" />'), // prettier-ignore
  ].join('')}</page>
  <page><title>Talk:The lock opens</title><ns>1</ns><id>4</id>${wikiRevision(14, '2015-05-02T08:00:00Z', ana, '', 'Nice.')}</page>
  <page><title>The quay</title><ns>0</ns><id>5</id>${wikiRevision(15, '2015-05-03T08:00:00Z', ana, '', 'The quay is dry.')}</page>
`;

const post = (id: number, more: string, text: string, title = 'The ferry sails') => `
  <item><title>${title}</title><link>https://blog.example/ferry</link><dc:creator><![CDATA[ana]]></dc:creator>
    <content:encoded><![CDATA[${text}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>${id}</wp:post_id>${more}</item>`;
const wordpress = `<rss version="2.0"><channel xmlns:wp="w" xmlns:dc="d" xmlns:content="c" xmlns:excerpt="e"><title>Blog</title><language>en</language>
  <wp:base_blog_url>https://blog.example</wp:base_blog_url>
  <wp:author><wp:author_login>ana</wp:author_login><wp:author_display_name>Ana Brandt</wp:author_display_name></wp:author>
  ${post(21, '<wp:post_date_gmt>2016-02-01 08:00:00</wp:post_date_gmt><wp:post_modified_gmt>2016-02-03 08:00:00</wp:post_modified_gmt><wp:post_name>ferry-sails</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="category" nicename="n">News</category><category domain="post_tag" nicename="b">boats</category>', '<!-- wp:paragraph --><p>It <b>sails</b> at <a href="https://f.example">ten</a>.</p><!-- /wp:paragraph -->')}
  ${post(22, '<wp:post_date_gmt>2016-01-31 08:00:00</wp:post_date_gmt><wp:post_name>21-revision-v1</wp:post_name><wp:status>inherit</wp:status><wp:post_type>revision</wp:post_type><wp:post_parent>21</wp:post_parent>', 'It sails at nine.\n\nPerhaps.')}
  ${post(23, '<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_modified_gmt>2016-02-04 08:00:00</wp:post_modified_gmt><wp:status>draft</wp:status><wp:post_type>post</wp:post_type>', 'Not yet.', 'A note')}
  ${post(24, '<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>', '', 'A picture')}
</channel></rss>`;

const ninjs = (version: string, at: string, more: object) => ({
  uri: 'urn:example:flood',
  standard: { name: 'ninjs', version: '3.1' },
  type: 'text',
  version,
  versionCreated: at,
  language: 'en',
  headlines: [{ role: 'main', value: 'The flood recedes' }],
  people: [{ name: 'Kim Postma', rel: 'author' }],
  located: 'Delft',
  subjects: [{ name: 'News', rel: 'category' }, { name: 'water', rel: 'tag' }], // prettier-ignore
  infoSources: [{ name: 'Water board, Levels', role: 'cited', uri: 'https://w.example/levels' }],
  ...more,
});

describe('Imported exports', () => {
  let stet: TestService;
  let iris: Client;
  let folder: string;
  beforeAll(async () => {
    stet = await startTestService();
    iris = await stet.as('Iris', 'auditor');
    folder = mkdtempSync(join(tmpdir(), 'stet-exports-'));
    writeFileSync(join(folder, 'wiki.xml.gz'), gzipSync(`${wiki}</mediawiki>`));
    writeFileSync(join(folder, 'broken.xml'), wiki.replace('<dbname>lockwiki', '<dbname>other').replace('The quay is dry.', 'The <b>quay')); // prettier-ignore
    writeFileSync(join(folder, 'blog.xml'), wordpress);
    mkdirSync(join(folder, 'ninjs'));
    const html = { role: 'main', contentType: 'text/html', value: '<p>It was 2 metres [1].</p>' };
    writeFileSync(join(folder, 'ninjs', '2.json'), JSON.stringify(ninjs('2', '2021-01-02T08:00:00Z', { bodies: [{ ...html, value: '<p>It was 3 metres [1].</p>' }] }))); // prettier-ignore
    writeFileSync(join(folder, 'ninjs', '1.json'), JSON.stringify(ninjs('1', '2021-01-01T08:00:00Z', { bodies: [html], pubStatus: 'withheld' }))); // prettier-ignore
    writeFileSync(join(folder, 'ninjs', 'picture.json'), JSON.stringify([{ uri: 'urn:example:p', type: 'picture', versionCreated: '2021-01-01T08:00:00Z', by: 'Kim' }, { type: 'text' }])); // prettier-ignore
    writeFileSync(join(folder, 'ninjs', 'broken.json'), '{');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await stet.close();
  });
  const brought = (name: string) => importInto(stet, { from: join(folder, name) });

  it('of MediaWiki have each revision with its author and comment, and references as citations', async () => {
    const report = await brought('wiki.xml.gz');
    expect(report).toMatchObject({ articles: 2, revisions: 4, versions: 4 });
    expect(report.problems).toEqual([
      expect.objectContaining({ problem: '1 pages of other namespaces are no articles.' }),
      { place: expect.stringContaining('The lock opens, revision 12'), problem: 'It does not say who wrote it.' },
    ]);
    const { id } = await articleOf(iris, 'The lock opens');
    const revisions = await revisionsOf(iris, id);
    expect(revisions.map(({ actor, note, occurredAt }: { actor: { id: string }; note: string; occurredAt: string }) => [actor.id, note, occurredAt]).filter((_: unknown, nth: number) => nth % 2 === 0)).toEqual([
      ['mediawiki:Ana', 'begun', '2015-05-01T08:00:00.000Z'],
      ['mediawiki:192.0.2.7', 'source', '2015-05-01T09:00:00.000Z'],
      ['mediawiki:Ana', 'more', '2015-05-02T08:00:00.000Z'],
    ]); // prettier-ignore
    expect((await iris.get(`/articles/${id}`)).json).toMatchObject({
      body: 'It opened. [@log] Boats pass. [@log]\n',
      citations: [{ key: 'log', source: { URL: 'https://locks.example/log' } }],
    });
    const story = await stet.reader.get('/stories/the-lock-opens', { headers: { accept: 'text/markdown' } });
    expect(story.text).toContain('It opened. [1] Boats pass. [1]');
  });

  it('that break off have what came before, and nothing of the page where they do', async () => {
    const before = (await wholeLog(iris)).length;
    const report = await brought('broken.xml');
    expect(report.problems[0]).toEqual({
      place: expect.stringContaining('broken.xml, behind page 2'),
      problem: expect.stringMatching(/^It is no XML from line \d+, column \d+ on: /),
    });
    const events = (await wholeLog(iris)).slice(before);
    expect(events.every(({ data }) => data.imported.item === 'The lock opens')).toBe(true);
    expect(events).toHaveLength(6);
  });

  it('of WordPress have posts with their revisions, terms and addresses', async () => {
    const report = await brought('blog.xml');
    expect(report).toMatchObject({ articles: 2, revisions: 3, versions: 1 });
    expect(report.problems).toEqual([expect.objectContaining({ problem: '1 of type attachment are no articles.' })]);
    const { id } = await articleOf(iris, 'The ferry sails');
    expect((await iris.get(`/articles/${id}/revisions/1`)).json).toMatchObject({ status: 'draft', body: 'It sails at nine.\n\nPerhaps.\n' }); // prettier-ignore
    expect((await iris.get(`/articles/${id}`)).json).toMatchObject({
      status: 'published',
      body: 'It **sails** at [ten](https://f.example).\n',
      category: 'News',
      tags: ['boats'],
      byline: ['Ana Brandt'],
      slug: 'ferry-sails',
      meta: { link: 'https://blog.example/ferry' },
    });
    expect((await articleOf(iris, 'A note')).status).toBe('draft');
  });

  it('of ninjs have the versions of an item in their order, and its cited sources behind the numbers', async () => {
    const report = await brought('ninjs');
    expect(report).toMatchObject({ articles: 1, revisions: 2, versions: 1 });
    expect(report.problems.map(({ place, problem }) => [place, problem])).toEqual([
      ['broken.json', 'It is not JSON.'],
      ['picture.json, item 2', 'It has no uri.'],
      ['picture.json, item 1', 'It is no text.'],
    ]);
    const { id } = await articleOf(iris, 'The flood recedes');
    expect((await iris.get(`/articles/${id}`)).json).toMatchObject({
      body: 'It was 3 metres [@1].\n',
      citations: [{ key: '1', source: { title: 'Water board, Levels', URL: 'https://w.example/levels' } }],
      dateline: { place: 'Delft' },
      category: 'News',
      tags: ['water'],
    });
  });

  it('add nothing when they are brought in again', async () => {
    const before = (await wholeLog(iris)).length;
    for (const name of ['wiki.xml.gz', 'broken.xml', 'blog.xml', 'ninjs']) expect((await brought(name)).events).toBe(0);
    expect((await wholeLog(iris)).length).toBe(before);
  });
});
