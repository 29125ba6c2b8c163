// Confidential identities, sealed. A row is written before the event that names it, so that nothing acknowledged can be lost;
// rows that no event came to name go again. What is not sealed never leaves this process's memory.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { forNewsroom, type Connection } from '../newsroom-rows';
import { openIdentity, sealIdentity, type IdentityPlace, type SealedIdentity } from './sealed-identity';
import { VaultKeys } from './vault-keys';

/** Sealed, for its place. */
export type Kept = IdentityPlace & SealedIdentity;

interface IdentityRow {
  readonly key_id: string;
  readonly wrapped_key: Buffer;
  readonly sealed: Buffer;
}

@Injectable()
export class Identities {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: VaultKeys,
  ) {}

  seal(identity: string, place: IdentityPlace): Kept {
    return { ...place, ...sealIdentity(identity, place, this.keys.present()) };
  }

  /** To be called before the event that names them: until it is known to be there they are not kept for good. */
  put(identities: readonly Kept[]): Promise<void> {
    return this.write(identities, false);
  }

  /** An event names them. Writes those again that were swept away while their server was frozen. */
  keep(identities: readonly Kept[]): Promise<void> {
    return this.write(identities, true);
  }

  /** No event names them: they go, but for those that another request has kept. */
  async letGo(identities: readonly Kept[]): Promise<void> {
    const text = `
      delete from vault.identities
       where newsroom_id = $1
         and article_id = $2
         and identity_id = $3
         and not kept`;
    for (const { newsroom, article, id } of identities) await this.of(newsroom).query(text, [newsroom, article, id]);
  }

  /** Undefined where it is not there (any more). Throws where the vault's keys do not open it. */
  async open(place: IdentityPlace): Promise<string | undefined> {
    const text = `
      select key_id, wrapped_key, sealed
        from vault.identities
       where newsroom_id = $1
         and article_id = $2
         and identity_id = $3`;
    const { rows } = await this.of(place.newsroom).query<IdentityRow>(text, [place.newsroom, place.article, place.id]);
    return rows[0] && this.opened(rows[0], place);
  }

  private opened({ key_id: keyId, wrapped_key: wrappedKey, sealed }: IdentityRow, place: IdentityPlace): string {
    const key = this.keys.byId(keyId);
    if (!key)
      throw new Error(`The key ${keyId} of the vault, which an identity was sealed by, is not in the key folder.`);
    return openIdentity({ keyId, wrappedKey, sealed }, place, key);
  }

  private async write(identities: readonly Kept[], kept: boolean): Promise<void> {
    const text = `
      insert into vault.identities (newsroom_id, article_id, identity_id, key_id, wrapped_key, sealed, kept)
      select i.newsroom, i.article, i.id, i.key_id, i.wrapped_key, i.sealed, $7
        from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::bytea[], $6::bytea[])
             as i (newsroom, article, id, key_id, wrapped_key, sealed)
          on conflict (newsroom_id, article_id, identity_id) do update
         set kept = vault.identities.kept or excluded.kept`;
    const [first] = identities;
    if (!first) return;
    const columns = (['newsroom', 'article', 'id', 'keyId', 'wrappedKey', 'sealed'] as const).map((name) =>
      identities.map((one) => one[name]),
    );
    await this.of(first.newsroom).query(text, [...columns, kept]); // which refuses what is another's
  }

  private of(newsroom: string): Connection {
    return forNewsroom(this.dataSource, newsroom).connection;
  }
}
