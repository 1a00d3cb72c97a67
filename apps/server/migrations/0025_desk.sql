-- The staff's desk: people found by the end of their number, exports, messages to the booked, walk-ins by category.

-- The last four digits of a number, which is what a caller gives: hashed with the key, as phone_hash is. Who has none
-- yet is caught up with by a job, because the key is not in the database.
alter table person add column phone_end bytea check (length(phone_end) = 8);
create index person_phone_end on person (phone_end) where phone_end is not null;
create index person_without_phone_end on person (id) where phone_hash is not null and phone_end is null;

-- A number that changed takes its end along, or none.
create function forget_phone_end() returns trigger language plpgsql as $$
begin
  if new.phone_end is not distinct from old.phone_end then
    new.phone_end := null;
  end if;
  return new;
end $$;
create trigger person_phone_end before update of phone_hash on person for each row
  when (new.phone_hash is distinct from old.phone_hash) execute function forget_phone_end();

-- A palace's bookings in the order of their sessions.
create index booking_of_palace on booking (palace_id, starts_at, id);

-- Files of bookings that were asked for. Who may fetch one is whoever asked, for as long as it says.
create table booking_export (
  palace_id uuid not null references palace (id),
  id uuid not null,
  filter jsonb not null,
  -- What was typed to find them, sealed: it may be somebody's name or number.
  searched bytea,
  format text not null check (format in ('xlsx', 'csv')),
  locale text not null check (locale in ('zh', 'en')),
  -- Why names and numbers are in clear; null: they are masked.
  reason text check (length(reason) between 4 and 200),
  bookings integer not null check (bookings >= 0),
  requested_by uuid not null references person (id),
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (palace_id, id)
);
create index booking_export_searched on booking_export (expires_at) where searched is not null;
-- Only what was typed is forgotten once the file has run out.
create trigger booking_export_immutable before delete or update of palace_id, id, filter, format, locale, reason,
  bookings, requested_by, requested_at, expires_at on booking_export
  for each row execute function refuse_change();

-- Messages to the booked of a session, or of an activity (session null).
create table booking_mailing (
  palace_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  session_id uuid,
  statuses text[] not null check (cardinality(statuses) > 0),
  title text not null check (length(title) between 2 and 40),
  title_en text not null check (length(title_en) <= 80),
  body text not null check (length(body) between 2 and 500),
  body_en text not null check (length(body_en) <= 1000),
  -- SHA-256 of the texts, and the palace's day: the same words go to the same people once a day.
  digest bytea not null check (length(digest) = 32),
  day date not null,
  recipients integer not null check (recipients > 0),
  sent_by uuid not null references person (id),
  sent_at timestamptz not null,
  -- Until then it can be taken back.
  due_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (palace_id, id),
  foreign key (palace_id, activity_id) references activity (palace_id, id),
  foreign key (palace_id, session_id) references session (palace_id, id),
  constraint mailing_withdrawn_in_time check (withdrawn_at < due_at)
);
create unique index mailing_once_a_day on booking_mailing (palace_id, activity_id, session_id, day, digest)
  nulls not distinct where withdrawn_at is null;
create index booking_mailing_session on booking_mailing (palace_id, session_id, id) where session_id is not null;
create index booking_mailing_activity on booking_mailing (palace_id, activity_id, id);

-- To whom, once each. told_at: when the event that puts it into their inbox was written.
create table booking_mailing_recipient (
  palace_id uuid not null,
  mailing_id uuid not null,
  person_id uuid not null references person (id),
  booking_id uuid not null,
  told_at timestamptz,
  primary key (palace_id, mailing_id, person_id),
  foreign key (palace_id, mailing_id) references booking_mailing (palace_id, id),
  foreign key (palace_id, booking_id) references booking (palace_id, id)
);
create index booking_mailing_to_tell on booking_mailing_recipient (palace_id, mailing_id) where told_at is null;
create index booking_mailing_person on booking_mailing_recipient (person_id);

-- As whom visitors came that were counted by tap; nobody is named.
alter table visit_tap add column category text check (category in
  ('sanitation', 'migrant', 'courier', 'driver', 'domestic', 'model_worker', 'disabled', 'retired'));
