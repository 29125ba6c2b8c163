// After the vault has got a new key: the key of every identity is wrapped by it, while the service runs. No identity is opened.
import type { Pool } from 'pg';
import { rewrap } from './sealed-identity';
import type { VaultKeys } from './vault-keys';

interface WrappedRow {
  readonly article_id: string;
  readonly identity_id: string;
  readonly key_id: string;
  readonly wrapped_key: Buffer;
}

const page = 500;

/** How many were wrapped anew. Throws where a key that wraps one of them is not there. */
export async function rewrapAll(pool: Pool, newsroom: string, keys: VaultKeys): Promise<number> {
  const to = keys.present();
  let done = 0;
  for (;;) {
    const rows = await wrappedByOthers(pool, newsroom, to.id);
    for (const row of rows)
      await rewrapOne(pool, { newsroom, article: row.article_id, id: row.identity_id }, row, keys);
    done += rows.length;
    if (rows.length < page) return done;
  }
}

async function wrappedByOthers(pool: Pool, newsroom: string, present: string): Promise<readonly WrappedRow[]> {
  const text = `
    select article_id, identity_id, key_id, wrapped_key
      from vault.identities
     where newsroom_id = $1
       and key_id <> $2
     limit ${page}`;
  return (await pool.query<WrappedRow>(text, [newsroom, present])).rows;
}

async function rewrapOne(
  pool: Pool,
  place: { newsroom: string; article: string; id: string },
  { key_id: keyId, wrapped_key: wrappedKey }: WrappedRow,
  keys: VaultKeys,
): Promise<void> {
  const [from, to] = [keys.byId(keyId), keys.present()];
  if (!from)
    throw new Error(`The key ${keyId} of the vault, which an identity is wrapped by, is not in the key folder.`);
  const wrapped = rewrap({ keyId, wrappedKey, sealed: Buffer.alloc(0) }, place, { from, to });
  const text = `
    update vault.identities
       set key_id = $4,
           wrapped_key = $5
     where newsroom_id = $1
       and article_id = $2
       and identity_id = $3
       and key_id = $6`;
  await pool.query(text, [place.newsroom, place.article, place.id, to.id, wrapped.wrappedKey, keyId]);
}
