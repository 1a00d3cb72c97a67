-- Review before publication. An item is what was decided of one thing that somebody uploaded; the thing itself belongs
-- to another module. What is asked for now is its task; every answer is a decision, which never changes.
create table moderation_item (
  palace_id uuid not null references palace (id),
  id uuid not null,
  kind text not null check (kind in ('video', 'contest-entry', 'caption', 'comment', 'danmaku')),
  subject_id uuid not null,
  -- Who uploaded it; null: the palace's own.
  owner_id uuid references person (id),
  title text not null check (length(title) <= 120),
  -- By field, as they were written.
  texts jsonb not null default '[]',
  hits jsonb not null default '[]',
  flag text check (flag in ('block', 'hold', 'note')),
  state text not null default 'waiting'
    check (state in ('waiting', 'approved', 'rejected', 'taken_down', 'withdrawn')),
  task text check (task in ('first', 'final', 'appeal', 'report')),
  -- Grows with every task, so that its decisions are told from those before.
  task_no integer not null default 0,
  -- Reviewers who must agree.
  eyes smallint not null default 1 check (eyes in (1, 2)),
  -- What the last task came to.
  outcome text check (outcome in ('approve', 'reject')),
  -- False while there is nothing to look at yet.
  ready boolean not null default true,
  front boolean not null default false,
  reports integer not null default 0 check (reports >= 0),
  escalated_to uuid references union_node (id),
  claimed_by uuid references person (id),
  claimed_until timestamptz,
  submitted_at timestamptz not null,
  waiting_since timestamptz,
  decided_at timestamptz,
  reasons text[] not null default '{}',
  note text not null default '' check (length(note) <= 300),
  primary key (palace_id, id),
  constraint moderation_item_once unique (palace_id, kind, subject_id),
  check ((task is null) = (waiting_since is null)),
  check ((claimed_by is null) = (claimed_until is null)),
  constraint moderation_item_first_waits check ((task is not distinct from 'first') = (state = 'waiting')),
  constraint moderation_item_final_is_double check (task is distinct from 'final' or eyes = 2)
);
create index moderation_item_queue on moderation_item (palace_id, front desc, waiting_since, id)
  where task is not null;
create index moderation_item_owner on moderation_item (owner_id, submitted_at desc, id desc);
create index moderation_item_by_id on moderation_item (id);
create index moderation_item_decided on moderation_item (palace_id, state, decided_at desc, id desc);

create table moderation_decision (
  palace_id uuid not null,
  item_id uuid not null,
  seq integer not null check (seq >= 1),
  task text,
  task_no integer not null,
  verdict text not null
    check (verdict in ('approve', 'reject', 'take_down', 'restore', 'undo', 'escalate', 'withdraw')),
  reasons text[] not null default '{}',
  note text not null default '' check (length(note) <= 300),
  reviewer_id uuid not null references person (id),
  -- How long it had waited.
  waited_s integer,
  at timestamptz not null,
  constraint moderation_decision_seq primary key (palace_id, item_id, seq),
  foreign key (palace_id, item_id) references moderation_item (palace_id, id)
);
-- Four eyes: nobody decides twice in one task.
create unique index moderation_decision_other_person on moderation_decision (palace_id, item_id, task_no, reviewer_id)
  where verdict in ('approve', 'reject');
create index moderation_decision_waited on moderation_decision (palace_id, at)
  where task = 'first' and verdict in ('approve', 'reject');
create trigger moderation_decision_append_only before update or delete on moderation_decision
  for each row execute function refuse_change();
create trigger moderation_decision_no_truncate before truncate on moderation_decision
  for each statement execute function refuse_change();

-- Nobody decides about what is their own, and an appeal is not decided by who it is against.
create function moderation_decision_guard() returns trigger language plpgsql as $$
begin
  if new.verdict not in ('withdraw', 'escalate') and exists (select from moderation_item
    where palace_id = new.palace_id and id = new.item_id and owner_id = new.reviewer_id)
  then
    raise exception 'item % is their own', new.item_id
      using errcode = 'check_violation', constraint = 'moderation_own_item';
  end if;
  if new.task = 'appeal' and new.verdict in ('approve', 'reject') and exists (select from moderation_decision
    where palace_id = new.palace_id and item_id = new.item_id and reviewer_id = new.reviewer_id
      and verdict in ('reject', 'take_down'))
  then
    raise exception 'the appeal of % is against them', new.item_id
      using errcode = 'check_violation', constraint = 'moderation_appeal_other_person';
  end if;
  return new;
