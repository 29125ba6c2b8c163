// The vault: who a newsroom's confidential sources are, as ciphertext. No read model and not in the log: what goes from here is
// gone, and no replay brings it back.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Vault1764000002010 implements MigrationInterface {
  name = 'Vault1764000002010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create schema if not exists vault;

create table vault.identities (
  created_at timestamptz not null default now(),
  kept boolean not null default false, -- an event of the article names it
  article_id uuid not null,
  identity_id uuid not null,
  newsroom_id text not null,
  key_id text not null, -- which key of the vault wraps this one's own
  wrapped_key bytea not null,
  sealed bytea not null,
  primary key (newsroom_id, article_id, identity_id)
);

create index identities_not_kept on vault.identities (newsroom_id, created_at) where not kept;
create index identities_by_key on vault.identities (newsroom_id, key_id);

grant usage on schema vault to stet_app;
grant select, insert, update, delete on vault.identities to stet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table vault.identities');
  }
}
