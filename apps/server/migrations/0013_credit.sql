-- Credit instead of bans. The rules are part of the booking rules and versioned with them; what was booked before
-- there were any costs nothing.
alter table booking_policy add column credit jsonb not null default '{"enabled": false,
  "noShowPoints": 20, "lateCancelPoints": 8, "graceMinutes": 15, "halfLifeDays": 60, "appealDays": 14,
  "answerDays": 7, "grades": {"excellent": 85, "good": 70, "fair": 50},
  "fair": {"maxActive": 5, "companions": true, "confirm": true},
  "low": {"maxActive": 3, "companions": false, "confirm": true}}';

-- What a person's credit consists of: points off, each decaying from when it happened, by the rules of its booking.
-- Append-only: what no longer counts is balanced by a relief with the same points, time and half-life.
create table credit_entry (
  palace_id uuid not null,
  id uuid not null,
  person_id uuid not null references person (id),
  booking_id uuid not null,
  kind text not null check (kind in ('no_show', 'late_cancel', 'relief')),
  -- Off the credit when above 0; a relief's are below 0.
  points smallint not null check (points between -50 and 50),
  half_life_days smallint not null check (half_life_days between 7 and 365),
  occurred_at timestamptz not null,
  appeal_until timestamptz not null,
  relieves uuid,
  relief_reason text check (relief_reason in ('appeal', 'unanswered', 'attended')),
  created_at timestamptz not null,
  primary key (palace_id, id),
  constraint credit_entry_once unique (palace_id, booking_id, kind),
  constraint credit_entry_relieved_once unique (palace_id, relieves),
  foreign key (palace_id, booking_id) references booking (palace_id, id),
  foreign key (palace_id, relieves) references credit_entry (palace_id, id),
  check ((kind = 'relief') = (relieves is not null)),
  check ((kind = 'relief') = (relief_reason is not null)),
  check ((kind = 'relief') = (points < 0))
);
create index credit_entry_person on credit_entry (person_id, palace_id, occurred_at desc);
create trigger credit_entry_append_only before update or delete on credit_entry
  for each row execute function refuse_change();

-- What a claim must know of somebody whose credit asks something of them; who is in good standing has no row.
-- Made from the ledger, and void from `until` on, when the next better grade is reached.
create table credit_standing (
  palace_id uuid not null references palace (id),
  person_id uuid not null references person (id),
  grade text not null check (grade in ('fair', 'low')),
  max_active smallint not null check (max_active >= 1),
  companions boolean not null,
  confirm boolean not null,
  until timestamptz not null,
  primary key (palace_id, person_id)
) with (fillfactor = 70);
create index credit_standing_until on credit_standing (until);

create table credit_appeal (
  palace_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  booking_id uuid not null,
  person_id uuid not null references person (id),
  reason text not null check (reason in ('shift_change', 'illness', 'transport', 'palace_fault', 'other')),
  text text not null check (length(text) <= 500),
  status text not null default 'open' check (status in ('open', 'accepted', 'rejected')),
  created_at timestamptz not null,
  answer_by timestamptz not null,
  decided_at timestamptz,
  -- null although decided: nobody answered in time.
  decided_by uuid references person (id),
  note text not null default '' check (length(note) <= 200),
  primary key (palace_id, id),
  constraint credit_appeal_once unique (palace_id, entry_id),
  constraint credit_appeal_not_own check (decided_by <> person_id),
  foreign key (palace_id, entry_id) references credit_entry (palace_id, id),
  foreign key (palace_id, booking_id) references booking (palace_id, id),
  check ((status = 'open') = (decided_at is null)),
  check (decided_by is null or status <> 'open')
);
create index credit_appeal_open on credit_appeal (palace_id, answer_by, id) where status = 'open';
create index credit_appeal_due on credit_appeal (answer_by) where status = 'open';
create index credit_appeal_decided on credit_appeal (palace_id, decided_at desc, id) where status <> 'open';
create index credit_appeal_person on credit_appeal (person_id);

create function credit_appeal_edge() returns trigger language plpgsql as $$
begin
  if old.status <> 'open' and new.status is distinct from old.status then
    raise exception 'an appeal that is % stays so', old.status
      using errcode = 'check_violation', constraint = 'credit_appeal_edge';
  end if;
  return new;
end $$;
create trigger credit_appeal_edge before update of status on credit_appeal
  for each row execute function credit_appeal_edge();

-- Who was asked the day before whether they will come, and who said so. No answer changes nothing.
create table attendance_ask (
  palace_id uuid not null,
  booking_id uuid not null,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (palace_id, booking_id),
  foreign key (palace_id, booking_id) references booking (palace_id, id)
);
