-- Passes (次卡、月卡). Versions of a plan are never changed: a pass keeps the one it was issued under.
create table pass_plan (
  palace_id uuid not null references palace (id),
  id uuid not null,
  version integer not null check (version >= 1),
  name text not null check (length(name) between 1 and 40),
  name_en text not null default '' check (length(name_en) <= 80),
  -- null: as many as one likes within its time.
  units smallint check (units between 1 and 200),
  valid_days smallint not null check (valid_days between 1 and 1100),
  price_fen integer not null check (price_fen between 0 and 10000000),
  -- What it is good for, with the names of brands and activities as they were.
  scope jsonb not null,
  no_show_uses boolean not null,
  late_cancel_uses boolean not null,
  on_sale boolean not null,
  created_by uuid references person (id),
  created_at timestamptz not null,
  constraint pass_plan_version primary key (palace_id, id, version)
);
create trigger pass_plan_immutable before update or delete on pass_plan
  for each row execute function refuse_change();

create table pass (
  palace_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  plan_version integer not null,
  person_id uuid not null references person (id),
  units smallint check (units between 1 and 999),
  -- Units used, or kept for bookings ahead.
  taken integer not null default 0 check (taken >= 0),
  price_fen integer not null check (price_fen between 0 and 10000000),
  -- Good for sessions that begin within.
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  note text not null default '' check (length(note) <= 200),
  issued_by uuid references person (id),
  issued_at timestamptz not null,
  voided_at timestamptz,
  void_reason text check (length(void_reason) <= 200),
  refunded_fen integer check (refunded_fen between 0 and price_fen),
  warned_at timestamptz,
  primary key (palace_id, id),
  foreign key (palace_id, plan_id, plan_version) references pass_plan (palace_id, id, version),
  constraint pass_not_overdrawn check (taken <= units),
  check (valid_from < valid_until),
  check ((voided_at is null) = (void_reason is null) and (voided_at is null) = (refunded_fen is null))
);
create index pass_person on pass (person_id, valid_until desc, id);
create index pass_issued on pass (palace_id, issued_at desc, id);
create index pass_plan_issued on pass (palace_id, plan_id);
create index pass_to_warn on pass (valid_until) where warned_at is null and voided_at is null;

-- The pass that pays for the person's own seat, and whether a unit of it is used or kept for the booking.
alter table booking
  add column pass_id uuid,
  add column pass_taken boolean not null default false,
  add constraint booking_pass foreign key (palace_id, pass_id) references pass (palace_id, id);
create index booking_of_pass on booking (palace_id, pass_id, starts_at desc) where pass_id is not null;

-- A unit follows its booking whoever changes it: taken with it, given back when it ends in a state that does not use
-- it by the rules of the version. Passes are locked last: whoever ends several bookings has locked their people, and
-- a pass is one person's.
create function booking_keeps_unit() returns trigger language plpgsql as $$
declare
  keeps boolean;
begin
  if tg_op = 'INSERT' then
    new.pass_taken := true;
    return new;
  end if;
  select case new.status when 'no_show' then plan.no_show_uses when 'cancelled_late' then plan.late_cancel_uses
      else new.status in ('held', 'waitlisted', 'confirmed', 'checked_in', 'completed') end into keeps
  from pass join pass_plan plan on plan.palace_id = pass.palace_id and plan.id = pass.plan_id
    and plan.version = pass.plan_version
  where pass.palace_id = new.palace_id and pass.id = new.pass_id;
  if old.pass_taken and not keeps then
    update pass set taken = taken - 1 where palace_id = new.palace_id and id = new.pass_id;
    new.pass_taken := false;
  elsif keeps and not old.pass_taken then
    -- Counted as missed, there after all: that uses a unit if one is left, and changes nothing else if none is.
    update pass set taken = taken + 1 where palace_id = new.palace_id and id = new.pass_id
      and voided_at is null and (units is null or taken < units);
    new.pass_taken := found;
  end if;
  return new;
end $$;
create trigger booking_keeps_unit_new before insert on booking for each row
  when (new.pass_id is not null) execute function booking_keeps_unit();
create trigger booking_keeps_unit before update of status on booking for each row
  when (new.pass_id is not null and new.status is distinct from old.status) execute function booking_keeps_unit();

-- After the insert, so that a booking that is not written (somebody has booked already) takes nothing.
create function booking_takes_unit() returns trigger language plpgsql as $$
begin
  update pass set taken = taken + 1 where palace_id = new.palace_id and id = new.pass_id
    and person_id = new.person_id and voided_at is null;
  if not found then
    raise exception 'pass % cannot be used by %', new.pass_id, new.person_id
      using errcode = 'check_violation', constraint = 'pass_of_person';
  end if;
  return null;
end $$;
create trigger booking_takes_unit after insert on booking for each row
  when (new.pass_id is not null) execute function booking_takes_unit();

-- Told two hours before the start, and ten minutes before an offer runs out. One index serves both reminders of a
-- booking: what is not yet told of the second is a little more than what is not told of the first.
alter table booking
  add column reminded_soon_at timestamptz,
  add column offer_reminded_at timestamptz;
drop index booking_to_remind;
create index booking_to_remind on booking (starts_at) where status = 'confirmed' and reminded_soon_at is null;
