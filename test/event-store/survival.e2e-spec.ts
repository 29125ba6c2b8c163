// The service as npm start runs it, on its embedded PostgreSQL, under writers and a reader that never let go, while the
// server or its database is killed again and again: STET_TEST_KILLS times (30 for long runs), 5 unless told.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Role } from '../../src/identity/actor';
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { startBuiltService, type BuiltService } from '../setup/built-service';
import { Client, type Answer } from '../setup/service';

const rounds = Number(process.env['STET_TEST_KILLS'] || 5);
const writers = 16;
const acknowledgedARound = 60;
/** Milliseconds: half of what a server that is asked to end may take to finish what it accepted. */
const soon = 5_000;
const victims = ['server', 'database', 'both'] as const;

interface Run {
  readonly service: BuiltService;
  readonly ana: Client;
  readonly aud: Client;
  /** From just before the kill on. */
  killed: boolean;
  readonly gone: Promise<void>;
  readonly isGone: () => void;
}

interface Write {
  readonly key: string;
  readonly article: string;
  readonly revision: number;
  readonly body: string;
}

interface LogEvent {
  readonly position: number;
  readonly revision: number;
  readonly subject: string;
  readonly hash: string;
  readonly data: { readonly note?: string };
}

const folder = mkdtempSync(join(tmpdir(), 'stet-survival-'));
const acknowledged: Write[] = [];
const refused: string[] = [];
const statuses = new Set<number>();
const seen: LogEvent[] = [];
let running: Promise<Run>;
let onAcknowledged = () => undefined as void;
/** Writers begin nothing new. */
let ending = false;
/** Nobody writes any more. */
let written = false;

afterAll(async () => {
  const { service } = await running;
  process.kill(service.pid, 'SIGKILL');
  await service.end();
  rmSync(folder, { recursive: true, force: true });
});

it(
  `loses nothing acknowledged, doubles nothing and leaves no gap through ${rounds} rounds of kill -9 under ${writers} writers`,
  async () => {
    running = start();
    const shared = [await draft('shared-a'), await draft('shared-b'), await draft('shared-c')];
    const writing = Array.from({ length: writers }, (_, nth) => write(nth, shared));
    const reading = read();
    reading.catch(() => undefined); // told below, once the writers are done
    for (let round = 0; round < rounds; round += 1) await killAfterWrites(victims[round % victims.length] ?? 'server');
    ending = true;
    await Promise.all(writing);
    written = true;
    await reading;

    expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 201, 412]));
    expect([...statuses].filter((status) => ![200, 201, 412, 503].includes(status))).toEqual([]);
    await expectLog();
    await expectContents();
    await expectReplay();
  },
  180_000 + rounds * 12_000,
);

/** Every position once and in order; what a reader saw stands; every acknowledged key once, every refused one never. */
async function expectLog(): Promise<void> {
  const log = await wholeLog();
  expect(log.map(({ position }) => position)).toEqual(log.map((_, at) => at + 1));
  expect(seen).toEqual(log);
  const keys = log.map(({ data }) => data.note);
  expect([...keys].sort()).toEqual(acknowledged.map(({ key }) => key).sort());
  expect(new Set(keys).size).toBe(keys.length);
  expect(refused.filter((key) => keys.includes(key))).toEqual([]);
  const places = new Map(log.map(({ data, subject, revision }) => [data.note, `${subject} ${revision}`]));
  for (const { key, article, revision } of acknowledged) expect(places.get(key)).toBe(`${article} ${revision}`);
}

async function expectContents(): Promise<void> {
  const { aud } = await running;
  for (const { article, revision, body } of acknowledged) {
    const headers = { accept: 'text/markdown' };
    expect((await aud.get(`/articles/${article}/revisions/${revision}`, { headers })).text).toBe(body);
  }
}

async function expectReplay(): Promise<void> {
  const program = resolve(__dirname, '../../src/launch/run.mjs');
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, STET_DATA: folder };
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'launch/replay'], { env });
  expect(stdout).toMatch(/^main: \d+ events, \d+ rows compared, equal\n$/);
}

