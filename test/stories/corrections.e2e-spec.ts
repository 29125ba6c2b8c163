// The newsroom's list of corrections over HTTP: what readers are told, and what staff are told beside it.
import { adminDataSource } from '../../src/data-source';
import { rebuild } from '../../src/event-store/rebuild';
import { Corrections } from '../../src/stories/corrections';
import { PublishedStories } from '../../src/stories/published-stories';
import { Client, startTestService, type Answer, type TestService } from '../setup/service';

let stet: TestService;
let vera: Client; // standards
let position = '';
const ids: Record<string, string> = {};

beforeAll(async () => {
  stet = await startTestService();
  vera = await stet.as('Vera', 'standards');
  await history();
});
afterAll(() => stet.close());

async function order(id: string, verb: string, body: object): Promise<void> {
  const { revision } = (await vera.get(`/articles/${id}`)).json;
  const answer = await vera.post(`/articles/${id}/${verb}`, { baseRevision: revision, ...body });
  if (answer.status !== 200) throw new Error(`${verb}: ${answer.text}`);
  position = answer.headers.get('stet-position') ?? '';
}

const change = (id: string, told: object, body?: string): Promise<void> =>
  order(id, 'publish', { change: told, ...(body !== undefined && { edit: { body } }) });

async function published(headline: string, body: string): Promise<string> {
  const { id } = (await vera.post('/articles', { headline, body })).json;
  await order(id, 'publish', {});
  ids[headline] = id;
  return id;
}

/** Three stories: one corrected, renamed and updated, one unpublished, one retracted. */
async function history(): Promise<void> {
  const ferry = await published('Ferry', 'Sails at ten.\n\nCosts two euros.\n');
  await change(ferry, { kind: 'update', note: 'With prices.' }, 'Sails at ten.\n\nCosts three euros.\n');
  const staff = {
    wrong: 'ten',
    right: 'nine',
    learnedAt: '2026-11-01T08:00:00.000Z',
    severity: 'minor',
    placement: 'foot',
  };
  const correction = { kind: 'correction', note: 'It sails at nine.', passage: 'at ten', ...staff };
  await change(ferry, correction, 'Sails at nine.\n\nCosts three euros.\n');
  await change(
    ferry,
    { kind: 'clarification', note: 'For adults.' },
    'Sails at nine.\n\nCosts three euros for adults.\n',
  );
  await change(ferry, { kind: 'refile', note: 'Typing' }, 'Sails at nine.\n\nCosts three euros for adults!\n');
  await order(ferry, 'publish', { slug: 'the-ferry', change: { kind: 'reply', note: 'The owner answers.' } });
  const pier = await published('Pier', 'Falls down.\n');
  await change(pier, { kind: 'correction', note: 'It leans.' }, 'Leans.\n');
  await order(pier, 'unpublish', { reason: 'Asked to' });
  const dam = await published('Dam', 'Breaks.\n');
  await change(dam, { kind: 'editors-note', note: 'We are looking into this.' });
  await order(dam, 'retract', { notice: 'It holds.', reason: 'Invented' });
}

const list = (client: Client, query = '', headers: Record<string, string> = {}): Promise<Answer> =>
  client.get(`/corrections${query}`, { headers: { 'stet-min-position': position, ...headers } });
const notes = async (client: Client, query = ''): Promise<string[]> =>
  (await list(client, query)).json.items.map(({ kind, note }: { kind: string; note: string }) => `${kind}: ${note}`);

const publicly = [
  'retraction: It holds.',
  'editors-note: We are looking into this.',
  'reply: The owner answers.',
  'clarification: For adults.',
  'correction: It sails at nine.',
];

