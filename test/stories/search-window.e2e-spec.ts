// Searching many stories: of a word that many have the newest are found, the newest thousand ranked, and nothing is answered from
// words that are not as new as was asked.
import pg from 'pg';
import { EventStore } from '../../src/event-store/event-store';
import { neighbourBits } from '../../src/search/neighbours';
import { startTestService, type Answer, type TestService } from '../setup/service';

const stories = 7_350;
/**
 * Stories have the word as every seventh number; each tenth of these has it in the headline. The oldest has it most. All have
 * "calm" and "water", and every third number these as a phrase.
 */
const isMatch = (nth: number): boolean => nth % 7 === 0;
const newest = Array.from({ length: stories }, (_, nth) => stories - nth).filter(isMatch);
const isBest = (nth: number): boolean => nth % 70 === 0;

let stet: TestService;
let owner: pg.Client;
beforeAll(async () => {
  stet = await startTestService();
  owner = new pg.Client(stet.database.url);
  await owner.connect();
  await stet.service.app.get(EventStore).createNewsroom('window');
  await owner.query(words, [stories]);
  await owner.query(neighbours, neighboursOf((await owner.query(vectors)).rows));
  await owner.query('analyze read.story_words'); // how often a word is expected says how many texts are searched
}, 60_000);
afterAll(async () => {
  await owner.end();
  await stet.close();
});

const search = (query: Record<string, string>): Promise<Answer> =>
  stet.reader.get(`//v1/window/stories?${new URLSearchParams(query)}`);
const numbers = ({ json }: Answer): number[] => json.items.map(({ slug }: { slug: string }) => Number(slug));

/** All pages, `limit` a page. */
async function walked(query: Record<string, string>): Promise<number[]> {
  const seen: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const answer = await search({ ...query, ...(cursor && { cursor }) });
    seen.push(...numbers(answer));
    cursor = answer.json.next as string | null;
  }
  return seen;
}

it('The newest stories that have the word are found first, and each of them once', async () => {
  expect(await walked({ q: 'quay', limit: '200' })).toEqual(newest);
  expect(numbers(await search({ q: 'quay', category: 'far', limit: '5' }))).toEqual([14, 7]);
  expect(numbers(await search({ q: 'whale' }))).toEqual([7]);
});

it('The newest thousand that have it are ranked, and no older one however well it fits', async () => {
  const ranked = await walked({ q: 'quay', sort: 'relevance', limit: '200' });
  const window = newest.slice(0, 1_000);
  expect([newest.length, window.length]).toEqual([1_050, 1_000]);
  expect(ranked).toEqual([...window.filter(isBest), ...window.filter((nth) => !isBest(nth))]);
});

it('Of a word that nearly all have the newest are found, and the newest thousand ranked', async () => {
  const all = Array.from({ length: 1_000 }, (_, nth) => stories - nth);
  expect(numbers(await search({ q: 'calm', limit: '200' }))).toEqual(all.slice(0, 200));
  const ranked = await walked({ q: 'calm', sort: 'relevance', limit: '200' });
  expect(ranked.toSorted((one, other) => other - one)).toEqual(all);
});

it('Of a phrase whose words nearly all have those are found in which they stand together', async () => {
  const together = Array.from({ length: stories }, (_, nth) => stories - nth).filter((nth) => nth % 3 === 0);
  expect(numbers(await search({ q: '"calm water"', limit: '20' }))).toEqual(together.slice(0, 20));
  const ranked = await walked({ q: '"calm water"', sort: 'relevance', limit: '200' });
  expect(ranked.toSorted((one, other) => other - one)).toEqual(together.slice(0, 1_000));
});

it('A search at a position waits until the words of that position are there', async () => {
  const vera = await stet.as('Vera', 'editor');
  const { json } = await vera.post('/articles', { headline: 'Of eels', body: 'Eels came.\n' });
  await stet.reader.get('/stories?q=eels', { headers: { 'stet-min-position': String(json.position) } });
  await owner.query('begin');
  await owner.query(
    `select from read.checkpoints where projection = 'story-search' and newsroom_id = 'main' for update`,
  );
  const published = await vera.post(`/articles/${json.id}/publish`, { baseRevision: 1 });
  let isAnswered = false;
  const headers = { 'stet-min-position': String(published.json.position) };
  const asked = stet.reader.get('/stories?q=eels', { headers }).finally(() => (isAnswered = true));
  while ((await vera.get('/articles?q=eels')).json.items[0]?.status !== 'published') continue; // other models move on
  expect(isAnswered).toBe(false);
  await owner.query('commit');
  expect((await asked).json.items).toEqual([expect.objectContaining({ headline: 'Of eels' })]);
});

const words = `
insert into read.story_words (
       position, first_published_at, story_id, newsroom_id, language, category, tags, configuration, headline, text, item, neighbours, vector)
select n, timestamptz '2020-01-01' + n * interval '1 minute', lpad(to_hex(n), 32, '0')::uuid, 'window', 'en',
       case when n < 20 then 'far' else 'near' end, array['t'], 'english', 'Story ' || n, 'By the quay.', json_build_object('slug', n::text), '',
       case when n = 7 then to_tsvector('english', 'quay quay quay whale') else ''::tsvector end
       || case when n % 70 = 0 then setweight(to_tsvector('english', 'quay'), 'A')
               when n % 7 = 0 then setweight(to_tsvector('english', 'quay'), 'C')
               else to_tsvector('english', 'boat') end
       || to_tsvector('english', case when n % 3 = 0 then 'calm water' else 'calm or water' end)
  from generate_series(1, $1::int) n`;

const vectors = `select position, vector::text from read.story_words where newsroom_id = 'window'`;
const neighbours = `
update read.story_words
   set neighbours = of
  from unnest($1::bigint[], $2::bytea[]) as made (nth, of)
 where newsroom_id = 'window'
   and position = nth`;

const neighboursOf = (rows: readonly { position: string; vector: string }[]): unknown[] => [
  rows.map(({ position }) => position),
  rows.map(({ vector }) => neighbourBits(vector)),
];
