-- The rules a palace's bookings are made under. Versions are never changed: a booking keeps its version.
create table booking_policy (
  palace_id uuid not null references palace (id),
  version integer not null check (version >= 1),
  cancel_until_minutes integer not null check (cancel_until_minutes between 0 and 20160),
  check_in_opens_minutes integer not null check (check_in_opens_minutes between 0 and 1440),
  check_in_closes_minutes integer not null check (check_in_closes_minutes between 0 and 1440),
  offer_minutes integer not null check (offer_minutes between 5 and 2880),
  max_active_per_person integer not null check (max_active_per_person between 1 and 200),
  created_by uuid references person (id),
  created_at timestamptz not null,
  constraint booking_policy_version primary key (palace_id, version)
);
create trigger booking_policy_immutable before update or delete on booking_policy
  for each row execute function refuse_change();

-- Places. The pools of a session share out its capacity without overlap: one for everybody (category null) and
-- one for each category that seats are reserved for. A booking takes its seats from exactly one pool, so one row
-- decides about the last seat. The pool also repeats what a claim must not be wrong about (when the session is,
-- whether it was closed), so that a claim that holds the row sees every change that came before it.
create table pool (
  palace_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  category text,
  capacity integer not null check (capacity >= 0),
  -- Seats taken beyond the capacity because the host reduced it afterwards: they stay, and shrink as they are freed.
  excess integer not null default 0 check (excess >= 0),
  held integer not null default 0 check (held >= 0),
  confirmed integer not null default 0 check (confirmed >= 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  closed boolean not null default false,
  primary key (palace_id, id),
  foreign key (palace_id, session_id) references session (palace_id, id),
  constraint pool_not_oversold check (held + confirmed <= capacity + excess)
) with (fillfactor = 50);
create unique index pool_of_session on pool (palace_id, session_id, category) nulls not distinct;
create unique index pool_in_session on pool (palace_id, session_id, id);

-- Locks pools until the transaction ends, always in the same order (reserved before everybody's), and gives
-- them as they are then. Every seat that is taken or freed is taken or freed under this lock.
create function lock_pools(palaces uuid[], pools uuid[]) returns setof pool language sql volatile as $$
  select pool.* from pool
  where (palace_id, id) in (select * from unnest(palaces, pools))
  order by session_id, category nulls last
  for no key update
$$;

create table booking (
  palace_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  person_id uuid not null references person (id),
  -- The pool its seats are taken from; while it waits, the one it would be preferred in.
  pool_id uuid not null,
  -- The pools from which seats may be offered to it, the preferred one first.
  eligible_pools uuid[] not null,
  seats smallint not null check (seats between 1 and 6),
  status text not null check (status in ('held', 'waitlisted', 'confirmed', 'expired', 'lapsed', 'rejected',
    'cancelled_early', 'cancelled_late', 'cancelled_by_host', 'checked_in', 'no_show', 'completed', 'excused')),
  policy_version integer not null,
  -- For all seats.
  price_fen integer not null check (price_fen >= 0),
  member_price boolean not null,
  -- When the session is, kept in line with it: lists, sweeps and overlaps need no other module.
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  queued_at timestamptz not null,
  hold_expires_at timestamptz,
  confirmed_at timestamptz,
  reminded_at timestamptz,
  ended_at timestamptz,
  cancel_reason text check (length(cancel_reason) <= 200),
  booked_by uuid not null references person (id),
  -- Until when seats can be offered, taken from an offer or given back: the start, or the end when it is so long
  -- that people drop in (an exhibition).
  deadline_at timestamptz not null generated always as
    (case when ends_at - starts_at > interval '16 hours' then ends_at else starts_at end) stored,
  primary key (palace_id, id),
  -- Through the pool, not to the session itself: the pool's row is locked anyway, and a rush on one session would
  -- spend its time on share locks of the session's row.
  foreign key (palace_id, session_id, pool_id) references pool (palace_id, session_id, id),
  foreign key (palace_id, policy_version) references booking_policy (palace_id, version),
  check (status <> 'held' or hold_expires_at is not null)
);
create unique index booking_one_active on booking (palace_id, session_id, person_id)
  where status in ('held', 'waitlisted', 'confirmed', 'checked_in', 'completed');
create index booking_person on booking (person_id, starts_at, id);
create index booking_session on booking (palace_id, session_id, status, queued_at, id);
create index booking_hold_expiry on booking (hold_expires_at) where status = 'held';
create index booking_waiting on booking (deadline_at) where status = 'waitlisted';
create index booking_ending on booking (ends_at) where status in ('confirmed', 'checked_in');
create index booking_to_remind on booking (starts_at) where status = 'confirmed' and reminded_at is null;

-- Only legal edges between states.
create function booking_status_edge() returns trigger language plpgsql as $$
begin
  if new.status is distinct from old.status and not (old.status || '>' || new.status) = any (array[
    'waitlisted>held', 'waitlisted>lapsed', 'waitlisted>cancelled_early', 'waitlisted>cancelled_by_host',
    'held>confirmed', 'held>expired', 'held>cancelled_early', 'held>cancelled_by_host',
    'confirmed>cancelled_early', 'confirmed>cancelled_late', 'confirmed>cancelled_by_host',
    'confirmed>checked_in', 'confirmed>no_show', 'checked_in>confirmed', 'checked_in>completed',
    'checked_in>cancelled_by_host', 'no_show>excused', 'no_show>completed'])
  then
    raise exception 'a booking cannot go from % to %', old.status, new.status
      using errcode = 'check_violation', constraint = 'booking_status_edge';
  end if;
  return new;
end $$;
create trigger booking_status_edge before update of status on booking
  for each row execute function booking_status_edge();

create table companion (
  palace_id uuid not null,
  booking_id uuid not null,
  ordinal smallint not null check (ordinal between 1 and 5),
  name text not null check (length(name) between 1 and 40),
  primary key (palace_id, booking_id, ordinal),
  foreign key (palace_id, booking_id) references booking (palace_id, id)
);

-- What a person is engaged in, over all palaces: no two at once. Keyed by person, not by palace. A row that is
-- not active is a booking that the host has moved onto another one: it stays, and the person is told.
create table person_engagement (
  person_id uuid not null references person (id),
  booking_id uuid not null,
  palace_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  active boolean not null default true,
  primary key (person_id, booking_id),
  constraint person_not_in_two_places
    exclude using gist (person_id with =, during with &&) where (active)
);
create index person_engagement_booking on person_engagement (booking_id);

-- How many bookings, of sessions and of spaces, a person has ahead in a palace. The row serialises one person's
-- own requests there.
create table person_quota (
  palace_id uuid not null references palace (id),
  person_id uuid not null references person (id),
  active integer not null check (active >= 0),
  maximum integer not null,
  primary key (palace_id, person_id),
  constraint person_quota_not_exceeded check (active <= maximum)
) with (fillfactor = 70);

create table ticket (
  palace_id uuid not null,
  id uuid not null,
  booking_id uuid not null,
  session_id uuid not null,
  ordinal smallint not null check (ordinal between 0 and 5),
  code text not null check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  issued_at timestamptz not null,
  revoked_at timestamptz,
  primary key (palace_id, id),
  constraint ticket_ordinal unique (palace_id, booking_id, ordinal),
  constraint ticket_code unique (palace_id, code),
  foreign key (palace_id, booking_id) references booking (palace_id, id)
);

-- Admissions. Append-only: an undo is a row in check_in_undo, after which the next admission may be written.
create table check_in (
  palace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  booking_id uuid not null,
  session_id uuid not null,
  person_id uuid not null references person (id),
  checkpoint text not null default 'door' check (length(checkpoint) between 1 and 40),
  admission smallint not null check (admission >= 1),
  at timestamptz not null,
  recorded_by uuid not null references person (id),
  method text not null check (method in ('camera', 'code', 'self')),
  -- Admitted outside the hours of check-in, by decision of the staff.
  overridden boolean not null default false,
  primary key (palace_id, id),
  constraint check_in_once unique (palace_id, ticket_id, checkpoint, admission),
  foreign key (palace_id, ticket_id) references ticket (palace_id, id),
  foreign key (palace_id, booking_id) references booking (palace_id, id)
);
create index check_in_booking on check_in (palace_id, booking_id);
create index check_in_session on check_in (palace_id, session_id);
create index check_in_at on check_in (palace_id, at);
create trigger check_in_append_only before update or delete on check_in
  for each row execute function refuse_change();

create table check_in_undo (
  palace_id uuid not null,
  check_in_id uuid not null,
  at timestamptz not null,
  recorded_by uuid not null references person (id),
  primary key (palace_id, check_in_id),
  foreign key (palace_id, check_in_id) references check_in (palace_id, id)
);
create trigger check_in_undo_append_only before update or delete on check_in_undo
  for each row execute function refuse_change();

-- Visitors without a booking, counted by tap at the desk (散客). Negative counts correct a mistake.
create table visit_tap (
  palace_id uuid not null references palace (id),
  id uuid not null,
  session_id uuid,
  at timestamptz not null,
  visitors smallint not null check (visitors between -100 and 100 and visitors <> 0),
  recorded_by uuid not null references person (id),
  primary key (palace_id, id),
  constraint visit_tap_in_session foreign key (palace_id, session_id) references session (palace_id, id)
);
create index visit_tap_at on visit_tap (palace_id, at);
create index visit_tap_session on visit_tap (palace_id, session_id) where session_id is not null;

-- A space booked by slot. The space's room units are taken in venue's allocation table.
create table space_booking (
  palace_id uuid not null,
  id uuid not null,
  space_id uuid not null,
  person_id uuid not null references person (id),
  during tstzrange not null check (not isempty(during)),
  status text not null check (status in ('confirmed', 'cancelled_early', 'cancelled_late', 'cancelled_by_host',
    'completed')),
  policy_version integer not null,
  -- For all slots.
  price_fen integer not null check (price_fen >= 0),
  member_price boolean not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  cancel_reason text check (length(cancel_reason) <= 200),
  primary key (palace_id, id),
  foreign key (palace_id, space_id) references space (palace_id, id),
  foreign key (palace_id, policy_version) references booking_policy (palace_id, version)
);
create index space_booking_person on space_booking (person_id, lower(during), id);
create index space_booking_day on space_booking (palace_id, lower(during), id);
create index space_booking_ending on space_booking (upper(during)) where status = 'confirmed';

-- Private address of a person's calendar feed; only its hash is kept.
create table calendar_feed (
  person_id uuid primary key references person (id),
  token_hash bytea not null unique,
  created_at timestamptz not null
);

-- Landmarks at which a visitor collects a stamp (打卡), one a day.
create table landmark (
  palace_id uuid not null references palace (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  name_en text not null default '' check (length(name_en) <= 120),
  story text not null default '' check (length(story) <= 4000),
  story_en text not null default '' check (length(story_en) <= 8000),
  position smallint not null default 0,
  primary key (palace_id, id)
);
create table stamp (
  palace_id uuid not null,
  landmark_id uuid not null,
  person_id uuid not null references person (id),
  day date not null,
  at timestamptz not null,
  primary key (palace_id, landmark_id, person_id, day),
  foreign key (palace_id, landmark_id) references landmark (palace_id, id)
);
create index stamp_person on stamp (person_id, at desc, landmark_id);
create index stamp_at on stamp (palace_id, at);

-- Where a counter differed from the rows it counts, found by the reconciler. There should be none.
create table booking_drift (
  palace_id uuid not null references palace (id),
  id uuid not null,
  rule text not null,
  subject text not null,
  expected bigint not null,
  found bigint not null,
  found_at timestamptz not null,
  primary key (palace_id, id)
);
create index booking_drift_at on booking_drift (found_at desc);
