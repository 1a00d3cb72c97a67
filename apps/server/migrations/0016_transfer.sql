-- Seats that go from hand to hand.

alter table booking_policy
  -- Bookings that one person may hand over in 30 days; 0: none.
  add column transfers_per_month smallint not null default 2 check (transfers_per_month between 0 and 31),
  add column transfer_until_minutes integer not null default 120
    check (transfer_until_minutes between 0 and 20160),
  add column companion_rule text not null default 'named' check (companion_rule in ('named', 'rush', 'invited'));

-- A booking may become `transferred`: one state and one edge more than there are, whatever they are by then.
do $$
declare
  states text;
  edges text;
begin
  select string_agg(quote_literal(state[1]), ', ') into states
  from pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as state
  where conrelid = 'booking'::regclass and conname = 'booking_status_check';
  execute 'alter table booking drop constraint booking_status_check, add constraint booking_status_check
    check (status in (' || states || ', ''transferred''))';
  edges := pg_get_functiondef('booking_status_edge'::regproc);
  if position('any (array[' in edges) = 0 then
    raise exception 'booking_status_edge is not written as this migration expects';
  end if;
  execute replace(edges, 'any (array[', 'any (array[''confirmed>transferred'', ');
end $$;

-- Somebody is invited to take a booking over, or a companion to take the ticket that is theirs. Until they accept, the
-- seat is the inviter's. The phone number of who may accept is kept as its keyed hash, and masked to be shown.
create table seat_invitation (
  palace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('transfer', 'companion')),
  booking_id uuid not null,
  session_id uuid not null,
  -- The companion's ticket in the inviter's booking; 0: the whole booking.
  ordinal smallint not null check (ordinal between 0 and 5),
  inviter_id uuid not null references person (id),
  name text not null check (length(name) <= 40),
  -- null: whoever has the link may accept.
  phone_hash bytea,
  phone_masked text,
  status text not null default 'open'
    check (status in ('open', 'accepted', 'declined', 'withdrawn', 'expired', 'void')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  accepted_by uuid references person (id),
  taken_booking_id uuid,
  primary key (palace_id, id),
  foreign key (palace_id, booking_id) references booking (palace_id, id),
  foreign key (palace_id, taken_booking_id) references booking (palace_id, id),
  check ((kind = 'transfer') = (ordinal = 0)),
  check (kind = 'companion' or phone_hash is not null or status <> 'open'),
  check ((status = 'open') = (ended_at is null)),
  check ((status = 'accepted') = (accepted_by is not null and taken_booking_id is not null))
);
create unique index seat_invitation_one_open on seat_invitation (palace_id, booking_id, ordinal)
  where status = 'open';
create unique index seat_invitation_taken on seat_invitation (palace_id, taken_booking_id)
  where taken_booking_id is not null;
create unique index seat_invitation_once on seat_invitation (palace_id, booking_id, ordinal)
  where status = 'accepted';
create index seat_invitation_expiry on seat_invitation (expires_at) where status = 'open';
create index seat_invitation_phone on seat_invitation (phone_hash) where status = 'open';
create index seat_invitation_inviter on seat_invitation (inviter_id, palace_id, ended_at);

-- An invitation that is over stays as it ended.
create function seat_invitation_edge() returns trigger language plpgsql as $$
begin
  if old.status <> 'open' and new.status is distinct from old.status then
    raise exception 'an invitation cannot go from % to %', old.status, new.status
      using errcode = 'check_violation', constraint = 'seat_invitation_edge';
  end if;
  return new;
end $$;
create trigger seat_invitation_edge before update of status on seat_invitation
  for each row execute function seat_invitation_edge();

-- Locks the booking that an invitation is about, then the invitation, and gives it as it is then. Whoever ends a
-- booking locks its row first, too: accepting, declining, expiring and cancelling come one after the other.
create function lock_invitation(palace uuid, invitation uuid) returns setof seat_invitation
language plpgsql volatile as $$
begin
  perform from booking b where b.palace_id = palace and b.id = (
    select i.booking_id from seat_invitation i where i.palace_id = palace and i.id = invitation) for update;
  return query select i.* from seat_invitation i where i.palace_id = palace and i.id = invitation for update;
end $$;
