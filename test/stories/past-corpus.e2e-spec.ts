// Real histories through the whole service (../shared/corpus): published, corrected, moved, retracted and taken down, then asked
// about at random instants. A plain replay of what readers were given at the time says what has to come.
// PAST_STORIES=67 takes all of them.
import { createHash } from 'node:crypto';
import { corpusStories, describeWithCorpus, type CorpusStory } from '../corpus';
import { startTestService, type Client, type TestService } from '../setup/service';
import { recordAt } from './recorded-at';
import { httpDate, mediaTypes } from './story-life';

/** What readers were given from a time on. */
interface Given {
  readonly position: number;
  readonly at: number;
  readonly status: number;
  /** By media type: hash of the bytes and the tag under which they came. */
  readonly answers: Readonly<Record<string, Seen>>;
}
interface Seen {
  readonly hash: string;
  readonly etag: string | null;
}
interface Lived {
  readonly slug: string;
  readonly id: string;
  readonly given: readonly Given[];
}

const stories = corpusStories().slice(0, Number(process.env['PAST_STORIES'] ?? 4));
const instants = 200;
const atOnce = 4;
const start = Date.parse('2019-01-01T00:00:00Z');
/** Milliseconds: now and then two within a second. */
const pauses = [1, 400, 999, 60_000, 3_600_000, 86_400_000];
let state = 20261126;
/** Whole numbers from 0 to below `limit`, the same ones in every run (a linear congruential generator, its upper bits). */
const random = (limit: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
};

let stet: TestService;
let vera: Client;
let lives: Lived[];

describeWithCorpus('the stories of ../shared/corpus', () => {
  beforeAll(async () => {
    stet = await startTestService();
    vera = await stet.as('Vera', 'standards');
    const unchecked = ['citation-unknown', 'citation-unresolved', 'source-list-empty', 'media-unknown'];
    const severities = Object.fromEntries(unchecked.map((code) => [code, 'off']));
    expect((await (await stet.as('Ada', 'admin')).patch('/settings', { severities })).status).toBe(200);
    lives = await eachOf(stories, live);
    await recordAt(stet.database, new Map(lives.flatMap(({ given }) => given.map(({ position, at }) => [position, new Date(at).toISOString()])))); // prettier-ignore
  }, 600_000);
  afterAll(() => stet.close());

  it(`are at ${instants} random instants what a replay says`, async () => {
    let asked = 0;
    await eachOf(lives, async ({ slug, given }) => {
      for (let nth = 0; nth < instants; nth += 1) {
        const second = instantOf(given);
        const accept = mediaTypes[random(mediaTypes.length)] ?? '';
        const expected = replay(given, second);
        const headers = { accept, 'accept-datetime': httpDate(new Date(second * 1000).toISOString()) };
        const answer = await stet.reader.get(`/stories/${slug}`, { headers });
        const { status } = answer;
        const wanted = expected.answers[accept];
        if (expected.status === 200) expect([slug, second, status, seen(answer)]).toEqual([slug, second, 200, wanted]);
        else expect([slug, second, status]).toEqual([slug, second, expected.status]);
        expect(answer.headers.get('memento-datetime')).toBe(httpDate(new Date(expected.at).toISOString()));
        asked += 1;
      }
    });
    expect(asked).toBe(stories.length * instants);
  }, 600_000);

  it('keep the tag of every answer, whatever is published later, on whichever server', async () => {
    const mementos = await eachOf(lives, async ({ slug }) => {
      const { text } = await stet.reader.get(`/stories/${slug}/timemap`);
      return [...text.matchAll(/\/v1\/main(\/stories\/[^>]+\/versions\/[^>]+)>/g)].map(([, path = '']) => path);
    });
    const tags = (of: TestService) =>
      eachOf(mementos.flat(), async (path) => [path, (await of.reader.get(path)).headers.get('etag')]);
    const before = await tags(stet);
    const served = lives.flatMap(({ given }) => given.filter(({ status }) => status === 200));
    expect(before.map(([, etag]) => etag)).toEqual(served.map(({ answers }) => answers['application/json']?.etag));
    await eachOf(lives, async ({ id }) => {
      await order(id, 'publish', { change: { kind: 'update', note: 'Later.' } });
    });
    const other = await stet.beside();
    expect(await tags(other)).toEqual(before);
    await other.end();
  }, 600_000);
});

