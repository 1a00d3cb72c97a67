-- What was decided about votes after they were cast, in order and never changed: a void, and what gives votes back.
-- contest_vote_void follows from it.
alter table contest_round add column rulings integer not null default 0 check (rulings >= 0);

create table contest_ruling (
  palace_id uuid not null,
  contest_id uuid not null,
  round smallint not null,
  ruling integer not null check (ruling >= 1),
  kind text not null check (kind in ('void', 'restore', 'appeal')),
  finding_id uuid not null,
  -- Votes that count no longer, or count again, by this.
  seqs bigint[] not null,
  at timestamptz not null,
  constraint contest_ruling_once primary key (palace_id, contest_id, round, ruling),
  foreign key (palace_id, contest_id, round) references contest_round (palace_id, contest_id, round),
  foreign key (palace_id, finding_id) references contest_finding (palace_id, id)
);
create trigger contest_ruling_append_only before update or delete on contest_ruling
  for each row execute function refuse_change();
create trigger contest_ruling_no_truncate before truncate on contest_ruling
  for each statement execute function refuse_change();

-- Voids of before.
insert into contest_ruling (palace_id, contest_id, round, ruling, kind, finding_id, seqs, at)
select f.palace_id, f.contest_id, f.round,
  row_number() over (partition by f.palace_id, f.contest_id, f.round order by f.decided_at, f.id), 'void', f.id,
  array(select w.seq from contest_vote_void w where w.palace_id = f.palace_id and w.finding_id = f.id order by w.seq),
  coalesce(f.decided_at, f.found_at)
from contest_finding f where f.state = 'voided';
alter table contest_round disable trigger contest_round_edge;
update contest_round r set rulings = made.rulings
from (select palace_id, contest_id, round, max(ruling) as rulings from contest_ruling group by 1, 2, 3) as made
where r.palace_id = made.palace_id and r.contest_id = made.contest_id and r.round = made.round;
alter table contest_round enable trigger contest_round_edge;

-- A vote that an appeal gave back is no longer covered by the finding.
alter table contest_finding_vote add column restored boolean not null default false;

-- Appeals are decided, by somebody else than who voided.
alter table contest_void_appeal
  add column id uuid,
  add column state text not null default 'waiting' check (state in ('waiting', 'upheld', 'dismissed')),
  add column answer text not null default '' check (length(answer) <= 300),
  add column decided_by uuid references person (id),
  add column decided_at timestamptz;
update contest_void_appeal set id = gen_random_uuid();
update contest_void_appeal a set state = 'upheld', decided_at = f.decided_at, decided_by = f.decided_by
from contest_finding f where f.palace_id = a.palace_id and f.id = a.finding_id and f.state = 'restored';
alter table contest_void_appeal
  alter column id set not null,
  add constraint contest_void_appeal_id unique (palace_id, id),
  add constraint contest_void_appeal_decided check ((state = 'waiting') = (decided_at is null));

create function contest_void_appeal_edge() returns trigger language plpgsql as $$
begin
  if old.state <> 'waiting' then
    raise exception 'appeal % is decided', old.id
      using errcode = 'check_violation', constraint = 'contest_void_appeal_edge';
  end if;
  if exists (select from contest_finding where palace_id = new.palace_id and id = new.finding_id
    and decided_by = new.decided_by and state = 'voided')
  then
    raise exception 'appeal % needs another officer', old.id
      using errcode = 'check_violation', constraint = 'contest_void_appeal_officer';
  end if;
  return new;
end $$;
create trigger contest_void_appeal_edge before update of state on contest_void_appeal
  for each row when (old.state <> new.state) execute function contest_void_appeal_edge();

-- A certificate that is withdrawn says why.
alter table contest_certificate
  add column revoke_reason text not null default '' check (length(revoke_reason) <= 200),
  add column revoked_by uuid references person (id),
  add constraint contest_certificate_revoked check ((revoked_at is null) = (revoke_reason = ''));
