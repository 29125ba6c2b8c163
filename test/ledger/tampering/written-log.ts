// A newsroom's log as the service writes it, small, and another with every seed: articles that are drafted, edited, cited and
// published between each other, and settings that change.
import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { serviceDataSource } from '../../../src/data-source';
import { EventStore } from '../../../src/event-store/event-store';
import type { NewEvent, Payload, Rendition } from '../../../src/event-store/stored-event';

export type Chance = () => number;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const below = (chance: Chance, limit: number): number => Math.floor(chance() * limit);
export const oneOf = <T>(chance: Chance, list: readonly T[]): T => list[below(chance, list.length)] as T;

const people = ['ana', 'kim', 'sam'];
const words = 'boats waited thirteen months at noon the lock opened again and nobody came é 錠'.split(' ');
const mediaTypes = ['application/json', 'text/html', 'text/markdown'];

interface Written {
  readonly stream: string;
  revision: number;
  version: number;
}

/** Appends about that many events to newsroom `main`. */
export async function writeLog(url: string, seed: number, events: number): Promise<void> {
  const chance = chanceOf(seed);
  const source = await serviceDataSource(url, { newsroom: 'main', maxConnections: 2 }).initialize();
  const store = new EventStore(source);
  const articles = Array.from({ length: 2 + below(chance, 4) }, () => ({ stream: uuidv7(), revision: 0, version: 0 }));
  for (let count = 0; count < events; count += 1) {
    const article = articles[count] ?? oneOf(chance, articles);
    const sub = oneOf(chance, people);
    const { event, served } = nextOf(article, chance, sub);
    const actor = await store.actorId('main', sub);
    await store.append({ newsroom: 'main', id: uuidv7(), streamId: article.stream, expectedRevision: article.revision, actor, events: [event], served }); // prettier-ignore
    article.revision += 1;
  }
  await source.destroy();
}

function nextOf(article: Written, chance: Chance, sub: string): { event: NewEvent; served?: Rendition[] } {
  const by = { sub, name: `${sub.toUpperCase()} of the quay`, role: 'editor' };
  const text = Array.from({ length: 3 + below(chance, 12) }, () => oneOf(chance, words)).join(' ');
  const event = (type: string, payload: Payload): NewEvent => ({ type, schema: 1, payload: { by, ...payload } });
  if (article.revision === 0)
    return { event: event('article-drafted', { headline: text, language: 'en', b1: `${text}.\n` }) };
  if (chance() < 0.6) return { event: event('article-edited', { note: oneOf(chance, words), b1: `${text}!\n` }) };
  article.version += 1;
  const served = mediaTypes.map((mediaType) => ({ mediaType, bytes: Buffer.from(`${mediaType} ${text}`) }));
  const hash = ({ bytes }: Rendition): string => createHash('sha256').update(bytes).digest('hex');
  const hashes = Object.fromEntries(served.map((one) => [one.mediaType, hash(one)]));
  const type = article.version === 1 ? 'article-published' : 'article-updated';
  const publishing = {
    version: article.version,
    slug: 'lock',
    publishedAt: '2026-11-26T12:00:00.000Z',
    headline: text,
  };
  return { event: event(type, { ...publishing, served: hashes }), served };
}
