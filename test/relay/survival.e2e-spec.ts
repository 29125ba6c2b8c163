// Many events to a receiver that fails one answer in five, while it and the server are killed: everything is received, each
// article's events in order, each signed. STET_TEST_WEBHOOK_EVENTS (10000 for the whole number) says how many; 1,000 unless told.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { startBuiltService, type BuiltService } from '../setup/built-service';
import { createDatabase, type TestDatabase } from '../setup/database';
import { Client } from '../setup/service';
import { quick, webhookTo } from './given';
import { Receiver, type Answering } from './receiver';

const events = Number(process.env['STET_TEST_WEBHOOK_EVENTS'] || 1_000);
const articles = 40;
const actor = '5c0ffee0-0000-4000-8000-000000000001';

let database: TestDatabase;
let source: DataSource;
let receiver: Receiver;
const folder = mkdtempSync(join(tmpdir(), 'stet-webhooks-'));

beforeAll(async () => {
  database = await createDatabase();
  source = await serviceDataSource(database.url, { newsroom: 'main' }).initialize();
  receiver = await Receiver.start(unreliable);
});
afterAll(async () => {
  await receiver.close();
  await source.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** By article, the last revision that was received, and positions that came although the one before had not. */
const heads = new Map<string, number>();
const early: number[] = [];
const seen = new Set<number>();
let asked = 0;

/** Every fifth answer: refused, broken off before anything is done, or lost after all is done. */
const unreliable: Answering = (received, answer) => {
  const { subject, position, revision } = received.event;
  if (revision > (heads.get(subject) ?? 0) + 1) early.push(position);
  asked += 1;
  const kind = asked % 15;
  if (kind === 5) return void answer.writeHead(500).end();
  if (kind === 10) return void answer.destroy();
  heads.set(subject, Math.max(revision, heads.get(subject) ?? 0));
  seen.add(position);
  if (kind === 0) return void answer.destroy();
  answer.writeHead(200).end();
};

async function append(store: EventStore): Promise<void> {
  const ids = Array.from({ length: articles }, () => uuidv7());
  for (let revision = 0; revision < events / articles; revision += 1) {
    const commands = ids.map((streamId) => {
      const payload = { by: { sub: 'ana', name: 'Ana', role: 'editor' }, note: `Revision ${revision}` };
      const written = [{ type: 'article-edited', schema: 1, payload }];
      return store.append({
        newsroom: 'main',
        id: uuidv7(),
        streamId,
        expectedRevision: revision,
        actor,
        events: written,
      });
    });
    await Promise.all(commands);
  }
}

const start = (): Promise<BuiltService> =>
  startBuiltService({ ...quick, STET_WEBHOOK_TIMEOUT: '1', STET_DATA: folder, DATABASE_URL: database.url });

it(`${events} events are received, in order for each article, through failures and kills of receiver and server`, async () => {
  let stet = await start();
  const store = new EventStore(source);
  const claims = { sub: 'ida', name: 'Ida', newsrooms: { main: ['admin' as const] } };
  const token = await signToken(readOrMakeSigningKey(folder), claims, 3_600);
  await webhookTo(new Client(stet.url, token), receiver, { types: ['article-edited'] });
  const appending = append(store);
  for (const share of [1, 2, 3, 4]) {
    await receiver.until(() => seen.size >= (events * share) / 5);
    if (share % 2 === 1) {
      await receiver.restart();
    } else {
      process.kill(stet.pid, 'SIGKILL');
      await stet.ended;
      stet = await start();
    }
  }
  await appending;
  const log = await wholeLog(store);
  await receiver.until(() => seen.size >= log.length);
  expect(log.length).toBe(events);
  expect(log.filter((position) => !seen.has(position))).toEqual([]);
  expect(early).toEqual([]);
  expect(receiver.unsigned).toEqual([]);
  await stet.end();
}, 600_000);

async function wholeLog(store: EventStore): Promise<number[]> {
  const found: number[] = [];
  for (let after = 0; ;) {
    const page = await store.readLog('main', { after, limit: 1_000, type: 'article-edited' });
    if (page.length === 0) return found;
    found.push(...page.map(({ position }) => position));
    after = page.at(-1)?.position ?? after;
  }
}
