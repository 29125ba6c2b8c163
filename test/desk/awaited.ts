// Waiting for what the service does by itself: for events of its log, which is asked until they are there.
import type { Client } from '../setup/service';

export interface LoggedEvent {
  readonly position: number;
  readonly revision: number;
  readonly subject: string;
  readonly type: string;
  /** RFC 3339, when it was recorded. */
  readonly time: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into whatever came
  readonly data: any;
}

/** What ends a schedule at its time. */
export const endings = ['article-published', 'article-updated', 'article-corrected', 'publication-missed'];

/** What was read before need not be read again: a log only grows. */
const known = new WeakMap<Client, LoggedEvent[]>();

/** All events of the article, or of the newsroom. */
export async function logged(client: Client, article?: string): Promise<readonly LoggedEvent[]> {
  while ((await read(client)) > 0);
  return eventsOf(client).filter(({ subject }) => article === undefined || subject === article);
}

/** The article's event of one of these types behind that revision. Rejects when there is none within `timeout` milliseconds. */
export async function awaited(
  client: Client,
  article: string,
  behind: number,
  { types = endings, timeout = 20_000 } = {},
): Promise<LoggedEvent> {
  const deadline = performance.now() + timeout;
  while (performance.now() < deadline) {
    const events = eventsOf(client).filter(({ subject }) => subject === article);
    const found = events.find(({ revision, type }) => revision > behind && types.includes(type));
    if (found) return found;
    // The service answers when there is more, or says after five seconds that there is not.
    await read(client, { 'stet-min-position': String(eventsOf(client).length + 1) });
  }
  throw new Error(`${article} has none of ${types.join(', ')} behind revision ${behind}.`);
}

/** How many events were new. */
async function read(client: Client, headers: Record<string, string> = {}): Promise<number> {
  const events = eventsOf(client);
  const { status, json } = await client.get(`/events?after=${events.length}&limit=200`, { headers });
  const page = status === 200 ? (json.items as readonly LoggedEvent[]) : [];
  events.push(...page.filter(({ position }) => position > events.length));
  return page.length;
}

/** As far as they were read; those of a newsroom stand at their positions. */
function eventsOf(client: Client): LoggedEvent[] {
  const events = known.get(client) ?? [];
  known.set(client, events);
  return events;
}

/** Milliseconds between the time that was asked for and the event. */
export const lateness = (at: string, { time }: LoggedEvent): number => Date.parse(time) - Date.parse(at);

/** A time so many milliseconds from now. */
export const soon = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();
