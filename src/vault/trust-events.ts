// The events that say what is withheld or erased, newest last. They have an index of their own, so that looking costs next
// to nothing where there are none.
import { rowsOf } from '../event-store/log-reader';
import type { Connection } from '../newsroom-rows';
import { eventColumns, toStoredEvent } from '../event-store/rows';
import type { StoredEvent } from '../event-store/stored-event';

/** A newsroom's, behind that position. */
export async function readTrustEvents(connection: Connection, newsroom: string, after: number): Promise<StoredEvent[]> {
  // Types as literals: the partial index is taken only where the planner can see that they are its own.
  const text = `
    select ${eventColumns}
      from log.events
     where newsroom_id = $1
       and position > $2
       and type in ('article-withheld', 'withholding-released', 'payload-erased')
     order by position`;
  const rows = await rowsOf(connection, { name: 'trust events', text, values: [newsroom, after] });
  return rows.map((row) => toStoredEvent(newsroom, row));
}
