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

/** All events of the article, or of the newsroom. */
export async function logged(client: Client, article?: string): Promise<readonly LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for (let page: readonly LoggedEvent[] | undefined; page === undefined || page.length > 0; events.push(...page)) {
    const after = events.at(-1)?.position ?? 0;
    const { json } = await client.get(`/events?after=${after}&limit=200${article ? `&article=${article}` : ''}`);
    page = json.items as readonly LoggedEvent[];
  }
  return events;
}

/** The article's event of one of these types behind that revision. Rejects when there is none within `timeout` milliseconds. */
export async function awaited(
  client: Client,
  article: string,
  behind: number,
  { types = endings, timeout = 10_000 } = {},
): Promise<LoggedEvent> {
  const deadline = performance.now() + timeout;
  while (performance.now() < deadline) {
    const events = await logged(client, article);
    const found = events.find(({ revision, type }) => revision > behind && types.includes(type));
    if (found) return found;
  }
  throw new Error(`${article} has none of ${types.join(', ')} behind revision ${behind}.`);
}

/** Milliseconds between the time that was asked for and the event. */
export const lateness = (at: string, { time }: LoggedEvent): number => Date.parse(time) - Date.parse(at);

/** A time so many milliseconds from now. */
export const soon = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();
