-- Extensions and the two tables that belong to no module: remembered answers and the transactional outbox.
create extension if not exists btree_gist;
create extension if not exists ltree;
create extension if not exists pg_trgm;

-- The answer to a write, remembered so that the same Idempotency-Key gives the same answer. Written in the
-- write's own transaction: an answer is remembered exactly when its effect was committed.
create table idempotency_key (
  owner text not null,
  key text not null check (length(key) between 8 and 128),
  request_hash bytea not null,
  response jsonb,
  created_at timestamptz not null,
  primary key (owner, key)
);
create index idempotency_key_age on idempotency_key (created_at);

-- One row per event and subscriber, written in the transaction that caused the event.
create table outbox (
  id uuid primary key,
  subscriber text not null,
  topic text not null,
  payload jsonb not null,
  not_before timestamptz not null,
  attempts smallint not null default 0,
  last_error text,
  created_at timestamptz not null
);
create index outbox_due on outbox (not_before, id);
