// A repository of Markdown brought in: every commit of a file with its author, time, message and bytes.
import { DataSource } from 'typeorm';
import { EventStore } from '../../src/event-store/event-store';
import { forNewsroom } from '../../src/newsroom-rows';
import { startTestService, type Client, type TestService } from '../setup/service';
import { GitRepository, describeWithGit, type GivenCommit } from './git-repository';
import { articleOf, headOf, importInto, revisionsOf, wholeLog } from './given';

const lock = (line: string) => `---\ntitle: The lock\ntags: [water, boats]\nauthor: Ana Brandt\nlayout: post\n---\nBoats wait.\n\n${line}\n`; // prettier-ignore
const binary = Buffer.from([0x23, 0x20, 0x00, 0xff, 0x0a]);

const commits: readonly GivenCommit[] = [
  { author: 'Ana Brandt', at: '2019-03-01T09:00:00+01:00', message: 'A first draft', files: { 'drafts/lock.md': lock('It is shut.') } }, // prettier-ignore
  { author: 'Ben de Boer', at: '2019-03-01T10:00:00Z', message: 'Why\n\nThe keeper said so.', files: { 'drafts/lock.md': lock('It is shut for repairs.'), 'readme.txt': 'no article\n' } }, // prettier-ignore
  { author: 'Ben de Boer', at: '2019-03-02T08:00:00Z', message: 'Out', files: { 'drafts/lock.md': null, 'posts/lock.md': lock('It is shut for repairs.') } }, // prettier-ignore
  { author: 'Ana Brandt', at: '2019-03-03T08:00:00Z', message: 'Figure', files: { 'posts/lock.md': lock('It is shut until May [@9].') } }, // prettier-ignore
  { author: 'Ana Brandt', at: '2019-03-04T08:00:00Z', message: 'A picture by mistake', files: { 'posts/lock.md': binary } }, // prettier-ignore
  { author: 'Ana Brandt', at: '2099-01-01T00:00:00Z', message: 'From the future', files: { 'posts/lock.md': lock('It is open.') } }, // prettier-ignore
  { author: 'Ana Brandt', at: '2019-03-05T08:00:00Z', message: 'As it was', files: { 'posts/lock.md': lock('It is shut until May [@9].'), 'drafts/ferry.md': '# The ferry\r\n\r\nIt sails.' } }, // prettier-ignore
  { author: 'Ben de Boer', at: '2019-03-06T08:00:00Z', message: 'Not for us', files: { 'drafts/ferry.md': null } },
];

