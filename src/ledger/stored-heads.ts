// The checkpoints that the database keeps, as an audit takes them: not as rows, but as notes that a key has signed.
import { rowsOf } from '../event-store/log-reader';
import type { Connection } from '../newsroom-rows';
import { toBytes } from '../event-store/rows';
import { keptHead, type KeptHead } from './kept-proofs';
import type { NoteKey } from './note';

export interface StoredHeads {
  readonly heads: readonly KeptHead[];
  readonly flaws: readonly string[];
}

/** Those of sizes in (after, upTo]. */
export async function storedHeads(
  connection: Connection,
  { newsroom, keys }: { readonly newsroom: string; readonly keys: readonly NoteKey[] },
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<StoredHeads> {
  const text = `
    select size, root, note
      from ledger.heads
     where newsroom_id = $1
       and size > $2
       and size <= $3
     order by size`;
  const rows = await rowsOf(connection, { name: 'audit heads', text, values: [newsroom, after, upTo] });
  const heads: KeptHead[] = [];
  const flaws: string[] = [];
  for (const [size, root, note] of rows) {
    const name = `the checkpoint of ${size} events`;
    const head = keptHead(note ?? '', keys, name);
    if (head?.size === Number(size) && head.root.equals(toBytes(root ?? ''))) heads.push(head);
    else flaws.push(`What is stored as ${name} is not signed by a key that is known here, or not of that tree.`);
  }
  return { heads, flaws };
}
