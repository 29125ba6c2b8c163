// The lines that each leaf is the hash of, as docs/ledger.md tells, of a whole tile at once.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rowsOf } from '../event-store/log-reader';
import { forNewsroom } from '../newsroom-rows';
import { StoredTree } from './stored-tree';
import type { HashRun } from './tiles';

@Injectable()
export class LedgerEntries {
  constructor(private readonly source: DataSource) {}

  /** Undefined where the run reaches beyond what is signed. */
  async bundle(newsroom: string, { index, width }: HashRun): Promise<Buffer | undefined> {
    const { connection } = forNewsroom(this.source, newsroom);
    const head = await new StoredTree(connection, newsroom).head();
    if (index + width > (head?.size ?? 0)) return undefined;
    const text = `
      select concat_ws(E'\\n', 'stet-leaf/v1', newsroom_id, position, stream_id, revision, type, schema, actor,
                       (extract(epoch from recorded_at) * 1000000)::bigint,
                       encode(log.commitment(salt, payload, parts), 'hex'), '')
        from log.events
       where newsroom_id = $1
         and position > $2
         and position <= $3
       order by position`;
    const values = [newsroom, index, index + width];
    const rows = await rowsOf(connection, { name: 'ledger entries', text, values });
    return Buffer.concat(rows.flatMap(([lines]) => withLength(Buffer.from(lines ?? ''))));
  }
}

function withLength(entry: Buffer): Buffer[] {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(entry.length);
  return [length, entry];
}
