-- Every statement ends with a semicolon at the end of a line; nothing newer than PostgreSQL 15.
-- Instants that come from outside are the app's time; those with a default are the database's.

create table person (
  tenant_id text not null,
  id text not null,
  display_name text not null,
  first_name text not null,
  preferred_language text,
  language text not null,
  is_guest boolean not null,
  is_enabled boolean not null,
  saved_at timestamptz not null,
  primary key (tenant_id, id)
);

create table chat (
  tenant_id text not null,
  person_id text not null,
  conversation_id text not null,
  service_url text not null,
  installed_at timestamptz not null,
  learned_at timestamptz not null,
  removed_at timestamptz,
  unreachable_why text,
  next_send_at timestamptz,
  primary key (tenant_id, person_id)
);

create table journey (
  tenant_id text not null,
  id text not null,
  person_id text not null,
  step jsonb not null,
  offered jsonb not null,
  invited_at timestamptz not null,
  started_at timestamptz,
  watched_since timestamptz,
  next_look_at timestamptz,
  looking_until timestamptz,
  sending integer not null,
  version integer not null,
  primary key (tenant_id, id),
  unique (tenant_id, person_id),
  check ((watched_since is null) = (next_look_at is null))
);

create index journey_look on journey (tenant_id, next_look_at) where next_look_at is not null;

create table passkey (
  tenant_id text not null,
  person_id text not null,
  id text not null,
  name text not null,
  created_at timestamptz not null,
  aaguid text,
  model text,
  type text not null check (type in ('device-bound', 'synced', 'unknown')),
  attestation text not null check (attestation in ('attested', 'not-attested', 'unknown')),
  seen_at timestamptz not null,
  primary key (tenant_id, person_id, id)
);

-- The outbox: one row per person and message. (owner, attempt, claimed_revision) is the fence of an attempt.
create table message (
  tenant_id text not null,
  key text not null,
  id bigint generated always as identity,
  person_id text not null,
  class text not null,
  urgency smallint not null,
  card jsonb not null,
  card_hash text not null,
  revision integer not null,
  state text not null check (state in ('waiting', 'sending', 'delivered', 'unconfirmed', 'unreachable', 'failed', 'cancelled')),
  attempt integer not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  owner text,
  lease_until timestamptz,
  claimed_revision integer,
  activity_id text,
  why text,
  created_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, key),
  check ((state = 'sending') = (owner is not null and lease_until is not null))
);

create index message_waiting on message (tenant_id, urgency, id) where state = 'waiting';

create index message_sending on message (tenant_id, lease_until) where state = 'sending';

create index message_person on message (tenant_id, person_id, state);

create table inbound (
  tenant_id text not null,
  key text not null,
  claimed_at timestamptz not null default clock_timestamp(),
  answer jsonb,
  primary key (tenant_id, key)
);

create index inbound_age on inbound (tenant_id, claimed_at);

create table allowance (
  tenant_id text not null,
  bucket text not null,
  tokens double precision not null,
  changed_at timestamptz not null default clock_timestamp(),
  pause_until timestamptz,
  primary key (tenant_id, bucket)
);

-- Written and read back to see whether the database still answers.
create table probe (
  tenant_id text not null primary key,
  written_at timestamptz not null default clock_timestamp()
);
