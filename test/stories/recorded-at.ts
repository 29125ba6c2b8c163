// Other times for what a test has just written: seconds and years of a story's life pass at once. The log refuses it to
// everybody; the owner of a test database takes its guards off for that, and history rows follow.
import { Client } from 'pg';
import type { TestDatabase } from '../setup/database';

/** By position in the newsroom `main`: the RFC 3339 time at which the event is to have been recorded. */
export async function recordAt({ url }: Pick<TestDatabase, 'url'>, times: ReadonlyMap<number, string>): Promise<void> {
  const owner = new Client(url);
  await owner.connect();
  try {
    await owner.query('alter table log.events disable trigger keep_rows');
    const written = JSON.stringify([...times].map(([position, at]) => ({ position, at })));
    for (const [table, column] of [
      ['log.events', 'recorded_at'],
      ['read.story_states', 'public_from'],
    ]) {
      await owner.query(
        `
update ${table} t
   set ${column} = n.at
  from json_to_recordset($1::json) as n (position bigint, at timestamptz)
 where t.newsroom_id = 'main'
   and t.position = n.position`,
        [written],
      );
    }
    await owner.query('alter table log.events enable always trigger keep_rows');
  } finally {
    await owner.end();
  }
}
