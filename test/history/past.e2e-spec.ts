// What an auditor asks of an article's past: sessions, redlines, sentences, and answers that stand.
import { startTestService, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ana: Client;
let ben: Client;
let aud: Client;

beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  ben = await stet.as('Ben', 'editor');
  aud = await stet.as('Aud', 'auditor');
});
afterAll(() => stet.close());

interface Item {
  readonly revision: number;
  readonly revisions: number[];
  readonly text: string;
}

async function drafted(body: string, members: object = {}): Promise<string> {
  return `/articles/${(await ana.post('/articles', { headline: 'Lock', body, ...members })).json.id}`;
}

describe('revisions by session', () => {
  const steps = ['s1', 's1', undefined, undefined, 's1', 's2', 's2', 's2'];
  async function written(): Promise<string> {
    const at = await drafted('A b c.\n');
    for (const [index, session] of steps.entries()) {
      const by = index === 4 ? ben : ana;
      const body = `A b c. ${'d '.repeat(index + 1)}\n`;
      await by.patch(at, { body, note: `n${index + 2}`, session, baseRevision: index + 1 });
    }
    return at;
  }

  it('are one item for one person in one session with nobody between', async () => {
    const { json } = await aud.get(`${await written()}/revisions?group=session`);
    expect(json.items.map(({ revisions }: Item) => revisions)).toEqual([
      [1, 1],
      [2, 3],
      [4, 4],
      [5, 5],
      [6, 6],
      [7, 9],
    ]);
    expect(json.items[5]).toMatchObject({
      revision: 9,
      actor: { id: 'ana' },
      session: 's2',
      words: { added: 3, removed: 0 },
      types: ['article-edited'],
      notes: ['n7', 'n8', 'n9'],
    });
  });

  it.each(['asc', 'desc'])('are paged %s without gap or repeat', async (order) => {
    const at = await written();
    const seen: number[][] = [];
    let next: string | null = '';
    while (next !== null) {
      const path: string = `${at}/revisions?group=session&order=${order}&limit=2${next && `&cursor=${next}`}`;
      const { json } = await aud.get(path);
      seen.push(...json.items.map(({ revisions }: Item) => revisions));
      next = json.next;
    }
    const all = (await aud.get(`${at}/revisions?group=session&order=${order}`)).json.items;
    expect(seen).toEqual(all.map(({ revisions }: Item) => revisions));
    expect(seen).toHaveLength(6);
  });

  it('stay one where a filter leaves out what is between, and two where somebody else was', async () => {
    const at = await written();
    await ana.post(`${at}/citations`, { key: 'a', source: { type: 'book', title: 'B' } });
    const items = async (query: string) =>
      (await aud.get(`${at}/revisions?group=session&${query}`)).json.items.map(({ revisions }: Item) => revisions);
    expect(await items('actor=ben')).toEqual([[6, 6]]);
    expect(await items('type=article-edited&actor=ana')).toEqual([[2, 3], [4, 4], [5, 5], [7, 9]]); // prettier-ignore
    expect((await aud.get(`${at}/revisions?group=day`)).status).toBe(400);
  });
});

