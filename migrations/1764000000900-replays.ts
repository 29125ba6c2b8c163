// Replays: who had read models built again, and what they differed in. Neither log nor read model: they cannot be made again,
// and nothing rests on them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Replays1764000000900 implements MigrationInterface {
  name = 'Replays1764000000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create schema ops;

create table ops.replays (
  requested_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  seen_at timestamptz, -- the last sign of life of the process that carries it out
  events bigint not null default 0,
  events_total bigint not null default 0,
  rows bigint not null default 0,
  drift_total bigint not null default 0,
  replay_id uuid not null,
  command_id uuid not null,
  runner uuid, -- the process that carries it out
  swap boolean not null,
  newsroom_id text not null,
  status text not null,
  projection text, -- null: all
  projections text[] not null,
  actor text not null, -- the sub of the token
  actor_name text not null,
  actor_role text not null,
  failure text,
  request_mac bytea,
  replaced json not null default '[]',
  drift json not null default '[]',
  primary key (newsroom_id, replay_id),
  unique (newsroom_id, command_id),
  constraint known_status check (status in ('waiting', 'running', 'done', 'failed'))
);

create index replays_open on ops.replays (requested_at) where status in ('waiting', 'running');

grant usage on schema ops to stet_app;
grant select, insert, update, delete on ops.replays to stet_app`);
    // What everybody has unless it was taken away: a replay is built in temporary tables.
    await runner.query(`
do $$
begin
  execute format('grant temporary on database %I to stet_app', current_database());
end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema ops cascade');
  }
}