describeWithGit('An imported repository', () => {
  let stet: TestService;
  let iris: Client;
  let repository: GitRepository;
  const published = { published: ['posts'] };
  const brought = () => importInto(stet, { from: repository.folder, ...published });

  beforeAll(async () => {
    stet = await startTestService();
    iris = await stet.as('Iris', 'auditor');
    repository = new GitRepository(commits);
  });
  afterAll(async () => {
    repository.remove();
    await stet.close();
  });

  it('is told about before anything is written, exactly as it is then brought in', async () => {
    const rows = forNewsroom(stet.service.app.get(DataSource), 'main');
    const people = () => rows.query<unknown[]>('select subject from log.actors');
    const known = await people();
    const dry = await importInto(stet, { from: repository.folder, ...published, dryRun: true });
    expect(await headOf(iris)).toBe(0);
    expect(await people()).toEqual(known);
    const wet = await brought();
    const numbers = ({ articles, revisions, events, versions, there }: typeof wet) => ({ articles, revisions, events, versions, there }); // prettier-ignore
    expect(numbers(dry)).toEqual(numbers(wet));
    expect(numbers(wet)).toEqual({ articles: 2, revisions: 7, events: 8, versions: 2, there: 0 });
    expect(dry.problems).toEqual(wet.problems);
    expect(dry.text('main', 1, false)).toContain('found in published versions: 1 error citation-unknown');
    expect(await headOf(iris)).toBe(8);
  });

  it('leaves out what is no text or is from the future, and says where it stands', async () => {
    const { problems } = await brought();
    expect(problems).toEqual([
      { place: expect.stringMatching(/^posts\/lock\.md in commit [0-9a-f]{12}$/), problem: 'It is not UTF-8 text.' },
      { place: expect.stringMatching(/^posts\/lock\.md in commit/), problem: expect.stringContaining('2099-01-01') },
    ]);
  });

  it('adds nothing when it is brought in again', async () => {
    const before = await wholeLog(iris);
    expect(await brought()).toMatchObject({ articles: 0, revisions: 0, events: 0, there: 7 });
    expect(await importInto(stet, { from: repository.folder, ...published, resume: true })).toMatchObject({ passed: 2, there: 0 }); // prettier-ignore
    expect(await wholeLog(iris)).toEqual(before);
  });

  it('keeps author, time, message and bytes of each commit, and follows moves', async () => {
    const { id } = await articleOf(iris, 'The lock');
    const revisions = await revisionsOf(iris, id);
    const told = revisions.map(({ type, actor, occurredAt, note }: never) => [type, (actor as { name: string }).name, occurredAt, note]); // prettier-ignore
    expect(told).toEqual([
      ['article-drafted', 'Ana Brandt', '2019-03-01T08:00:00.000Z', 'A first draft'],
      ['article-edited', 'Ben de Boer', '2019-03-01T10:00:00.000Z', 'Why\n\nThe keeper said so.'],
      ['article-published', 'Ben de Boer', '2019-03-02T08:00:00.000Z', 'Out'],
      ['article-edited', 'Ana Brandt', '2019-03-03T08:00:00.000Z', 'Figure'],
      ['article-updated', 'Ana Brandt', '2019-03-03T08:00:00.000Z', 'Figure'],
      ['article-edited', 'Ana Brandt', '2019-03-05T08:00:00.000Z', 'As it was'],
    ]);
    const bytes = (revision: number) => iris.get(`/articles/${id}/revisions/${revision}`, { headers: { accept: 'text/markdown' } }); // prettier-ignore
    expect((await bytes(2)).text).toBe('Boats wait.\n\nIt is shut for repairs.\n');
    expect((await bytes(6)).text).toBe('Boats wait.\n\nIt is shut until May [@9].\n');
    expect((await iris.get(`/articles/${id}`)).json).toMatchObject({
      tags: ['water', 'boats'],
      byline: ['Ana Brandt'],
      meta: { layout: 'post' },
      status: 'published',
      version: 2,
    });
  });

  it('is marked as imported for the auditor, with its place in the archive', async () => {
    const { id } = await articleOf(iris, 'The lock');
    const [first, , third] = await revisionsOf(iris, id);
    const [commit] = repository.git(['log', '--reverse', '--format=%H']).split('\n');
    expect(first.imported).toEqual({ format: 'git', item: 'drafts/lock.md', revision: commit });
    expect(third.imported.item).toBe('posts/lock.md');
    expect(first.actor).toEqual({ id: 'git:ana.brandt@example.org', name: 'Ana Brandt', role: 'importer' });
    const grouped = await iris.get(`/articles/${id}/revisions?group=session&limit=1`);
    expect(grouped.json.items[0].imported.item).toBe('drafts/lock.md');
  });

  it('is asked for as it stood in the world, and as the log had it', async () => {
    const { id } = await articleOf(iris, 'The lock');
    const inTheWorld = await iris.get(`/articles/${id}?at=2019-03-01T12:00:00Z&time=occurred`);
    expect(inTheWorld.json).toMatchObject({ revision: 2, status: 'draft' });
    expect((await iris.get(`/articles/${id}?at=2019-03-01T12:00:00Z`)).status).toBe(404);
  });

  it('gives readers what was public, with what the checks found kept in the event', async () => {
    const events = await wholeLog(iris);
    const version = events.find(({ type }) => type === 'article-updated');
    expect(version.data).toMatchObject({
      publishedAt: '2019-03-03T08:00:00.000Z',
      change: { kind: 'refile' },
      findings: [expect.objectContaining({ code: 'citation-unknown', severity: 'error' })],
      waived: [{ code: 'citation-unknown', reason: 'Imported: it was public before.' }],
    });
    const html = await stet.reader.get('/stories/lock', { headers: { accept: 'text/html' } });
    expect([html.status, html.text]).toEqual([200, expect.stringContaining('until May [?]')]);
    const at = { 'accept-datetime': new Date(Date.now() + 1000).toUTCString() };
    const memento = await stet.reader.get('/stories/lock', { headers: { accept: 'text/html', ...at } });
    const followed = memento.status === 302 ? await stet.reader.get(`/${memento.headers.get('location')?.replace(/^.*\/v1/, '/v1')}`, { headers: { accept: 'text/html' } }) : memento; // prettier-ignore
    expect([followed.status, followed.text]).toEqual([200, html.text]);
  });

  it('spikes what the repository deleted as a draft', async () => {
    const { id } = await articleOf(iris, 'The ferry');
    const { json } = await iris.get(`/articles/${id}`);
    expect(json).toMatchObject({ status: 'spiked', body: '# The ferry\r\n\r\nIt sails.' });
  });

  it('goes on where the repository has grown since, and leaves alone what the newsroom has changed', async () => {
    repository.add([{ author: 'Cleo', at: '2019-04-01T08:00:00Z', message: 'Open', files: { 'posts/lock.md': lock('It is open.'), 'posts/quay.md': '# The quay\n' } }]); // prettier-ignore
    expect(await brought()).toMatchObject({ articles: 2, revisions: 2, there: 7 });
    const { id, revision } = await articleOf(iris, 'The quay');
    const eva = await stet.as('Eva', 'editor');
    await eva.patch(`/articles/${id}`, { headline: 'The quay of today', baseRevision: revision });
    repository.add([{ author: 'Cleo', at: '2019-04-02T08:00:00Z', message: 'More', files: { 'posts/quay.md': '# The quay\n\nMore.\n' } }]); // prettier-ignore
    const { problems, revisions } = await brought();
    expect([revisions, problems.at(-1)]).toEqual([0, { place: expect.stringContaining('posts/quay.md'), problem: expect.stringContaining('changed the article since') }]); // prettier-ignore
    expect((await iris.get(`/articles/${id}`)).json.headline).toBe('The quay of today');
  });

  it('brought in by two at the same time is there once, as one alone brings it in', async () => {
    const store = stet.service.app.get(EventStore);
    const beside = await stet.beside();
    for (const newsroom of ['alone', 'together']) await store.createNewsroom(newsroom);
    await importInto(stet, { from: repository.folder, ...published, newsroom: 'alone' });
    const both = [stet, beside].map((one) => importInto(one, { from: repository.folder, ...published, newsroom: 'together' })); // prettier-ignore
    const reports = await Promise.all(both).finally(() => beside.end());
    expect(reports.map(({ problems }) => problems.length)).toEqual([2, 2]);
    const [alone = [], together = []] = await Promise.all(['alone', 'together'].map((newsroom) => byArticle(store, newsroom))); // prettier-ignore
    expect(together).toEqual(alone);
  });

  it('rebuilds to the same read models', async () => {
    const { json } = await iris.post('/replays', {});
    let replay = json;
    while (replay.status !== 'done' && replay.status !== 'failed')
      replay = (await iris.get(`/replays/${json.id}`)).json;
    expect(replay).toMatchObject({ status: 'done', drift: [] });
  });
});

/** What the newsroom's log says of each article, in the order of its revisions. */
async function byArticle(store: EventStore, newsroom: string): Promise<object[]> {
  const events = await store.readLog(newsroom, { after: 0, limit: 1_000 });
  return events
    .map(({ streamId, revision, type, payload }) => ({ streamId, revision, type, payload }))
    .toSorted((one, other) => one.streamId.localeCompare(other.streamId) || one.revision - other.revision);
}
