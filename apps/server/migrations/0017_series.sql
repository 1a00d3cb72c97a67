-- Courses sold as a whole: one enrolment is a place in every session of the activity that is still to come.
alter table activity
  add column series boolean not null default false,
  add constraint activity_series_alone check (not series or max_companions = 0);

-- People decide by how places are sold, so it stays once somebody has booked.
create function activity_series_fixed() returns trigger language plpgsql as $$
begin
  if exists (select from booking b join session s on s.palace_id = b.palace_id and s.id = b.session_id
    where s.palace_id = old.palace_id and s.activity_id = old.id)
  then
    raise exception 'activity % has bookings: it stays as it is sold', old.id
      using errcode = 'check_violation', constraint = 'activity_series_fixed';
  end if;
  return new;
end $$;
create trigger activity_series_fixed before update of series on activity
  for each row when (old.series <> new.series) execute function activity_series_fixed();

-- A person's place in a series. It counts once against their limit; each session's seat is a booking of its own, so
-- that pools, tickets, the door, credit and figures know nothing of series.
create table enrolment (
  palace_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  person_id uuid not null references person (id),
  -- `waitlisted`: enrolled by itself as soon as there is a seat in every session to come.
  status text not null check (status in ('waitlisted', 'active', 'completed', 'cancelled', 'lapsed')),
  policy_version integer not null,
  -- For the sessions that were to come; shared out over their bookings.
  price_fen integer not null check (price_fen >= 0),
  member_price boolean not null,
  -- Sessions booked at first.
  sessions smallint not null check (sessions between 1 and 200),
  queued_at timestamptz not null,
  enrolled_at timestamptz,
  ended_at timestamptz,
  primary key (palace_id, id),
  foreign key (palace_id, activity_id) references activity (palace_id, id),
  foreign key (palace_id, policy_version) references booking_policy (palace_id, version),
  check (status = 'waitlisted' or status = 'lapsed' or status = 'cancelled' or enrolled_at is not null)
);
create unique index enrolment_one_active on enrolment (palace_id, activity_id, person_id)
  where status in ('waitlisted', 'active');
create index enrolment_person on enrolment (person_id, queued_at desc, id);
create index enrolment_queue on enrolment (palace_id, activity_id, queued_at, id) where status = 'waitlisted';
create index enrolment_active on enrolment (palace_id, activity_id) where status = 'active';

create function enrolment_edge() returns trigger language plpgsql as $$
begin
  if new.status is distinct from old.status and not (old.status || '>' || new.status) = any (array[
    'waitlisted>active', 'waitlisted>cancelled', 'waitlisted>lapsed', 'active>completed', 'active>cancelled'])
  then
    raise exception 'an enrolment cannot go from % to %', old.status, new.status
      using errcode = 'check_violation', constraint = 'enrolment_edge';
  end if;
  return new;
end $$;
create trigger enrolment_edge before update of status on enrolment
  for each row execute function enrolment_edge();

alter table booking
  add column enrolment_id uuid,
  add constraint booking_of_enrolment foreign key (palace_id, enrolment_id) references enrolment (palace_id, id);
create index booking_enrolment on booking (palace_id, enrolment_id, starts_at) where enrolment_id is not null;