/** Publishes each revision; some versions are moved, retracted or taken down before the next. */
async function live({ slug, revisions }: CorpusStory, index: number): Promise<Lived> {
  const [first, ...later] = revisions.map(({ text }) => text);
  const { id } = (await vera.post('/articles', { headline: slug, body: first })).json;
  const given: Given[] = [];
  let [address, at, text] = [`story-${index}`, start + random(1_000_000), first];
  const then = async (verb: string, body: object): Promise<void> => {
    at += pauses[random(pauses.length)] ?? 0;
    given.push({ at, ...(await served(address, await order(id, verb, body))) });
  };
  await then('publish', { slug: address });
  for (const [nth, next] of later.entries()) {
    if (next === text) continue;
    if (random(6) === 0) await then('retract', { notice: `Wrong ${nth}.`, reason: 'r', keepText: random(2) === 0 });
    if (random(6) === 0) await then('unpublish', { reason: 'r', legal: random(2) === 0 });
    if (random(6) === 0) address = `story-${index}-${nth}`;
    const kind = ['update', 'refile', 'correction'][random(3)];
    const { revision } = (await vera.get(`/articles/${id}`)).json;
    expect((await vera.write('PUT', `/articles/${id}/body?baseRevision=${revision}`, next)).status).toBe(200);
    await then('publish', { slug: address, change: { kind, note: `Note ${nth}.` } });
    text = next;
  }
  return { slug: address, id, given };
}

async function order(id: string, verb: string, body: object): Promise<string> {
  const { revision } = (await vera.get(`/articles/${id}`)).json;
  const answer = await vera.post(`/articles/${id}/${verb}`, { baseRevision: revision, ...body });
  if (answer.status !== 200) throw new Error(`${verb}: ${answer.text}`);
  return answer.headers.get('stet-position') ?? '';
}

async function served(address: string, position: string): Promise<Omit<Given, 'at'>> {
  const read = (accept: string) =>
    stet.reader.get(`/stories/${address}`, { headers: { accept, 'stet-min-position': position } });
  const answers = await Promise.all(mediaTypes.map(read));
  const by = Object.fromEntries(answers.map((answer, nth) => [mediaTypes[nth], seen(answer)]));
  return { position: Number(position), status: answers[0]?.status ?? 0, answers: by };
}

const seen = ({ text, headers }: { readonly text: string; readonly headers: Headers }): Seen => ({
  hash: createHash('sha256').update(text).digest('hex'),
  etag: headers.get('etag'),
});

/** Half of them anywhere in the story's life and around it, half within two seconds of a change. */
function instantOf(given: readonly Given[]): number {
  const [first, last] = [given[0]?.at ?? 0, given.at(-1)?.at ?? 0];
  const near = given[random(given.length)]?.at ?? 0;
  const milliseconds = random(2) === 0 ? near + random(5_000) - 2_500 : first - 5_000 + random(last - first + 10_000);
  return Math.floor(milliseconds / 1000);
}

/** One after the other until the second is over; before the first there is the first. */
function replay([first, ...later]: readonly Given[], second: number): Given {
  let now = first as Given;
  for (const next of later) if (next.at < (second + 1) * 1000) now = next;
  return now;
}

/** Several at once: requests of one story wait for each other, stories do not. */
async function eachOf<T, R>(things: readonly T[], work: (thing: T, index: number) => Promise<R>): Promise<R[]> {
  const rest = things.map((thing, index) => ({ thing, index }));
  const results: R[] = [];
  const worker = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) results[next.index] = await work(next.thing, next.index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
