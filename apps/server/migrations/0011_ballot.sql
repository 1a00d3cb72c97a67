-- The rules by which entries are weighed. Versions are never changed: a ballot keeps its version.
create table ballot_rules (
  palace_id uuid not null references palace (id),
  version integer not null check (version >= 1),
  first_timer_slips smallint not null check (first_timer_slips between 0 and 7),
  loss_slips smallint not null check (loss_slips between 0 and 7),
  loss_months smallint not null check (loss_months between 1 and 36),
  max_slips smallint not null check (max_slips between 1 and 8),
  confirm_minutes integer not null check (confirm_minutes between 30 and 10080),
  created_by uuid references person (id),
  created_at timestamptz not null,
  constraint ballot_rules_version primary key (palace_id, version)
);
create trigger ballot_rules_immutable before update or delete on ballot_rules
  for each row execute function refuse_change();

-- One ballot a session. What is promised is set once and stays: the commitment from the beginning, the entry set when
-- it is closed, the public value when a second person has confirmed it, the seed when it is drawn.
create table ballot (
  palace_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  rules_version integer not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  draws_at timestamptz not null,
  confirm_minutes integer not null check (confirm_minutes between 30 and 10080),
  waiting_places integer not null check (waiting_places between 0 and 10000),
  -- SHA-256 of the seed. The seed itself is sealed with the server's key until the draw.
  commitment bytea not null check (length(commitment) = 32),
  seed_sealed bytea not null,
  public_source text check (length(public_source) between 6 and 200),
  public_value text check (length(public_value) between 1 and 200),
  public_value_by uuid references person (id),
  public_value_confirmed_by uuid references person (id),
  -- Closing: the entries are fixed and their hash is published.
  closed_at timestamptz,
  entry_set_hash bytea check (length(entry_set_hash) = 32),
  entries integer,
  slips integer,
  -- Reserved pools as `pools` of the entries counts them.
  reserved_pools uuid[] not null default '{}' check (cardinality(reserved_pools) <= 15),
  -- The draw.
  drawn_at timestamptz,
  seed bytea check (length(seed) = 32),
  header text,
  won integer,
  waiting integer,
  voided integer,
  called_off_at timestamptz,
  created_by uuid not null references person (id),
  created_at timestamptz not null,
  primary key (palace_id, id),
  constraint ballot_of_session unique (palace_id, session_id),
  foreign key (palace_id, session_id) references session (palace_id, id),
  foreign key (palace_id, rules_version) references ballot_rules (palace_id, version),
  constraint ballot_times check (opens_at < closes_at and closes_at <= draws_at),
  constraint ballot_two_people check (public_value_confirmed_by <> public_value_by),
  -- Nothing is revealed before the entries are fixed, nor drawn before the public value is.
  constraint ballot_seed_after_entries check (seed is null or entry_set_hash is not null),
  constraint ballot_seed_fits check (seed is null or sha256(seed) = commitment),
  constraint ballot_value_after_entries check (public_value is null or entry_set_hash is not null),
  constraint ballot_value_before_draw check (
    drawn_at is null or public_source is null or public_value_confirmed_by is not null),
  check ((closed_at is null) = (entry_set_hash is null) and (closed_at is null) = (entries is null)),
  check ((drawn_at is null) = (seed is null) and (drawn_at is null) = (header is null))
);
create index ballot_to_close on ballot (closes_at) where closed_at is null and called_off_at is null;
create index ballot_to_draw on ballot (draws_at) where drawn_at is null and closed_at is not null
  and called_off_at is null;

create function ballot_promises() returns trigger language plpgsql as $$
begin
  if new.commitment <> old.commitment or new.seed_sealed <> old.seed_sealed
    or (old.closed_at is not null and (new.closed_at, new.entry_set_hash, new.entries, new.public_source, new.opens_at,
      new.closes_at, new.rules_version) is distinct from (old.closed_at, old.entry_set_hash, old.entries,
      old.public_source, old.opens_at, old.closes_at, old.rules_version))
    or (old.public_value_confirmed_by is not null and (new.public_value, new.public_value_by,
      new.public_value_confirmed_by) is distinct from (old.public_value, old.public_value_by,
      old.public_value_confirmed_by))
    or (old.drawn_at is not null and (new.drawn_at, new.seed, new.header, new.won, new.waiting, new.voided)
      is distinct from (old.drawn_at, old.seed, old.header, old.won, old.waiting, old.voided))
  then
    raise exception 'ballot %: what was published stays', old.id
      using errcode = 'check_violation', constraint = 'ballot_promises';
  end if;
  return new;
