-- Figures rolled up from the rows of attendance. Nothing here is counted up or down: a day whose rows changed is
-- marked by triggers, in the transaction that changed them, and counted anew from the rows by a job.

-- Days to count anew. No reference to palace: a share lock on its row for every check-in would buy nothing.
create table figure_mark (
  palace_id uuid not null,
  id bigint generated always as identity,
  day date not null,
  primary key (palace_id, id)
);
create index figure_mark_day on figure_mark (palace_id, day);

-- One row: who holds it may roll up. Sessions count once they have started, which no row tells: those that started
-- until `started_until` are in the figures or marked.
create table figure_progress (
  id boolean primary key default true check (id),
  started_until timestamptz not null,
  rolled_at timestamptz
);
insert into figure_progress (started_until) values ('1970-01-01T00:00:00Z');
-- Empty while somebody else holds it.
create function lock_figures() returns setof figure_progress language sql volatile as $$
  select * from figure_progress for update skip locked
$$;
-- Which sessions have started since the last look.
create index session_starts on session (starts_at);

-- Visits of one palace in one hour of one day, in one session or (nil) in none.
create table figure_cell (
  palace_id uuid not null references palace (id),
  day date not null,
  hour smallint not null check (hour between 0 and 23),
  session_id uuid not null,
  visits integer not null,
  member_visits integer not null,
  walk_ins integer not null,
  stamps integer not null,
  primary key (palace_id, day, hour, session_id)
);
create index figure_cell_session on figure_cell (palace_id, session_id);

-- A day of a palace, and its sum over the month. `people` are different persons of that day, counted exactly.
create table figure_day (
  palace_id uuid not null references palace (id),
  day date not null,
  visits integer not null,
  people integer not null,
  walk_ins integer not null,
  stamps integer not null,
  member_visits integer not null,
  public_benefit_visits integer not null,
  sessions integer not null,
  seats_offered integer not null,
  seats_booked integer not null,
  seats_missed integer not null,
  primary key (palace_id, day)
);
create index figure_day_day on figure_day (day);
create table figure_month (
  palace_id uuid not null references palace (id),
  month date not null check (extract(day from month) = 1),
  visits integer not null,
  walk_ins integer not null,
  stamps integer not null,
  member_visits integer not null,
  public_benefit_visits integer not null,
  sessions integer not null,
  seats_offered integer not null,
  seats_booked integer not null,
  seats_missed integer not null,
  primary key (palace_id, month)
);

create table figure_brand (
  palace_id uuid not null references palace (id),
  day date not null,
  brand_id uuid not null,
  visits integer not null,
  sessions integer not null,
  primary key (palace_id, day, brand_id),
  foreign key (palace_id, brand_id) references brand (palace_id, id)
);

-- HyperLogLog sketches of the different persons of a day or a month: of a palace, and of all palaces under a union.
create table figure_sketch (
  palace_id uuid not null references palace (id),
  period text not null check (period in ('day', 'month')),
  starts_on date not null,
  sketch bytea not null,
  primary key (palace_id, period, starts_on)
);
create index figure_sketch_start on figure_sketch (period, starts_on);
create table figure_union_sketch (
  union_id uuid not null references union_node (id),
  period text not null check (period in ('day', 'month')),
  starts_on date not null,
  sketch bytea not null,
  primary key (union_id, period, starts_on)
);
-- Registers do not compress.
alter table figure_sketch alter column sketch set storage external;
alter table figure_union_sketch alter column sketch set storage external;

-- Who was served, by palace and month. Written with small cells already added to 'other': what is not here cannot
-- move up the tree.
create table figure_group (
  palace_id uuid not null references palace (id),
  month date not null check (extract(day from month) = 1),
  dimension text not null check (dimension in ('category', 'band', 'district')),
  value text not null,
  visits integer not null,
  people integer not null constraint figure_group_not_small check (people >= 10),
  primary key (palace_id, month, dimension, value)
);
-- Months whose groups are to be counted, and when they were counted last.
create table figure_group_month (
  palace_id uuid not null references palace (id),
  month date not null,
  due boolean not null,
  counted_at timestamptz,
  primary key (palace_id, month)
);
create index figure_group_due on figure_group_month (month) where due;

-- What marks a day. `written` holds rows with a palace and a moment.
create function mark_visits() returns trigger language plpgsql as $$
begin
  insert into figure_mark (palace_id, day)
  select distinct w.palace_id, (w.at at time zone p.time_zone)::date
  from written w join palace p on p.id = w.palace_id;
  return null;
end $$;
create trigger check_in_figures after insert on check_in
  referencing new table as written for each statement execute function mark_visits();
