// An article that goes through everything that evidence has to follow: drafted, cited, edited, published, corrected in the
// live story alone while the working copy differs, scheduled, edited after that, retracted; and others beside it.
import type { Client, TestService } from '../setup/service';
import { betweenPolls } from '../setup/between-polls';

const ok = async (answer: Promise<{ status: number; json: { id: string; revision: number }; text: string }>) => {
  const { status, json, text } = await answer;
  if (status >= 300) throw new Error(text);
  return json;
};

const log = { type: 'webpage', title: 'Log of the lock', URL: 'https://locks.example/1', accessed: { 'date-parts': [[2026, 11, 24]] } }; // prettier-ignore
const body = [
  'Boats waited 14 months. At noon the lock opened [@log; @master][@gauge].\n\n',
  'Code `[@log]` and [@link](https://x.example) are none, [@nobody] is unknown.\n\n',
  '- one\n- two [@gauge]\n',
].join('');

export interface QuayHistory {
  readonly id: string;
  /** Another article's, drafted between. */
  readonly other: string;
  /** Of its retraction, the last event. */
  readonly receipt: string;
}

/** About 25 events, of which some wait for a schedule: two seconds. */
export async function writeQuayHistory(stet: TestService): Promise<QuayHistory> {
  const sam = await stet.as('Sam', 'standards');
  const { id } = await ok(sam.post('/articles', { headline: 'The lock is open', body, tags: ['shipping'], byline: ['Sam Quay'], dateline: { place: 'Utrecht' }, citations: [{ key: 'log' }, { key: 'master', source: { ...log, title: 'The lock master' } }] })); // prettier-ignore
  const post = (path: string, json: object) => ok(sam.post(`/articles/${id}${path}`, json));
  const edit = async (json: object) => ok(sam.patch(`/articles/${id}`, { ...json, baseRevision: await head(sam, id) }));
  const verb = async (name: string, json: object) => post(`/${name}`, { ...json, baseRevision: await head(sam, id) });
  await post('/citations', { key: 'log', source: log });
  const { id: other } = await ok(sam.post('/articles', { headline: 'Elsewhere', body: 'Nothing.\n' }));
  await post('/citations', { key: 'gauge', source: { ...log, title: 'Tide gauge' } });
  await edit({ headline: 'The lock is open again', meta: { desk: 7 } });
  await verb('publish', { waive: [{ code: 'citation-unknown', reason: 'As quoted' }] });
  await edit({ body: body.replace('14 months', '13 months'), standfirst: 'At last' });
  const change = { kind: 'correction', note: 'Two boats.' };
  const waive = [{ code: 'citation-unknown', reason: 'As quoted' }];
  await verb('publish', { change, waive, edit: { body: body.replace('- two', '- two boats') } });
  await verb('publish', { change: { kind: 'update', note: 'More of it.' }, slug: 'lock-open', waive });
  await ok(sam.patch(`/articles/${id}/citations/gauge`, { source: { ...log, title: 'Tide gauge, hourly' } }));
  const at = new Date(Date.now() + 1500).toISOString();
  await verb('schedule', { at, change: { kind: 'refile' }, waive });
  await edit({ body: 'Half written.\n' });
  await published(sam, id, 4);
  await verb('restore', { revision: 9, reason: 'Too short' });
  const retraction = { notice: 'It never opened.', reason: 'Wrong lock', keepText: false };
  const { headers } = await sam.post(`/articles/${id}/retract`, { ...retraction, baseRevision: await head(sam, id) });
  return { id, other, receipt: headers.get('stet-receipt') ?? '' };
}

const head = async (client: Client, id: string): Promise<number> => (await ok(client.get(`/articles/${id}`))).revision;

async function published(client: Client, id: string, version: number): Promise<void> {
  for (;;) {
    const { json } = await client.get(`/articles/${id}`);
    if (json.version === version) return;
    await betweenPolls();
  }
}
