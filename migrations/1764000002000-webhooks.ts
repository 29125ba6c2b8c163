// Webhooks: where events are sent, how far each has come, and what waits because it was not received. What is to be sent is
// read from the log; nothing here is a copy of it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Webhooks1764000002000 implements MigrationInterface {
  name = 'Webhooks1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create schema relay;

create table relay.webhooks (
  created_at timestamptz not null,
  changed_at timestamptz not null,
  position bigint not null, -- every event up to here was received, or waits in its lane
  lease_until timestamptz, -- until then it is the owner's
  retry_at timestamptz, -- until then nothing is sent
  failing_since timestamptz, -- the first failure after the last delivery
  received_at timestamptz, -- the last delivery
  parked_at timestamptz,
  previous_until timestamptz, -- until then the secret before signs too
  failures int not null default 0, -- in a row
  revision int not null default 1, -- of what people decide: who delivers by an older one has to stop
  webhook_id uuid not null,
  owner uuid, -- the process that delivers
  newsroom_id text not null,
  url text not null,
  description text not null,
  parked_because text,
  types text[], -- null: all
  secret bytea not null, -- encrypted under a key outside the database, as is the one before
  previous_secret bytea,
  last_failures json not null default '[]',
  primary key (newsroom_id, webhook_id)
);

create table relay.lanes ( -- of an article whose next event was not received: those behind it wait
  position bigint not null, -- of the event that is next
  last bigint not null, -- of the last one that waits
  failing_since timestamptz not null,
  failed_at timestamptz not null,
  retry_at timestamptz not null,
  failures int not null,
  subject uuid not null, -- the article; the stream where the event is about none
  webhook_id uuid not null,
  given_up boolean not null,
  newsroom_id text not null,
  type text not null, -- of the event that is next
  failure text not null,
  streams uuid[] not null, -- that hold what waits
  primary key (newsroom_id, webhook_id, subject),
  foreign key (newsroom_id, webhook_id) references relay.webhooks on delete cascade
);

create table relay.commands (
  recorded_at timestamptz not null,
  command_id uuid not null,
  newsroom_id text not null,
  request_mac bytea not null,
  answer bytea, -- encrypted: it may hold a secret
  primary key (newsroom_id, command_id)
);

grant usage on schema relay to stet_app;
grant select, insert, update, delete on relay.webhooks, relay.lanes, relay.commands to stet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema relay cascade');
  }
}
