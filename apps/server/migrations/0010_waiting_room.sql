-- The waiting room of a session whose release is `waiting_room`: one row a room, made when the first person comes.
-- `joined` numbers were given out; those up to `early` before the opening, and `seed`, drawn at the opening, puts
-- those in a random order. Ranks up to `called` have been called in.
create table waiting_room (
  palace_id uuid not null,
  session_id uuid not null,
  joined integer not null default 0 check (joined >= 0),
  opened_at timestamptz,
  early integer check (early between 0 and joined),
  seed text check (seed ~ '^[0-9a-f]{32}$'),
  called integer not null default 0,
  called_at timestamptz,
  -- When the session ends: its places are forgotten some days later.
  ends_at timestamptz not null,
  primary key (palace_id, session_id),
  foreign key (palace_id, session_id) references session (palace_id, id),
  constraint waiting_room_opened_whole
    check (num_nulls(opened_at, early, seed) in (0, 3)),
  constraint waiting_room_called check (called between 0 and joined and (called = 0 or opened_at is not null))
) with (fillfactor = 50);
create index waiting_room_ends on waiting_room (ends_at);

-- The order is drawn once, and nobody is called back.
create function waiting_room_order_fixed() returns trigger language plpgsql as $$
begin
  if (old.opened_at is not null and (old.early, old.seed) is distinct from (new.early, new.seed))
    or new.called < old.called or new.joined < old.joined
  then
    raise exception 'the order of the waiting room of % is fixed', old.session_id
      using errcode = 'check_violation', constraint = 'waiting_room_order_fixed';
  end if;
  return new;
end $$;
create trigger waiting_room_order_fixed before update on waiting_room
  for each row execute function waiting_room_order_fixed();

create table waiting_room_place (
  palace_id uuid not null,
  session_id uuid not null,
  person_id uuid not null references person (id),
  number integer not null check (number >= 1),
  taken_at timestamptz not null,
  called_at timestamptz,
  entered_at timestamptz,
  pass_until timestamptz,
  -- One place a person: a second request, on whatever device, finds the first.
  constraint waiting_room_one_place primary key (palace_id, session_id, person_id),
  constraint waiting_room_number unique (palace_id, session_id, number),
  foreign key (palace_id, session_id) references waiting_room (palace_id, session_id),
  constraint waiting_room_called_first check (entered_at is null or called_at is not null),
  check ((entered_at is null) = (pass_until is null))
) with (fillfactor = 70);
create index waiting_room_place_called on waiting_room_place (palace_id, session_id, called_at)
  where called_at is not null;
create index waiting_room_place_inside on waiting_room_place (palace_id, session_id, pass_until)
  where pass_until is not null;
create index waiting_room_place_person on waiting_room_place (person_id);

-- Locks rooms until the transaction ends, always in the same order, and gives them as they are then: numbers are
-- given and people are called by one transaction at a time.
create function lock_waiting_rooms(palaces uuid[], sessions uuid[]) returns setof waiting_room
language sql volatile as $$
  select waiting_room.* from waiting_room
  where (palace_id, session_id) in (select * from unnest(palaces, sessions))
  order by session_id
  for no key update
$$;

-- How places are given out stays once somebody has queued for them.
create function session_release_queued() returns trigger language plpgsql as $$
begin
  if exists (select from waiting_room_place where palace_id = old.palace_id and session_id = old.id) then
    raise exception 'people wait for session %: its release stays %', old.id, old.release
      using errcode = 'check_violation', constraint = 'session_release_fixed';
  end if;
  return new;
end $$;
create trigger session_release_queued before update of release on session
  for each row when (old.release <> new.release) execute function session_release_queued();
