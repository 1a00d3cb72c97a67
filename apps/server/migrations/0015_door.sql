-- Devices that check tickets without network. A device is let in by its token, of which only the hash is kept, and
-- shut out by revoked_at.
create table door_device (
  palace_id uuid not null references palace (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 40),
  token_hash bytea not null,
  provisioned_by uuid not null references person (id),
  provisioned_at timestamptz not null,
  last_seen_at timestamptz,
  -- Entries it had not handed over yet when it was seen last.
  waiting integer not null default 0 check (waiting >= 0),
  revoked_at timestamptz,
  revoked_by uuid references person (id),
  primary key (palace_id, id),
  constraint door_device_token unique (palace_id, token_hash),
  check ((revoked_at is null) = (revoked_by is null))
) with (fillfactor = 70);

-- One-time codes that turn a device into a door; only their hashes. A code is used by writing its device.
create table door_provisioning (
  palace_id uuid not null references palace (id),
  code_hash bytea not null,
  name text not null check (length(name) between 1 and 40),
  created_by uuid not null references person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  device_id uuid,
  primary key (palace_id, code_hash),
  foreign key (palace_id, device_id) references door_device (palace_id, id)
);
create index door_provisioning_expiry on door_provisioning (expires_at);

-- What happened at doors without network, as their devices told it, and what became of it. Append-only: an entry
-- sent twice is one row, and its answer is read from here.
create table door_entry (
  palace_id uuid not null,
  device_id uuid not null,
  nonce uuid not null,
  id uuid not null,
  kind text not null check (kind in ('scan', 'undo', 'visit')),
  -- When it happened, by the device's clock put right; never after received_at.
  at timestamptz not null,
  received_at timestamptz not null,
  -- The ticket's session where the ticket is known, else the one the door was for.
  session_id uuid,
  -- Null when no ticket of the palace was recognised.
  ticket_id uuid,
  -- What the person was told.
  verdict text check (verdict in ('admitted', 'already', 'refused')),
  outcome text not null check (outcome in ('admitted', 'duplicate', 'undone', 'counted', 'noted', 'unplaced')),
  flag text,
  -- The admission that it made or took back; of a duplicate, the admission that was there before.
  check_in_id uuid,
  constraint door_entry_once primary key (palace_id, device_id, nonce),
  foreign key (palace_id, device_id) references door_device (palace_id, id),
  foreign key (palace_id, ticket_id) references ticket (palace_id, id),
  foreign key (palace_id, check_in_id) references check_in (palace_id, id),
  check (outcome not in ('admitted', 'duplicate') or (kind = 'scan' and ticket_id is not null
    and check_in_id is not null))
);
create index door_entry_flagged on door_entry (palace_id, id) where flag is not null;
create index door_entry_admission on door_entry (palace_id, check_in_id) where outcome = 'admitted';
create index door_entry_session on door_entry (palace_id, session_id, received_at) where ticket_id is not null;
create trigger door_entry_append_only before update or delete on door_entry
  for each row execute function refuse_change();
