// Searching the stories of a large newsroom over HTTP, newest first and ranked: the slowest of twenty answers to the limit of
// 50 ms. STET_BENCH_STORIES says how many stories; the limit is meant for 100,000.
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { migrate, serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import { TimingClient } from './client';
import type { BenchRow } from './row';
import { startServiceProcess } from './servers';

const stories = Number(process.env['STET_BENCH_STORIES'] ?? 3_000);
const limit = 50; // milliseconds
const together = 100;
const by = { sub: 'ana', name: 'Ana', role: 'editor' };

export async function benchSearch(url: string, rounds = 20): Promise<BenchRow[]> {
  await migrate(url);
  const texts = new Texts();
  await publishAll(url, texts);
  const service = await startServiceProcess({ databaseUrl: url });
  const client = new TimingClient({});
  const ask = (query: Record<string, string>) =>
    client.send(`${service.url}/v1/main/stories?${new URLSearchParams(query)}`);
  try {
    await indexed(() => ask({ q: texts.word(0) }));
    const rows: BenchRow[] = [{ name: 'stories that are searched', value: stories }];
    for (const sort of ['latest', 'relevance']) {
      const times: number[] = [];
      for (let nth = 0; nth < rounds * 10; nth += 1)
        times.push((await ask({ q: texts.query(nth), sort })).milliseconds);
      const p95 = times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? NaN;
      rows.push({ name: `search, ${sort}, p95 to 50 ms`, value: p95 / limit, atMost: 1 });
      rows.push({ name: '  milliseconds', value: p95 });
    }
    return rows;
  } finally {
    client.close();
    await service.stop();
  }
}

/** Until the words of all stories can be found: answers are refused before. */
async function indexed(ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    const done = await ask().then(
      () => true,
      (error: Error) => (error.message.startsWith('503') ? false : Promise.reject(error)),
    );
    if (done) return;
  }
}

async function publishAll(url: string, texts: Texts): Promise<void> {
  const source = await serviceDataSource(url).initialize();
  const store = new EventStore(source);
  const actor = await store.actorId('main', 'ana');
  for (let from = 0; from < stories; from += together) {
    const some = Array.from({ length: Math.min(together, stories - from) }, (_, nth) => from + nth);
    await Promise.all(some.map((nth) => publish(store, actor, texts.story(nth))));
  }
  await source.destroy();
}

async function publish(store: EventStore, actor: string, story: ReturnType<Texts['story']>): Promise<void> {
  const { id, slug, publishedAt, headline, language, category, tags } = story;
  const payload = { by, version: 1, slug, publishedAt, headline, language, category, tags, served: {} };
  const events = [{ type: 'article-published', schema: 1, payload }];
  const served = [{ mediaType: 'application/json', bytes: Buffer.from(JSON.stringify(story)) }];
  const command = { newsroom: 'main', id: uuidv7(), requestMac: randomBytes(32), streamId: id, expectedRevision: 0 };
  await store.append({ ...command, actor, events, served });
}

/** Texts of 300 to 700 words, the nth of which occurs in inverse proportion to n, as in languages; the same in every run. */
class Texts {
  private state = 1;
  private readonly sums: number[] = [];

  constructor(private readonly vocabulary = 30_000) {
    for (let nth = 0; nth < vocabulary; nth += 1) this.sums.push((this.sums.at(-1) ?? 0) + 1 / (nth + 2.7));
  }

  word = (nth: number): string => `w${((nth * 7919) % this.vocabulary).toString(36)}${'aeiou'[nth % 5]}n`;

  /** Frequent words, rare ones, two of them, a phrase, one of two, and one without the other. */
  query(nth: number): string {
    const [one, other] = [this.word(3 * 2 ** (nth % 10)), this.word(1 + ((nth * 13) % 60))];
    return (
      [one, `${one} ${other}`, `"${this.word(0)} ${this.word(1)}"`, `${one} or ${other}`, `${other} -${one}`][
        nth % 5
      ] ?? one
    );
  }

  story(nth: number) {
    const body = this.text(300 + Math.floor(this.random() * 400));
    const publishedAt = new Date(Date.UTC(2020, 0, 1) + nth * 1_800_000).toISOString();
    const headline = this.text(8);
    const listed = { id: uuidv7(), slug: `s-${nth}`, version: 1, headline, standfirst: this.text(20), language: 'en' };
    const beside = { category: ['city', 'sport', 'culture'][nth % 3] ?? null, tags: [`t${nth % 50}`], byline: ['Ana'] };
    const rest = {
      dateline: null,
      sources: [],
      corrections: [],
      publishedAt,
      updatedAt: publishedAt,
      retraction: null,
    };
    return { ...listed, body, html: `<p>${body}</p>\n`, ...beside, ...rest };
  }

  private text = (words: number): string => Array.from({ length: words }, () => this.word(this.rank())).join(' ');

  private rank(): number {
    const wanted = this.random() * (this.sums.at(-1) ?? 0);
    let [from, to] = [0, this.vocabulary - 1];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.sums[middle] ?? 0) < wanted) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** xorshift32 (Marsaglia 2003). */
  private random(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) / 2 ** 32;
  }
}
