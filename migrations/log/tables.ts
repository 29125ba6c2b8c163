// Columns stand fixed-width first and wide before narrow: no padding, and the payload, read last, is found last.
export const tables = `
create schema if not exists log;
create schema if not exists read;

create table log.newsrooms (
  newsroom_id text primary key,
  created_at timestamptz not null default now(),
  constraint plain_name check (newsroom_id ~ '^[a-z0-9-]{1,40}$')
);

create table log.events (
  position bigint not null,
  recorded_at timestamptz not null,
  revision int not null,
  schema smallint not null,
  stream_id uuid not null,
  actor uuid not null,
  command_id uuid not null,
  newsroom_id text not null,
  type text not null,
  leaf bytea not null,
  salt bytea,
  payload json,
  primary key (newsroom_id, position) with (fillfactor = 100), -- only ever grows at its end
  unique (newsroom_id, stream_id, revision),
  constraint kebab_case check (type ~ '^[a-z][a-z0-9-]*$'), -- no line break can move a field of the leaf
  constraint payload_with_salt check (
    (payload is null and salt is null)
    or (json_typeof(payload) = 'object' and octet_length(salt) = 32)
  )
);

-- Compressed in the row itself: out of it each payload over 2 KB would take a second table's rows, and reading it a second look.
alter table log.events alter payload set storage main;

create table log.commands (
  recorded_at timestamptz not null,
  position bigint not null,
  revision int not null,
  command_id uuid not null,
  stream_id uuid not null,
  newsroom_id text not null,
  request_mac bytea not null, -- under a key outside the database: a plain hash lets confidential words be guessed
  result json,
  primary key (newsroom_id, command_id)
);

create table log.served (
  position bigint not null,
  stream_id uuid not null,
  newsroom_id text not null,
  media_type text not null,
  sha256 bytea not null,
  bytes bytea not null,
  primary key (newsroom_id, stream_id, position, media_type)
);

create table log.actors (
  actor_id uuid not null default gen_random_uuid(),
  newsroom_id text not null,
  subject text not null,
  primary key (newsroom_id, actor_id),
  unique (newsroom_id, subject)
);

-- Not truth: may be emptied at any time.
create table log.snapshots (
  revision int not null,
  schema int not null,
  stream_id uuid not null,
  newsroom_id text not null,
  state json not null,
  primary key (newsroom_id, stream_id, revision)
);

create table read.checkpoints (
  position bigint not null default 0,
  newsroom_id text not null,
  projection text not null,
  primary key (newsroom_id, projection)
);

insert into log.newsrooms (newsroom_id) values ('main')`;
