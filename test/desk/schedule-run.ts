// Schedules at a steady pace on two servers of one database, one of which is killed in the middle: what became of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { startBuiltService } from '../setup/built-service';
import { Client } from '../setup/service';
import { endings, lateness, soon, type LoggedEvent } from './awaited';

export interface ScheduleRun {
  /** Schedules that were made. */
  readonly made: number;
  /** Of them, those with exactly one `article-published` and nothing else. */
  readonly publishedOnce: number;
  /** Milliseconds behind its time, of each, by the time in the log. */
  readonly late: readonly number[];
  /** Publications that were in the log when the server was killed. */
  readonly beforeKill: number;
}

/** `every`: milliseconds between two times. Rejects when what is due last is five seconds late. */
export async function runSchedules(databaseUrl: string, count: number, every: number): Promise<ScheduleRun> {
  const folder = mkdtempSync(join(tmpdir(), 'stet-schedules-'));
  const env = { STET_DATA: folder, DATABASE_URL: databaseUrl };
  const staying = await startBuiltService(env);
  const dying = await startBuiltService(env);
  try {
    const key = readOrMakeSigningKey(folder);
    const token = await signToken(key, { sub: 'ana', name: 'Ana', newsrooms: { main: ['editor'] } }, 3600);
    const clients = [new Client(staying.url, token), new Client(dying.url, token)] as const;
    const times = await makeSchedules(clients, count, every);
    const log = new PublicationLog(clients[0], times);
    await log.until(count / 2);
    process.kill(dying.pid, 'SIGKILL');
    const beforeKill = log.events.length;
    await log.until(count);
    return { made: times.size, beforeKill, ...outcome(log.events, times) };
  } finally {
    await Promise.all([staying.end(), dying.end()]);
    rmSync(folder, { recursive: true });
  }
}

/** The time of each article, by its id. */
async function makeSchedules(clients: readonly Client[], count: number, every: number): Promise<Map<string, string>> {
  const clientOf = (nth: number): Client => clients[nth % clients.length] as Client;
  const drafts = Array.from({ length: count }, async (_, nth) => {
    const members = { headline: `Tide ${nth}`, body: `Report ${nth} from the quay.\n` };
    return (await clientOf(nth).post('/articles', members)).json.id as string;
  });
  const ids = await Promise.all(drafts);
  const first = Date.parse(soon(2_000 + 20 * count));
  const times = new Map(ids.map((id, nth) => [id, new Date(first + nth * every).toISOString()]));
  const made = ids.map(async (id, nth) => {
    const { status, json } = await clientOf(nth).post(`/articles/${id}/schedule`, {
      baseRevision: 1,
      at: times.get(id),
    });
    if (status !== 200) throw new Error(JSON.stringify(json));
  });
  await Promise.all(made);
  return times;
}

/** What the log tells of the ends of schedules. */
class PublicationLog {
  readonly events: LoggedEvent[] = [];
  private position = 0;
  private readonly deadline: number;

  constructor(
    private readonly client: Client,
    private readonly times: ReadonlyMap<string, string>,
  ) {
    this.deadline = Math.max(...[...times.values()].map((at) => Date.parse(at))) + 5_000;
  }

  async until(count: number): Promise<void> {
    while (this.events.length < count) {
      if (Date.now() > this.deadline) throw new Error(`Only ${this.events.length} schedules were carried out.`);
      // The service answers when there is more, or says after five seconds that there is not.
      const headers = { 'stet-min-position': String(this.position + 1) };
      const { status, json } = await this.client.get(`/events?after=${this.position}&limit=200`, { headers });
      if (status !== 200) continue;
      const events = json.items as readonly LoggedEvent[];
      this.position = events.at(-1)?.position ?? this.position;
      this.events.push(...events.filter(({ type, subject }) => endings.includes(type) && this.times.has(subject)));
    }
  }
}

function outcome(events: readonly LoggedEvent[], times: ReadonlyMap<string, string>) {
  const ends = new Map([...times.keys()].map((id) => [id, events.filter(({ subject }) => subject === id)]));
  const once = [...ends.values()].filter((list) => list.length === 1 && list[0]?.type === 'article-published');
  const late = events.map((event) => lateness(times.get(event.subject) ?? '', event));
  return { publishedOnce: once.length, late };
}