end $$;
create trigger moderation_decision_guard before insert on moderation_decision
  for each row execute function moderation_decision_guard();

-- A task ends with as many agreeing reviewers as it asks for, however the code comes to it.
create function moderation_item_eyes() returns trigger language plpgsql as $$
declare
  agreeing integer;
begin
  -- Whoever takes something down ends what was asked about it.
  if new.state = 'taken_down' and exists (select from moderation_decision
    where palace_id = old.palace_id and item_id = old.id and task_no = old.task_no and verdict = 'take_down')
  then
    return new;
  end if;
  select count(distinct reviewer_id) into agreeing from moderation_decision
    where palace_id = old.palace_id and item_id = old.id and task_no = old.task_no and verdict = new.outcome;
  if agreeing < old.eyes then
    raise exception 'item % needs % reviewers, % agree', old.id, old.eyes, agreeing
      using errcode = 'check_violation', constraint = 'moderation_item_eyes';
  end if;
  return new;
end $$;
create trigger moderation_item_eyes before update of task on moderation_item
  for each row when (old.task is not null and new.task is null and new.state <> 'withdrawn')
  execute function moderation_item_eyes();

create table moderation_appeal (
  palace_id uuid not null,
  item_id uuid not null,
  person_id uuid not null references person (id),
  text text not null check (length(text) <= 500),
  at timestamptz not null,
  outcome text check (outcome in ('accepted', 'refused')),
  constraint moderation_appeal_once primary key (palace_id, item_id),
  foreign key (palace_id, item_id) references moderation_item (palace_id, id)
);

create table moderation_report (
  palace_id uuid not null,
  item_id uuid not null,
  reporter_id uuid not null references person (id),
  reason text not null,
  text text not null default '' check (length(text) <= 300),
  at timestamptz not null,
  outcome text check (outcome in ('upheld', 'dismissed')),
  constraint moderation_report_once primary key (palace_id, item_id, reporter_id),
  foreign key (palace_id, item_id) references moderation_item (palace_id, id)
);
create index moderation_report_person on moderation_report (reporter_id);

-- Words, by the palace or union whose list it is. `form` is the word as texts are compared.
create table moderation_word (
  list_id uuid not null,
  form text not null check (length(form) between 1 and 80),
  word text not null check (length(word) between 1 and 40),
  action text not null check (action in ('block', 'hold', 'note')),
  sound boolean not null default false,
  note text not null default '' check (length(note) <= 100),
  added_by uuid not null references person (id),
  added_at timestamptz not null,
  constraint moderation_word_once primary key (list_id, form)
);
-- Grows with every change of a list: processes that hold it in memory read it anew.
create table moderation_word_list (
  list_id uuid primary key,
  revision bigint not null,
  words integer not null default 0 check (words <= 20000)
);

-- What waited for a decision when this came.
insert into moderation_item (palace_id, id, kind, subject_id, owner_id, title, texts, state, task, task_no, submitted_at,
    waiting_since)
  select palace_id, gen_random_uuid(), 'contest-entry', id, person_id, title,
    jsonb_build_array(jsonb_build_object('field', 'title', 'text', title),
      jsonb_build_object('field', 'description', 'text', description)), 'waiting', 'first', 1, entered_at, entered_at
  from contest_entry where state = 'waiting';
insert into moderation_item (palace_id, id, kind, subject_id, owner_id, title, texts, state, task, task_no, submitted_at,
    waiting_since)
  select a.palace_id, gen_random_uuid(), 'video', a.id, a.owner_id, a.title,
    jsonb_build_array(jsonb_build_object('field', 'title', 'text', a.title),
      jsonb_build_object('field', 'description', 'text', a.description)), 'waiting', 'first', 1, a.ready_at, a.ready_at
  from media_asset a where a.purpose = 'clip' and a.status = 'ready' and a.visibility = 'private'
    and a.removed_at is null
    and not exists (select from media_hold h where h.palace_id = a.palace_id and h.asset_id = a.id);