describe('a redline', () => {
  it('is a page of its own, which runs nothing', async () => {
    const at = await drafted('The lock is shut.\n');
    await ben.patch(at, { body: 'The lock is <script>open</script>.\n', note: 'seen', baseRevision: 1 });
    const { status, headers, text } = await aud.get(`${at}/diff?from=1&to=2&format=html`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toContain('<script');
    expect(text).toMatch(/Revision 2, by <bdi>Ben<\/bdi>, <time [^>]+>[^<]+<\/time>: <q>seen<\/q>/);
  });

  it('from the story shows what readers have, also where it was corrected alone', async () => {
    const at = await drafted('The lock is shut.\n\nIt opens at noon.\n');
    await ana.post(`${at}/publish`, { baseRevision: 1 });
    await ana.patch(at, { body: 'The lock is shut.\n\nIt opens at noon.\n\nHalf writ\n', baseRevision: 2 });
    const edit = { body: 'The lock is closed.\n\nIt opens at noon.\n' };
    const change = { kind: 'correction', note: 'It is closed.' };
    expect((await ben.post(`${at}/publish`, { baseRevision: 3, change, edit })).status).toBe(200);
    const { json } = await aud.get(`${at}/diff?from=story`);
    expect(json).toMatchObject({ from: 4, to: 4, version: 2 });
    expect(json.text.at(-1)).toMatchObject({ kind: 'added', segments: [{ op: 'insert', text: 'Half writ\n' }] });
    expect(JSON.stringify(json.text)).not.toMatch(/shut|closed/);
    const page = (await aud.get(`${at}/diff?from=story&format=html`)).text;
    expect(page).toContain('The story, version 2');
    expect((await aud.get(`${at}/diff?from=story&format=unified`)).text).toContain('--- version 2');
  });
});

describe('blame by sentence', () => {
  const blame = async (at: string, query = '') =>
    (await aud.get(`${at}/blame?granularity=sentence${query}`)).json.items.map(({ text, revision }: Item) => [
      text,
      revision,
    ]);

  it('tells who, when, why, from where and on which citations, and where it stands', async () => {
    const body = '# Lock\n\nIt is shut [@log]. It opens\nat noon [@log; @web].\n';
    const origin = { kind: 'paste', provider: 'Harbour' };
    const at = await drafted(body, { note: 'pasted', origin });
    const { json } = await aud.get(`${at}/blame?granularity=sentence`);
    const told = { revision: 1, actor: { id: 'ana', name: 'Ana', role: 'editor' }, note: 'pasted', origin };
    expect(json.items).toMatchObject([
      { line: 1, text: '# Lock', ...told, citations: [] },
      { line: 3, text: 'It is shut [@log].', ...told, citations: ['log'] },
      { line: 3, text: 'It opens\nat noon [@log; @web].', ...told, citations: ['log', 'web'] },
    ]);
    for (const { start, end, text } of json.items) expect(body.slice(start, end)).toBe(text);
  });

  it('follows words through moves, and gives a restored revision its own back', async () => {
    const at = await drafted('One stays. Two goes.\n\nThree moves.\n');
    await ben.patch(at, { body: 'Three moves.\n\nOne stays.\n', baseRevision: 1 });
    expect(await blame(at)).toEqual([
      ['Three moves.', 1],
      ['One stays.', 1],
    ]);
    await ben.post(`${at}/restore`, { revision: 1, reason: 'too much went', baseRevision: 2 });
    const restored = [
      ['One stays.', 1],
      ['Two goes.', 1],
      ['Three moves.', 1],
    ];
    expect(await blame(at)).toEqual(restored); // from what was remembered of revision 2
    expect(await blame(at, '&revision=3')).toEqual(restored);
    const lines = (await aud.get(`${at}/blame`)).json.items.map(({ revision }: Item) => revision);
    expect(lines).toEqual([3, 2, 3]); // as git has it
  });

  it('names the correction that was published alone for the words that it brought', async () => {
    const at = await drafted('The lock is shut.\n\nIt opens at noon.\n');
    await ana.post(`${at}/publish`, { baseRevision: 1 });
    await ana.patch(at, { body: 'The lock is shut.\n\nIt opens at noon.\n\nMore.\n', baseRevision: 2 });
    const edit = { body: 'The lock is closed.\n\nIt opens at noon.\n' };
    const change = { kind: 'correction', note: 'It is closed.' };
    await ben.post(`${at}/publish`, { baseRevision: 3, change, edit });
    expect(await blame(at)).toEqual([
      ['The lock is closed.', 4],
      ['It opens at noon.', 1],
      ['More.', 3],
    ]);
    const { items } = (await aud.get(`${at}/blame`)).json;
    expect(items[0]).toMatchObject({ revision: 4, actor: { id: 'ben' }, note: 'It is closed.' });
    expect(items.map(({ revision }: Item) => revision)).toEqual([4, 1, 1, 3, 3]);
  });
});

describe('an answer about the past', () => {
  it('has a strong tag that stands, is not sent again, and may be kept where it names revisions', async () => {
    const at = await drafted('One.\n');
    await ana.patch(at, { body: 'Two.\n', baseRevision: 1 });
    const rest = ['json', 'html', 'unified'].map((format) => `/diff?from=1&to=2&format=${format}`);
    const fixed = [...rest, '/blame?revision=2', '/blame?revision=2&granularity=sentence', '/revisions/2'];
    const open = ['/diff', '/diff?from=1', '/blame', '/revisions', '/revisions?group=session'];
    const tags = new Map<string, string>();
    for (const path of [...fixed, ...open]) {
      const { headers } = await aud.get(at + path);
      const etag = headers.get('etag') ?? '';
      expect([path, etag]).toEqual([path, expect.stringMatching(/^"[^"]+"$/)]);
      expect(headers.get('cache-control')).toBe(
        fixed.includes(path) ? 'private, max-age=3600, immutable' : 'private, no-cache',
      );
      const again = await aud.get(at + path, { headers: { 'if-none-match': etag } });
      expect([path, again.status, again.text]).toEqual([path, 304, '']);
      tags.set(path, etag);
    }
    await ana.patch(at, { body: 'Three.\n', baseRevision: 2 });
    for (const path of fixed) expect((await aud.get(at + path)).headers.get('etag')).toBe(tags.get(path));
    for (const path of open) expect((await aud.get(at + path)).headers.get('etag')).not.toBe(tags.get(path));
  });
});

describe('an occurred time', () => {
  it('of any offset and year is in the history, and one that no database holds is refused', async () => {
    const ivo = await stet.as('Ivo', 'importer');
    const draft = (occurredAt: string) => ivo.post('/articles', { headline: 'Old', occurredAt });
    const { json } = await draft('2001-01-01T12:00:00+23:00');
    const { items } = (await aud.get(`/articles/${json.id}/revisions`)).json;
    expect(items).toMatchObject([{ occurredAt: '2000-12-31T13:00:00.000Z' }]);
    for (const time of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00']) {
      expect([time, (await draft(time)).status]).toEqual([time, 400]);
    }
  });
});