async function start(): Promise<Run> {
  const service = await startBuiltService({ STET_DATA: folder });
  const as = async (sub: string, role: Role) => {
    const claims = { sub, name: sub, newsrooms: { main: [role] } };
    return new Client(service.url, await signToken(readOrMakeSigningKey(folder), claims, 3600));
  };
  let isGone = () => undefined as void;
  const gone = new Promise<void>((settle) => (isGone = settle));
  return { service, ana: await as('ana', 'editor'), aud: await as('aud', 'auditor'), killed: false, gone, isGone };
}

async function killAfterWrites(victim: (typeof victims)[number]): Promise<void> {
  const run = await running;
  const enough = acknowledged.length + acknowledgedARound;
  await new Promise<void>((settle) => {
    onAcknowledged = () => {
      if (acknowledged.length >= enough) settle();
    };
  });
  run.killed = true;
  const postmaster = Number.parseInt(readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
  if (victim !== 'server') process.kill(postmaster, 'SIGKILL');
  if (victim !== 'database') process.kill(run.service.pid, 'SIGKILL');
  // Without its database the server ends by itself, and soon: nobody here waits for its answers.
  const killedAt = performance.now();
  await run.service.ended;
  expect(performance.now() - killedAt).toBeLessThan(soon);
  running = start();
  run.isGone();
}

/** The answer, however often it has to be asked for; who is not answered, or with 503, sends the same again. */
async function answered(send: (run: Run) => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const run = await running;
    const answer = await send(run).catch(() => undefined);
    if (answer) statuses.add(answer.status);
    if (answer && answer.status < 500) return answer;
    if (run.killed) await run.gone;
  }
}

async function draft(key: string): Promise<string> {
  const members = { headline: key, body: `${key}\n`, note: key };
  const { json } = await answered(({ ana }) => ana.post('/articles', members, { 'idempotency-key': key }));
  acknowledge({ key, article: json.id, revision: json.revision, body: members.body });
  return json.id;
}

/** By turns on an article of its own and on one that all write; now and then a new one is its own. */
async function write(nth: number, shared: readonly string[]): Promise<void> {
  const heads = new Map<string, number>();
  let own = '';
  for (let turn = 0; !ending; turn += 1) {
    if (turn % 20 === 0) own = await draft(`draft-${nth}-${turn}`);
    const article = turn % 2 === 0 ? own : (shared[(nth + turn) % shared.length] ?? own);
    await edit(article, `edit-${nth}-${turn}`, heads);
  }
}

async function edit(article: string, key: string, heads: Map<string, number>): Promise<void> {
  const head = heads.get(article) ?? 1;
  const body = `${key}\n\n${'The river rose. '.repeat(20)}\n`;
  const headers = { 'idempotency-key': key, 'if-match': `"${head}"` };
  const answer = await answered(({ ana }) => ana.patch(`/articles/${article}`, { body, note: key }, headers));
  heads.set(article, answer.json.revision);
  if (answer.status === 200) acknowledge({ key, article, revision: answer.json.revision, body });
  else refused.push(key);
}

function acknowledge(one: Write): void {
  acknowledged.push(one);
  onAcknowledged();
}

/** Polls without pause, until it has seen everything that the writers left. */
async function read(): Promise<void> {
  for (;;) {
    const last = written;
    const events = await page(seen.length);
    for (const event of events) {
      expect(event.position).toBe(seen.length + 1);
      seen.push(event);
    }
    if (last && events.length === 0) return;
  }
}

async function wholeLog(): Promise<readonly LogEvent[]> {
  const log: LogEvent[] = [];
  for (let events = await page(0); events.length > 0; events = await page(log.length)) log.push(...events);
  return log;
}

async function page(after: number): Promise<readonly LogEvent[]> {
  const { json } = await answered(({ aud }) => aud.get(`/events?after=${after}&limit=200`));
  return json.items;
}
