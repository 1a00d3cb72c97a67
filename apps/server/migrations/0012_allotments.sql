-- Allotments: a session's seats are shared out by a tree of pools that is still a partition of its capacity. The seats
-- of an allotment are carved out of the pool above it, and every booking takes its seats from exactly one pool.
alter table pool
  add column kind text not null default 'general' check (kind in ('general', 'category', 'union', 'walk_in', 'block')),
  -- The allotment that this one is carved out of; null: everybody's seats.
  add column parent_id uuid,
  -- Pools above it. Pools are locked deepest first.
  add column depth smallint not null default 0 check (depth between 0 and 6),
  -- The union whose officers dispose of it; a block has that of the allotment it was taken from.
  add column union_id uuid references union_node (id),
  add column label text not null default '' check (length(label) <= 60),
  -- Seats agreed on, with those of the allotments within; null for pools that follow the session's own plan.
  -- `capacity` is what the pool itself has to give now.
  add column seats integer check (seats >= 0),
  -- What a person must be able to claim to take a seat of it, its own and those of the pools above it …
  add column demands text[] not null default '{}',
  -- … and until when each is upheld: that is when its pool returns to the one above. null: to the end.
  add column demands_until timestamptz[] not null default '{}',
  -- From then on unused seats belong to the pool above. Judged at every claim; the job only moves the numbers.
  add column returns_at timestamptz,
  -- When they were moved.
  add column returned_at timestamptz,
  add column created_by uuid references person (id);

update pool set kind = 'category', depth = 1, demands = array[category], demands_until = array[null::timestamptz]
  where category is not null;

alter table pool
  add constraint pool_demands check (cardinality(demands) = cardinality(demands_until)),
  add constraint pool_kind_fits check (
    (kind = 'category') = (category is not null)
    and (kind = 'general') = (depth = 0)
    and (kind not in ('general', 'category') or seats is not null or parent_id is null)
    and (kind in ('general', 'category') or seats is not null)),
  add constraint pool_parent foreign key (palace_id, session_id, parent_id)
    references pool (palace_id, session_id, id);

-- One pool of each kind that follows the session's plan; of allotments there may be several.
drop index pool_of_session;
create unique index pool_of_session on pool (palace_id, session_id, category) nulls not distinct where seats is null;
create index pool_of_union on pool (union_id, ends_at) where union_id is not null;
create index pool_to_return on pool (returns_at) where returns_at is not null and returned_at is null;

-- Whether somebody who can claim `tokens` may take seats of a pool at a time.
create function pool_open_to(demands text[], demands_until timestamptz[], tokens text[], at timestamptz)
returns boolean language sql immutable as $$
  select demands = '{}' or not exists (
    select from unnest(demands, demands_until) as demand (what, until)
    where (until is null or until > at) and what <> all (tokens))
$$;

-- Always in the same order: the deepest first, so that an allotment is locked before what it returns to.
create or replace function lock_pools(palaces uuid[], pools uuid[]) returns setof pool language sql volatile as $$
  select pool.* from pool
  where (palace_id, id) in (select * from unnest(palaces, pools))
  order by session_id, depth desc, id
  for no key update
$$;

-- Who was put into an allotment by its officer or the leader of a group. `invited`: nobody has an account with the
-- number yet; a seat of the pool is held (counted in pool.held) until they sign in or the pool returns.
create table group_seat (
  palace_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  pool_id uuid not null,
  -- On whose behalf.
  union_id uuid not null references union_node (id),
  -- The name on the roster, sealed; taken away a month after the session.
  name_cipher bytea,
  staff_number text check (length(staff_number) <= 40),
  -- Only while nobody is known by it.
  phone_hash bytea,
  phone_cipher bytea,
  person_id uuid references person (id),
  booking_id uuid,
  status text not null check (status in ('invited', 'booked', 'lapsed', 'withdrawn')),
  enrolled_by uuid not null references person (id),
  enrolled_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (palace_id, id),
  foreign key (palace_id, session_id, pool_id) references pool (palace_id, session_id, id),
  foreign key (palace_id, booking_id) references booking (palace_id, id),
  constraint group_seat_booking unique (palace_id, booking_id),
  check ((status = 'invited') = (phone_hash is not null) and (phone_hash is null) = (phone_cipher is null)),
  check ((status = 'booked') = (booking_id is not null) and (booking_id is null) = (person_id is null))
);
create unique index group_seat_one_invitation on group_seat (palace_id, session_id, phone_hash)
  where status = 'invited';
create index group_seat_pool on group_seat (palace_id, pool_id, id);
create index group_seat_phone on group_seat (phone_hash) where status = 'invited';
create index group_seat_expiry on group_seat (expires_at) where status = 'invited';
create index group_seat_person on group_seat (person_id) where person_id is not null;
create index group_seat_named on group_seat (expires_at) where name_cipher is not null;
