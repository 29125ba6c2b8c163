// Which newsrooms there are: those that the database lists, and those that only have events.
import { rowsOf } from '../event-store/log-reader';
import type { Connection } from '../newsroom-rows';

export async function newsroomNames(connection: Connection): Promise<string[]> {
  const text = `
    with recursive named as (
      select min(newsroom_id) as newsroom_id
        from log.events
       union all
      select (select min(e.newsroom_id) from log.events e where e.newsroom_id > n.newsroom_id)
        from named n
       where n.newsroom_id is not null
    )
    select newsroom_id from named where newsroom_id is not null
     union
    select newsroom_id from log.newsrooms
     order by 1`;
  const rows = await rowsOf(connection, { name: 'audit newsrooms', text, values: [] });
  return rows.map(([newsroom]) => newsroom ?? '');
}