create trigger visit_tap_figures after insert on visit_tap
  referencing new table as written for each statement execute function mark_visits();
create trigger visit_tap_removed_figures after delete on visit_tap
  referencing old table as written for each statement execute function mark_visits();
create trigger visit_tap_changed_figures after update on visit_tap
  referencing new table as written for each statement execute function mark_visits();
create trigger visit_tap_moved_figures after update on visit_tap
  referencing old table as written for each statement execute function mark_visits();
create trigger stamp_figures after insert on stamp
  referencing new table as written for each statement execute function mark_visits();
create trigger stamp_removed_figures after delete on stamp
  referencing old table as written for each statement execute function mark_visits();

create function mark_undone_visits() returns trigger language plpgsql as $$
begin
  insert into figure_mark (palace_id, day)
  select distinct w.palace_id, (c.at at time zone p.time_zone)::date
  from written w
    join check_in c on c.palace_id = w.palace_id and c.id = w.check_in_id
    join palace p on p.id = w.palace_id;
  return null;
end $$;
create trigger check_in_undo_figures after insert on check_in_undo
  referencing new table as written for each statement execute function mark_undone_visits();

create function mark_new_sessions() returns trigger language plpgsql as $$
begin
  insert into figure_mark (palace_id, day)
  select distinct palace_id, (starts_at at time zone time_zone)::date from written;
  return null;
end $$;
create trigger session_figures after insert on session
  referencing new table as written for each statement execute function mark_new_sessions();

create function mark_changed_sessions() returns trigger language plpgsql as $$
begin
  insert into figure_mark (palace_id, day)
  select distinct s.palace_id, (s.starts_at at time zone s.time_zone)::date
  from written n join replaced o using (palace_id, id)
    cross join lateral (values (o.palace_id, o.starts_at, o.time_zone), (n.palace_id, n.starts_at, n.time_zone))
      as s (palace_id, starts_at, time_zone)
  where (o.starts_at, o.ends_at, o.status, o.capacity) is distinct from (n.starts_at, n.ends_at, n.status, n.capacity);
  return null;
end $$;
create trigger session_changed_figures after update on session
  referencing old table as replaced new table as written for each statement execute function mark_changed_sessions();

-- Whether an activity is for the public benefit, and whose brand it is, counts on every day of its sessions.
create function mark_changed_activities() returns trigger language plpgsql as $$
begin
  insert into figure_mark (palace_id, day)
  select distinct s.palace_id, moment::date
  from written n join replaced o using (palace_id, id)
    join session s on s.palace_id = n.palace_id and s.activity_id = n.id
    cross join lateral generate_series((s.starts_at at time zone s.time_zone)::date,
      (s.ends_at at time zone s.time_zone)::date, interval '1 day') as moment
  where (o.public_benefit, o.brand_id, o.status) is distinct from (n.public_benefit, n.brand_id, n.status)
  union
  select c.palace_id, c.day
  from written n join replaced o using (palace_id, id)
    join session s on s.palace_id = n.palace_id and s.activity_id = n.id
    join figure_cell c on c.palace_id = s.palace_id and c.session_id = s.id
  where (o.public_benefit, o.brand_id, o.status) is distinct from (n.public_benefit, n.brand_id, n.status);
  return null;
end $$;
create trigger activity_changed_figures after update on activity
  referencing old table as replaced new table as written for each statement execute function mark_changed_activities();

-- Bookings count with the session once it has started; before that, in a rush, nothing is written.
create function mark_session_of_booking() returns trigger language plpgsql as $$
begin
  insert into figure_mark (palace_id, day)
  select palace_id, (starts_at at time zone time_zone)::date from session
  where palace_id = new.palace_id and id = new.session_id;
  return null;
end $$;
create trigger booking_late_figures after insert on booking for each row
  when (coalesce(new.confirmed_at, new.queued_at) >= new.starts_at)
  execute function mark_session_of_booking();
create trigger booking_outcome_figures after update of status, seats on booking for each row
  when ((old.status, old.seats) is distinct from (new.status, new.seats)
    and (new.status in ('no_show', 'excused', 'completed')
      or greatest(new.confirmed_at, new.ended_at) >= new.starts_at))
  execute function mark_session_of_booking();

-- What was there before.
insert into figure_mark (palace_id, day)
  select palace_id, (starts_at at time zone time_zone)::date from session
  union select c.palace_id, (c.at at time zone p.time_zone)::date from check_in c join palace p on p.id = c.palace_id
  union select t.palace_id, (t.at at time zone p.time_zone)::date from visit_tap t join palace p on p.id = t.palace_id
  union select s.palace_id, (s.at at time zone p.time_zone)::date from stamp s join palace p on p.id = s.palace_id;