describe('Readers', () => {
  it('are told of all changes but updates and refiles, newest first, and of none of an unpublished story', async () => {
    expect(await notes(stet.reader)).toEqual(publicly);
    expect(await notes(stet.reader, '?kind=update')).toEqual(['update: With prices.']);
    expect(await notes(stet.reader, '?kind=retraction')).toEqual(publicly.slice(0, 1));
  });

  it('are told which story it was, where that is now, and nothing else', async () => {
    const { json, headers } = await list(stet.reader, '?kind=correction');
    const story = (await stet.reader.get('/stories/the-ferry')).json;
    const at = story.corrections.find(({ kind }: { kind: string }) => kind === 'correction').at;
    const told = {
      story: { id: ids['Ferry'], slug: 'the-ferry', headline: 'Ferry', version: 3 },
      note: 'It sails at nine.',
    };
    expect(json).toEqual({
      items: [{ id: expect.stringMatching(/^\d+$/), ...told, kind: 'correction', at }],
      next: null,
    });
    expect(headers.get('cache-control')).toBe('public, max-age=10, must-revalidate');
    expect(headers.get('vary')).toContain('Authorization');
  });

  it('page through them, and ask for those since a time', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { json } = await list(stet.reader, `?limit=2${next && `&cursor=${next}`}`);
      expect(json.items.length).toBeLessThanOrEqual(2);
      seen.push(...json.items.map(({ kind, note }: { kind: string; note: string }) => `${kind}: ${note}`));
      next = json.next;
    }
    expect(seen).toEqual(publicly);
    const { items } = (await list(stet.reader)).json;
    expect(await notes(stet.reader, `?since=${items[2].at}`)).toEqual(publicly.slice(0, 3));
  });

  it('are told that the list did not change, and that it did', async () => {
    const etag = (await list(stet.reader)).headers.get('etag') ?? '';
    expect((await list(stet.reader, '', { 'if-none-match': etag })).status).toBe(304);
    await change(ids['Ferry'] ?? '', { kind: 'correction', note: 'Not for dogs.' });
    expect((await list(stet.reader, '', { 'if-none-match': etag })).status).toBe(200);
    publicly.unshift('correction: Not for dogs.');
  });

  it.each(['?kind=refile', '?kind=typo', '?since=yesterday', '?limit=0', '?cursor=forged', '?colour=red'])(
    'are refused %s',
    async (query) => {
      const { status, json } = await list(stet.reader, query);
      expect([status, json.code]).toEqual([400, 'validation-failed']);
    },
  );

  it('are refused a token that is none, and a newsroom that is none', async () => {
    const forger = new Client(stet.service.url, 'a.b.c');
    const { status, json, headers } = await list(forger);
    expect([status, json.code]).toEqual([401, 'unauthenticated']);
    expect(headers.get('www-authenticate')).toContain('invalid_token');
    expect((await stet.reader.get('//v1/elsewhere/corrections')).status).toBe(404);
  });
});

describe('Staff', () => {
  it('are told what was wrong, who decided, and how long it was live', async () => {
    const { json, headers } = await list(vera, '?kind=correction');
    const error = json.items.find(({ note }: { note: string }) => note === 'It sails at nine.');
    const { publishedAt } = (await stet.reader.get('/stories/the-ferry')).json;
    expect(error).toMatchObject({
      ...{ wrong: 'ten', right: 'nine', passage: 'at ten', severity: 'minor', placement: 'foot' },
      learnedAt: '2026-11-01T08:00:00.000Z',
      decidedBy: { id: 'vera', name: 'Vera', role: 'standards' },
      liveSince: publishedAt,
      liveForSeconds: Math.floor((Date.parse(error.at) - Date.parse(publishedAt)) / 1000),
    });
    expect(headers.get('cache-control')).toBe('private, no-cache');
  });

  it('are told since when the changed lines had stood, where nobody said what was wrong', async () => {
    const [clarified] = (await list(vera, '?kind=clarification')).json.items;
    const [updated] = (await list(vera, '?kind=update')).json.items;
    expect(clarified).toMatchObject({ wrong: null, passage: null, liveSince: updated.at });
    expect(updated).toMatchObject({ liveSince: null, liveForSeconds: null });
    const [replied] = (await list(vera, '?kind=reply')).json.items;
    expect(replied).toMatchObject({ liveSince: null, liveForSeconds: null });
  });

  it('are told of unpublished stories too, and of a retraction since when the story had been live', async () => {
    expect(await notes(vera)).toContain('correction: It leans.');
    const [retracted] = (await list(vera, '?kind=retraction')).json.items;
    const { publishedAt, retraction } = (await stet.reader.get('/stories/dam')).json;
    expect(retracted).toMatchObject({ note: 'It holds.', at: retraction.at, liveSince: publishedAt });
    expect(retracted.story).toMatchObject({ id: ids['Dam'], version: 2 });
  });

  it.each(['editor', 'standards', 'auditor'] as const)('of role %s are told', async (role) => {
    const { json } = await list(await stet.as('Somebody', role));
    expect(json.items[0]).toHaveProperty('decidedBy');
  });

  it.each(['reporter', 'importer', 'admin'] as const)('of role %s get what readers get', async (role) => {
    const somebody = await stet.as('Somebody', role);
    expect((await list(somebody)).text).toBe((await list(stet.reader)).text);
  });
});

describe('The read models of readers', () => {
  it('are equal, row for row, to their rebuild', async () => {
    const owner = await adminDataSource(stet.database.url).initialize();
    try {
      for (const projection of [Corrections, PublishedStories]) {
        const report = await rebuild(owner, stet.service.app.get<Corrections | PublishedStories>(projection));
        expect(report.drift).toEqual([]);
        expect(report.rows).toBeGreaterThan(2);
      }
    } finally {
      await owner.destroy();
    }
  });
});
