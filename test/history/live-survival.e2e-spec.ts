// The live log of the service as npm start runs it, under listeners who connect again and again while somebody writes and
// the server is killed: LISTENER_ROUNDS times, 3 unless told.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { startBuiltService, type BuiltService } from '../setup/built-service';
import { Client } from '../setup/service';
import { LogListener, type LogEvent } from './events';

const rounds = Number(process.env['LISTENER_ROUNDS'] ?? 3);
const listeners = 200;
/** Every tenth wants but these. */
const oneType = 'article-edited';
const writtenARound = 60;

interface Run {
  readonly service: BuiltService;
  readonly token: string;
  /** From just before its end on. */
  ending: boolean;
  readonly gone: Promise<void>;
  readonly isGone: () => void;
}

const folder = mkdtempSync(join(tmpdir(), 'stet-listeners-'));
const statuses = new Set<number>();
let running: Promise<Run>;
let written = 0;
let onWritten = () => undefined as void;
/** Nothing new is written. */
let ending = false;
/** Nobody listens any more. */
let over = false;

afterAll(async () => {
  const { service } = await running;
  await service.end();
  rmSync(folder, { recursive: true, force: true });
});

it(
  `gives ${listeners} listeners every event once and in order through ${rounds} kills and restarts while somebody writes`,
  async () => {
    await (running = start());
    const all = Array.from({ length: listeners }, () => new LogListener());
    const following = all.map((listener, nth) => follow(listener, queryOf(nth)));
    await Promise.all(all.map((one) => one.until(() => one.connections > 0)));
    const writing = [write(), write()];
    for (let round = 0; round < rounds; round += 1) await restartAfterWrites(round % 3 === 2 ? 'SIGTERM' : 'SIGKILL');
    ending = true;
    await Promise.all(writing);

    const log = await wholeLog();
    const edits = log.filter(({ type }) => type === oneType);
    const wantedBy = (nth: number) => (isFiltered(nth) ? edits : log);
    await Promise.all(all.map((one, nth) => one.until(wantedBy(nth).length)));
    over = true;
    for (const listener of all) listener.close();
    await Promise.all(following);
    expect(log.map(({ position }) => position)).toEqual(log.map((_, at) => at + 1));
    expect(log.length).toBeGreaterThanOrEqual(rounds * writtenARound);
    for (const [nth, { events, connections }] of all.entries()) {
      expect(events.map(({ position }) => position)).toEqual(wantedBy(nth).map(({ position }) => position));
      expect(connections).toBeGreaterThan(rounds);
    }
    expect(all[1]?.events).toEqual(log);
    expect([...statuses].filter((status) => ![200, 503].includes(status))).toEqual([]);
  },
  180_000 + rounds * 12_000,
);

const isFiltered = (nth: number): boolean => nth % 10 === 0;

/** The log is empty when they come: from now is from the beginning, too. */
function queryOf(nth: number): string {
  if (isFiltered(nth)) return `?type=${oneType}`;
  return nth % 2 === 0 ? '' : '?after=0';
}

async function start(): Promise<Run> {
  const service = await startBuiltService({ STET_DATA: folder });
  const claims = { sub: 'ana', name: 'Ana', newsrooms: { main: ['editor' as const] } };
  const token = await signToken(readOrMakeSigningKey(folder), claims, 3600);
  let isGone = () => undefined as void;
  const gone = new Promise<void>((settle) => (isGone = settle));
  return { service, token, ending: false, gone, isGone };
}

async function restartAfterWrites(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const run = await running;
  const enough = written + writtenARound;
  await new Promise<void>((settle) => {
    onWritten = () => {
      if (written >= enough) settle();
    };
  });
  run.ending = true;
  process.kill(run.service.pid, signal);
  await run.service.ended;
  running = start();
  run.isGone();
}

async function follow(listener: LogListener, query: string): Promise<void> {
  while (!over) {
    const run = await running;
    const address = { url: `${run.service.url}/v1/main/events${query}`, token: run.token };
    const connected = await listener.connect(address).catch(() => undefined);
    if (connected) statuses.add(connected.status);
    await connected?.ended;
    if (run.ending) await run.gone;
  }
}

/** A draft and its edits, over and over; what is not answered may have been written all the same. */
async function write(): Promise<void> {
  for (let revision = 0, id = ''; !ending;) {
    const run = await running;
    const ana = new Client(run.service.url, run.token);
    const members = { headline: `Revision ${revision + 1}`, ...(revision > 0 && { baseRevision: revision }) };
    const sent = revision === 0 ? ana.post('/articles', members) : ana.patch(`/articles/${id}`, members);
    const answer = await sent.catch(() => undefined);
    if (answer && answer.status < 300) {
      [id, revision, written] = [answer.json.id, answer.json.revision % 20, written + 1];
      onWritten();
    } else revision = 0;
    if (run.ending) await run.gone;
  }
}

async function wholeLog(): Promise<readonly LogEvent[]> {
  const { service, token } = await running;
  const headers = { accept: 'application/x-ndjson' };
  const { text } = await new Client(service.url, token).get('/events', { headers });
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as LogEvent);
}