end $$;
create trigger ballot_promises before update on ballot for each row execute function ballot_promises();

create table ballot_entry (
  palace_id uuid not null,
  -- The id of the booking, too, should the draw make one.
  id uuid not null,
  ballot_id uuid not null,
  session_id uuid not null,
  person_id uuid not null references person (id),
  status text not null check (status in ('entered', 'withdrawn', 'void')),
  void_reason text check (void_reason in ('account-closed', 'membership-ended', 'category-ended')),
  -- Voided after the closing: it stays among the published lines.
  voided_at timestamptz,
  companions text[] not null default '{}' check (cardinality(companions) <= 5),
  seats smallint not null check (seats between 1 and 6),
  -- The reasons of the weight, as judged when the entry was made.
  first_timer boolean not null,
  losses smallint not null,
  weight smallint not null check (weight between 1 and 8),
  -- Reserved pools it may draw from, a bit each in the order of the published places; set at closing.
  pools smallint not null default 0,
  -- What it can claim of pools, as judged when the entry was made and again at closing.
  tokens text[] not null default '{}',
  price_fen integer not null check (price_fen >= 0),
  member_price boolean not null,
  salt text not null,
  leaf bytea not null check (length(leaf) = 32),
  entered_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (palace_id, id),
  constraint ballot_one_entry unique (palace_id, ballot_id, person_id),
  constraint ballot_entry_leaf unique (palace_id, ballot_id, leaf),
  foreign key (palace_id, ballot_id) references ballot (palace_id, id),
  check ((status = 'void') = (void_reason is not null))
);
create index ballot_entry_person on ballot_entry (person_id, entered_at desc, id desc);

-- Entries stay as they are once the ballot is closed. Before, each waits for a closing that is under way. A closed
-- ballot's entry may only become void, before the draw; and names may be taken away at any time.
create function ballot_entry_fixed() returns trigger language plpgsql as $$
declare
  mine ballot;
begin
  if tg_op = 'UPDATE' and (new.palace_id, new.id, new.ballot_id, new.person_id, new.status, new.void_reason,
    new.seats, new.weight, new.pools, new.leaf, new.salt) is not distinct from (old.palace_id, old.id, old.ballot_id,
    old.person_id, old.status, old.void_reason, old.seats, old.weight, old.pools, old.leaf, old.salt)
  then
    return new;
  end if;
  select * into mine from ballot
  where palace_id = coalesce(new.palace_id, old.palace_id) and id = coalesce(new.ballot_id, old.ballot_id)
  for share;
  if mine.closed_at is null
    or (tg_op = 'UPDATE' and mine.drawn_at is null and old.status = 'entered' and new.status = 'void'
      and (new.person_id, new.seats, new.weight, new.pools, new.leaf, new.salt)
        is not distinct from (old.person_id, old.seats, old.weight, old.pools, old.leaf, old.salt))
  then
    return coalesce(new, old);
  end if;
  raise exception 'ballot %: the entries are fixed', mine.id
    using errcode = 'check_violation', constraint = 'ballot_entry_fixed';
end $$;
create trigger ballot_entry_fixed before insert or update or delete on ballot_entry
  for each row execute function ballot_entry_fixed();

-- What is published, in parts of so many lines: the entry lines at closing, the result lines at the draw.
create table ballot_file (
  palace_id uuid not null,
  ballot_id uuid not null,
  kind text not null check (kind in ('entries', 'result')),
  part integer not null check (part >= 0),
  -- Of its first line: where an entry's line is looked for.
  first_leaf bytea not null,
  body bytea not null,
  primary key (palace_id, ballot_id, kind, part),
  foreign key (palace_id, ballot_id) references ballot (palace_id, id)
);
-- Random letters do not shrink; as they are, parts of a part can be read.
alter table ballot_file alter column body set storage external;
create index ballot_file_leaf on ballot_file (palace_id, ballot_id, kind, first_leaf);
create trigger ballot_file_immutable before update or delete on ballot_file
  for each row execute function refuse_change();

-- As with bookings: who entered decided by how the places are given out.
create function session_release_entered() returns trigger language plpgsql as $$
begin
  if exists (select from ballot_entry e join ballot b on b.palace_id = e.palace_id and b.id = e.ballot_id
    where b.palace_id = old.palace_id and b.session_id = old.id and e.status <> 'withdrawn')
  then
    raise exception 'session % has ballot entries: its release stays %', old.id, old.release
      using errcode = 'check_violation', constraint = 'session_release_fixed';
  end if;
  return new;
end $$;
create trigger session_release_entered before update of release on session
  for each row when (old.release <> new.release) execute function session_release_entered();
