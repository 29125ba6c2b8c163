// How much of the past whom: the public as the setting `publicHistory` says and nothing of what was taken down, those who may
// read histories all of it. Over HTTP from the whole service.
import type { Role } from '../../src/identity/actor';
import { startTestService, type Client, type TestService } from '../setup/service';
import { httpDate, StoryLife } from './story-life';

const [first, second, third] = ['2021-03-01T09:00:00.000Z', '2021-03-02T09:00:00.000Z', '2021-03-03T09:00:00.000Z'];
const historians: Role[] = ['editor', 'standards', 'auditor'];
const others: Role[] = ['reporter', 'importer', 'admin'];

let stet: TestService;
let ada: Client;
const clients = new Map<Role, Client>();
const clientsAs = (roles: readonly Role[]) => roles.flatMap((role) => clients.get(role) ?? []);

beforeAll(async () => {
  stet = await startTestService();
  for (const role of [...historians, ...others]) clients.set(role, await stet.as(`A ${role}`, role));
  ada = await stet.as('Ada', 'admin');
});
afterAll(() => stet.close());

async function set(publicHistory: string): Promise<void> {
  expect((await ada.patch('/settings', { publicHistory })).status).toBe(200);
}

async function lived(slug: string, end: (life: StoryLife) => Promise<void>): Promise<StoryLife> {
  const life = await StoryLife.begin(stet, `About ${slug}`);
  await life.publish(slug);
  await life.correct('Not so.', 'Another text.\n');
  await end(life);
  await life.happenedAt([first, second, third]);
  return life;
}

const statusAt = async (client: Client, path: string, date?: string): Promise<number> =>
  (await client.get(path, { headers: { ...(date !== undefined && { 'accept-datetime': date }) } })).status;

/** What there is of the story, by what is asked for. */
async function had(client: Client, slug: string): Promise<Record<string, unknown>> {
  const at = `/stories/${slug}`;
  const statuses = {
    now: await statusAt(client, at),
    before: await statusAt(client, at, httpDate(first, -1)),
    first: await statusAt(client, at, httpDate(first)),
    second: await statusAt(client, at, httpDate(second)),
    third: await statusAt(client, at, httpDate(third)),
    v1: await statusAt(client, `${at}/versions/1`),
    v2: await statusAt(client, `${at}/versions/2`),
  };
  const list = await client.get(`${at}/versions`);
  const map = await client.get(`${at}/timemap`);
  const listed = list.json.items?.map((one: { version: number; links: object }) => [
    one.version,
    'memento' in one.links,
  ]);
  return { ...statuses, list: listed ?? list.status, map: map.text.match(/memento"/g)?.length ?? map.status };
}

describe('The public history of a newsroom', () => {
  const everything = { now: 200, before: 200, first: 200, second: 200, third: 200, v1: 200, v2: 200 };
  const whole = [[1, true], [2, true]]; // prettier-ignore

  it('is all of it, unless the newsroom says otherwise', async () => {
    await lived('all-of-it', (life) => life.retract('Nothing of it.'));
    for (const client of [stet.reader, ...clientsAs([...others, ...historians])])
      expect(await had(client, 'all-of-it')).toEqual({ ...everything, list: whole, map: 3 });
  });

  it('is what readers were told of changes, and no text but the one that they have now, where it is notes', async () => {
    await lived('noted', (life) => life.retract('Nothing of it.'));
    await set('notes');
    const closed = { before: 404, first: 404, second: 404, v1: 404, v2: 404 };
    for (const client of [stet.reader, ...clientsAs(others)]) {
      expect(await had(client, 'noted')).toEqual({
        ...{ ...everything, ...closed },
        list: [[1, false], [2, false]],
        map: 1,
      }); // prettier-ignore
    }
    const { items } = (await stet.reader.get('/stories/noted/versions')).json;
    expect(items[1]).toMatchObject({ note: 'Not so.', publicFrom: second, publicTo: third, links: {} });
    expect(items[1].retraction).toMatchObject({ notice: 'Nothing of it.', publicTo: null });
    expect(items[1].retraction.links).toEqual({ memento: '/v1/main/stories/noted/versions/2/retraction' });
    expect((await stet.reader.get('/stories/noted/versions/2/retraction')).status).toBe(200);
    const link = (await stet.reader.get('/stories/noted')).headers.get('link');
    expect(link?.match(/versions[^>]*>; rel="[^"]*"/g)).toEqual(['versions/2/retraction>; rel="first last memento"']);
    for (const client of clientsAs(historians))
      expect(await had(client, 'noted')).toEqual({ ...everything, list: whole, map: 3 });
    await set('all');
  });

  it('is what readers have now alone, where it is none', async () => {
    await lived('only-now', (life) => life.publish('only-now', { change: { kind: 'update', note: 'More.' } }));
    await set('none');
    const closed = { before: 404, first: 404, second: 404, v1: 404, v2: 404 };
    expect(await had(stet.reader, 'only-now')).toEqual({ ...everything, ...closed, list: [[3, true]], map: 1 });
    const refused = await stet.reader.get('/stories/only-now/versions/1');
    expect(refused.json.code).toBe('not-found');
    expect(refused.text + [...refused.headers].join()).not.toContain('Another text');
    for (const client of clientsAs(historians))
      expect(await had(client, 'only-now')).toMatchObject({ ...everything, map: 3 });
    await set('all');
  });

  it('tells of a takedown that is over where it is all or notes, and not where it is none', async () => {
    const life = await lived('was-away', (one) => one.unpublish(false));
    await life.publish('was-away', { change: { kind: 'update', note: 'Back.' } });
    for (const [publicHistory, status] of [['all', 410], ['notes', 410], ['none', 404]] as const) {
      await set(publicHistory);
      expect([publicHistory, await statusAt(stet.reader, '/stories/was-away', httpDate(third))]).toEqual([publicHistory, status]);
    } // prettier-ignore
    await set('all');
  });
});

describe('A story that is unpublished', () => {
  it.each([
    ['gone', false, 410],
    ['forbidden-by-law', true, 451],
  ])('has no past for the public, and all of it for those who may read histories: %s', async (slug, legal, status) => {
    await lived(slug, (life) => life.unpublish(legal));
    const nothing = {
      now: status,
      before: status,
      first: status,
      second: status,
      third: status,
      v1: status,
      v2: status,
    };
    for (const client of [stet.reader, ...clientsAs(others)])
      expect(await had(client, slug)).toEqual({ ...nothing, list: status, map: status });
    const past = { before: 200, first: 200, second: 200, v1: 200, v2: 200 };
    for (const client of clientsAs(historians)) {
      const all = await had(client, slug);
      expect(all).toEqual({ ...nothing, ...past, list: [[1, true], [2, true]], map: 2 });
    } // prettier-ignore
    const [auditor] = clientsAs(['auditor']);
    const { headers } = (await auditor?.get(`/stories/${slug}/versions/1`)) ?? {};
    expect(headers?.get('cache-control')).toBe('private, no-cache');
    expect(headers?.get('vary')).toBe('Accept, Authorization');
    const list = (await auditor?.get(`/stories/${slug}/versions`))?.json;
    expect(list.items[1].takedown).toEqual({ legal, publicFrom: third, publicTo: null });
  });

  it('is refused to who says who they are and is not', async () => {
    const forged = { headers: { authorization: 'Bearer forged', 'accept-datetime': httpDate(first) } };
    for (const path of ['/stories/all-of-it', '/stories/all-of-it/versions', '/stories/all-of-it/timemap'])
      expect((await stet.reader.get(path, forged)).status).toBe(401);
  });
});
