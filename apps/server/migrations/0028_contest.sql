-- Talent contests. Every part of a contest that people may rely on later (its definition, votes, scores, results) is
-- either versioned, append-only, or fixed when its round is closed.
create table contest (
  palace_id uuid not null references palace (id),
  id uuid not null,
  state text not null default 'draft' check (state in ('draft', 'published', 'finished', 'called_off')),
  -- The definition in force.
  version integer not null check (version >= 1),
  next_number integer not null default 1,
  -- The gallery's order that is dealt out now; 0: none yet.
  gallery integer not null default 0,
  created_by uuid not null references person (id),
  created_at timestamptz not null,
  published_at timestamptz,
  ended_at timestamptz,
  call_off_reason text check (length(call_off_reason) <= 200),
  primary key (palace_id, id),
  check ((state = 'draft') = (published_at is null))
);
create index contest_published on contest (published_at desc) where state <> 'draft';

create function contest_edge() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (('draft', 'published'), ('published', 'finished'), ('published', 'called_off')) then
    raise exception 'contest % does not go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'contest_edge';
  end if;
  return new;
end $$;
create trigger contest_edge before update of state on contest
  for each row when (old.state <> new.state) execute function contest_edge();

create table contest_version (
  palace_id uuid not null,
  contest_id uuid not null,
  version integer not null,
  definition jsonb not null,
  created_by uuid not null references person (id),
  created_at timestamptz not null,
  constraint contest_version_once primary key (palace_id, contest_id, version),
  foreign key (palace_id, contest_id) references contest (palace_id, id)
);
create trigger contest_version_immutable before update or delete on contest_version
  for each row execute function refuse_change();

-- A round carries the head of its chain of votes: who appends holds the row.
create table contest_round (
  palace_id uuid not null,
  contest_id uuid not null,
  round smallint not null check (round between 0 and 3),
  state text not null default 'waiting' check (state in ('waiting', 'open', 'closed')),
  -- Votes in the chain, which is the last one's number, and those of them that count no longer.
  votes bigint not null default 0,
  voided bigint not null default 0 check (voided between 0 and votes),
  batches integer not null default 0,
  head bytea not null default decode(repeat('00', 32), 'hex') check (length(head) = 32),
  -- Days in the chain never go back.
  last_day date,
  closed_at timestamptz,
  primary key (palace_id, contest_id, round),
  foreign key (palace_id, contest_id) references contest (palace_id, id),
  check ((state = 'closed') = (closed_at is not null))
);
create function contest_round_edge() returns trigger language plpgsql as $$
begin
  if old.state = 'closed' or (old.state, new.state) = ('open', 'waiting') then
    raise exception 'round % of contest % is %', old.round, old.contest_id, old.state
      using errcode = 'check_violation', constraint = 'contest_round_edge';
  end if;
  return new;
end $$;
create trigger contest_round_edge before update on contest_round
  for each row execute function contest_round_edge();

-- Holds a round until the transaction ends. Every change of its votes, scores and entries begins here.
create function lock_contest_round(palace uuid, contest uuid, number integer) returns setof contest_round
language sql volatile as $$
  select * from contest_round where palace_id = palace and contest_id = contest and round = number for update
$$;

-- Entries

create table contest_entrant (
  palace_id uuid not null,
  contest_id uuid not null,
  person_id uuid not null references person (id),
  entries smallint not null check (entries >= 0),
  allowed smallint not null,
  primary key (palace_id, contest_id, person_id),
  foreign key (palace_id, contest_id) references contest (palace_id, id),
  constraint contest_entrant_limit check (entries <= allowed)
);

create table contest_entry (
  palace_id uuid not null,
  id uuid not null,
  contest_id uuid not null,
  version integer not null,
  number integer not null check (number between 1 and 999999),
  category text not null,
  person_id uuid not null references person (id),
  entrant_kind text not null check (entrant_kind in ('person', 'family', 'team', 'union')),
  entrant_name text not null check (length(entrant_name) between 1 and 40),
  people text[] not null default '{}' check (cardinality(people) <= 60),
  title text not null check (length(title) between 1 and 40),
  description text not null default '' check (length(description) <= 1000),
  answers jsonb not null default '{}',
  union_id uuid references union_node (id),
  asset_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'rejected', 'withdrawn', 'taken_down')),
  note text not null default '' check (length(note) <= 200),
  -- The last round it reached.
  round smallint not null default 0 check (round between 0 and 3),
  -- How often the gallery has shown it.
  shown bigint not null default 0,
  -- Pairs of letters of title, name and number: what a search looks for.
  grams text[] not null default '{}',
  entered_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references person (id),
  primary key (palace_id, id),
  constraint contest_entry_number unique (palace_id, contest_id, number),
  foreign key (palace_id, contest_id) references contest (palace_id, id),
  foreign key (palace_id, contest_id, version) references contest_version (palace_id, contest_id, version)
);
create index contest_entry_state on contest_entry (palace_id, contest_id, state, number);
create index contest_entry_person on contest_entry (person_id, entered_at desc);
create index contest_entry_grams on contest_entry using gin (grams) where state = 'approved';

create function contest_entry_edge() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (('waiting', 'approved'), ('waiting', 'rejected'), ('waiting', 'withdrawn'),
    ('rejected', 'approved'), ('rejected', 'withdrawn'), ('approved', 'taken_down'), ('approved', 'withdrawn'),
    ('taken_down', 'approved'))
  then
    raise exception 'entry % does not go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'contest_entry_edge';
  end if;
  return new;
end $$;
create trigger contest_entry_edge before update of state on contest_entry
  for each row when (old.state <> new.state) execute function contest_entry_edge();

-- Votes

-- Which entries are in a round, and their votes that count. Kept in the transaction that casts or voids them.
create table contest_tally (
  palace_id uuid not null,
  contest_id uuid not null,
  round smallint not null,
  entry_id uuid not null,
  votes bigint not null default 0 check (votes >= 0),
  voided bigint not null default 0 check (voided >= 0),
  -- False once the entry was withdrawn or taken down: it stays in the round without a place in its result.
  accepting boolean not null default true,
  primary key (palace_id, contest_id, round, entry_id),
  foreign key (palace_id, contest_id, round) references contest_round (palace_id, contest_id, round),
  foreign key (palace_id, entry_id) references contest_entry (palace_id, id)
) with (fillfactor = 70);
create index contest_tally_entry on contest_tally (palace_id, entry_id);

-- One row a vote, numbered without gaps, never changed.
create table contest_vote (
  palace_id uuid not null,
  contest_id uuid not null,
  round smallint not null,
  seq bigint not null check (seq >= 1),
  entry_id uuid not null,
  person_id uuid not null,
  -- Stands for the person in the published file of this contest.
  voter bytea not null check (length(voter) = 16),
  day date not null,
  cast_at timestamptz not null,
  -- Keyed hashes of the device and of the block of addresses, to find many votes that come from one.
  device bytea,
  address bytea,
  -- The account was less than two days old.
  new_account boolean not null,
  constraint contest_vote_seq primary key (palace_id, contest_id, round, seq),
  constraint contest_vote_once unique (palace_id, contest_id, round, person_id, day, entry_id),
  foreign key (palace_id, contest_id, round, entry_id)
    references contest_tally (palace_id, contest_id, round, entry_id)
);
create index contest_vote_person on contest_vote (person_id, palace_id, contest_id);
create trigger contest_vote_append_only before update or delete on contest_vote
  for each row execute function refuse_change();
create trigger contest_vote_no_truncate before truncate on contest_vote
  for each statement execute function refuse_change();

create table contest_voter_day (
  palace_id uuid not null,
  contest_id uuid not null,
  round smallint not null,
  person_id uuid not null,
  day date not null,
  votes smallint not null,
  allowed smallint not null,
  primary key (palace_id, contest_id, round, person_id, day),
  foreign key (palace_id, contest_id, round) references contest_round (palace_id, contest_id, round),
  constraint contest_votes_a_day check (votes between 1 and allowed)
);

-- Votes that were cast together: each batch's hash covers the one before and the lines of its own votes.
create table contest_vote_batch (
  palace_id uuid not null,
  contest_id uuid not null,
  round smallint not null,
  batch integer not null check (batch >= 1),
  first_seq bigint not null,
  last_seq bigint not null check (last_seq >= first_seq),
  previous bytea not null check (length(previous) = 32),
  hash bytea not null check (length(hash) = 32),
  at timestamptz not null,
  constraint contest_vote_batch_once primary key (palace_id, contest_id, round, batch),
  foreign key (palace_id, contest_id, round) references contest_round (palace_id, contest_id, round)
);
create trigger contest_vote_batch_append_only before update or delete on contest_vote_batch
  for each row execute function refuse_change();

-- Votes that look wrong, and why.
create table contest_finding (
  palace_id uuid not null,
  id uuid not null,
  contest_id uuid not null,
  round smallint not null,
  kind text not null check (kind in ('burst', 'device', 'addresses', 'new_accounts')),
  -- What it is about, e.g. a device on a day: found once.
  subject text not null,
  entry_id uuid,
  state text not null default 'open' check (state in ('open', 'dismissed', 'voided', 'restored')),
  votes integer not null,
  people integer not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  figures jsonb not null,
  reason text not null default '' check (length(reason) <= 300),
  decided_by uuid references person (id),
  decided_at timestamptz,
  found_at timestamptz not null,
  primary key (palace_id, id),
  constraint contest_finding_once unique (palace_id, contest_id, round, kind, subject),
  foreign key (palace_id, contest_id, round) references contest_round (palace_id, contest_id, round)
);
create index contest_finding_of on contest_finding (palace_id, contest_id, state, found_at desc);

create function contest_finding_edge() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (('open', 'dismissed'), ('open', 'voided'), ('voided', 'restored')) then
    raise exception 'finding % does not go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'contest_finding_edge';
  end if;
  return new;
end $$;
create trigger contest_finding_edge before update of state on contest_finding
  for each row when (old.state <> new.state) execute function contest_finding_edge();

create table contest_finding_vote (
  palace_id uuid not null,
  finding_id uuid not null,
  seq bigint not null,
  primary key (palace_id, finding_id, seq),
  foreign key (palace_id, finding_id) references contest_finding (palace_id, id)
);

-- Votes that count no longer. What was decided, by whom and why is the finding's and the audit log's.
create table contest_vote_void (
  palace_id uuid not null,
  contest_id uuid not null,
  round smallint not null,
  seq bigint not null,
  finding_id uuid not null,
  constraint contest_vote_void_once primary key (palace_id, contest_id, round, seq),
  foreign key (palace_id, contest_id, round, seq) references contest_vote (palace_id, contest_id, round, seq),
  foreign key (palace_id, finding_id) references contest_finding (palace_id, id)
);

create table contest_void_appeal (
  palace_id uuid not null,
  finding_id uuid not null,
  person_id uuid not null references person (id),
  text text not null check (length(text) <= 500),
  at timestamptz not null,
  constraint contest_void_appeal_once primary key (palace_id, finding_id, person_id),
  foreign key (palace_id, finding_id) references contest_finding (palace_id, id)
);

-- Experts

create table contest_expert (
  palace_id uuid not null,
  contest_id uuid not null,
  person_id uuid not null references person (id),
  categories text[] not null default '{}',
  invited_by uuid not null references person (id),
  invited_at timestamptz not null,
  removed_at timestamptz,
  primary key (palace_id, contest_id, person_id),
  foreign key (palace_id, contest_id) references contest (palace_id, id)
);
create index contest_expert_person on contest_expert (person_id) where removed_at is null;

create table contest_conflict (
  palace_id uuid not null,
  contest_id uuid not null,
  entry_id uuid not null,
  person_id uuid not null,
  reason text not null check (length(reason) <= 200),
  declared_at timestamptz not null,
  primary key (palace_id, contest_id, entry_id, person_id),
  foreign key (palace_id, contest_id, person_id) references contest_expert (palace_id, contest_id, person_id),
  foreign key (palace_id, entry_id) references contest_entry (palace_id, id)
);
create trigger contest_conflict_append_only before update or delete on contest_conflict
  for each row execute function refuse_change();

create table contest_score (
  palace_id uuid not null,
  contest_id uuid not null,
  round smallint not null,
  entry_id uuid not null,
  person_id uuid not null,
  -- 0 to 100 by criterion.
  scores jsonb not null,
  -- Hundredths of a point, weighted.
  total integer not null check (total between 0 and 10000),
  note text not null default '' check (length(note) <= 300),
  scored_at timestamptz not null,
  primary key (palace_id, contest_id, round, entry_id, person_id),
  foreign key (palace_id, contest_id, round, entry_id)
    references contest_tally (palace_id, contest_id, round, entry_id),
  foreign key (palace_id, contest_id, person_id) references contest_expert (palace_id, contest_id, person_id)
);
create index contest_score_person on contest_score (palace_id, contest_id, person_id, round);

-- Scores change only while their round is open, and never with a conflict of interest.
create function contest_score_guard() returns trigger language plpgsql as $$
declare
  mine contest_score := coalesce(new, old);
begin
  if (select state from contest_round where palace_id = mine.palace_id and contest_id = mine.contest_id
    and round = mine.round for share) <> 'open'
  then
    raise exception 'round % is not open', mine.round
      using errcode = 'check_violation', constraint = 'contest_score_open';
  end if;
  if tg_op <> 'DELETE' and (
    exists (select from contest_conflict where palace_id = new.palace_id and contest_id = new.contest_id
      and entry_id = new.entry_id and person_id = new.person_id)
    or exists (select from contest_entry where palace_id = new.palace_id and id = new.entry_id
      and person_id = new.person_id))
  then
    raise exception 'conflict of interest' using errcode = 'check_violation', constraint = 'contest_score_conflict';
  end if;
  return coalesce(new, old);
end $$;
create trigger contest_score_guard before insert or update or delete on contest_score
  for each row execute function contest_score_guard();

-- Results, as they were published when the round was closed.
create table contest_result (
  palace_id uuid not null,
  contest_id uuid not null,
  round smallint not null,
  entry_id uuid not null,
  category text not null,
  votes bigint not null,
  vote_score integer not null check (vote_score between 0 and 10000),
  expert_score integer check (expert_score between 0 and 10000),
  total integer not null check (total between 0 and 10000),
  rank integer not null check (rank >= 1),
  advanced boolean not null,
  prize text,
  primary key (palace_id, contest_id, round, entry_id),
  foreign key (palace_id, contest_id, round, entry_id)
    references contest_tally (palace_id, contest_id, round, entry_id)
);
create index contest_result_rank on contest_result (palace_id, contest_id, round, category, rank);
create trigger contest_result_immutable before update or delete on contest_result
  for each row execute function refuse_change();

create table contest_certificate (
  palace_id uuid not null,
  id uuid not null,
  contest_id uuid not null,
  entry_id uuid not null,
  prize text not null,
  -- Printed on it and in its QR code; finds the palace in contest_certificate_code.
  code text not null,
  -- What it says, as it was signed.
  content text not null,
  signature bytea not null check (length(signature) = 64),
  issued_at timestamptz not null,
  revoked_at timestamptz,
  primary key (palace_id, id),
  constraint contest_certificate_once unique (palace_id, contest_id, entry_id),
  foreign key (palace_id, entry_id) references contest_entry (palace_id, id)
);
create table contest_certificate_code (
  code text primary key,
  palace_id uuid not null,
  certificate_id uuid not null,
  foreign key (palace_id, certificate_id) references contest_certificate (palace_id, id)
);

-- Live commerce

create table contest_sales (
  palace_id uuid not null,
  id uuid not null,
  contest_id uuid not null,
  entry_id uuid not null,
  amount_fen bigint not null check (amount_fen between 0 and 1000000000),
  orders integer not null check (orders >= 0),
  proof text not null check (length(proof) <= 500),
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'rejected')),
  note text not null default '' check (length(note) <= 200),
  reported_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references person (id),
  primary key (palace_id, id),
  foreign key (palace_id, entry_id) references contest_entry (palace_id, id),
  check ((state = 'waiting') = (decided_at is null))
);
create index contest_sales_of on contest_sales (palace_id, contest_id, state, reported_at);
create index contest_sales_entry on contest_sales (palace_id, entry_id);
create function contest_sales_edge() returns trigger language plpgsql as $$
begin
  if old.state <> 'waiting' then
    raise exception 'report % is decided', old.id
      using errcode = 'check_violation', constraint = 'contest_sales_edge';
  end if;
  return new;
end $$;
create trigger contest_sales_edge before update of state on contest_sales
  for each row execute function contest_sales_edge();

-- The gallery's order. Entries are dealt dense places, apart for all and for each category, so that any visitor's own
-- order is arithmetic on places: nothing is sorted when a page is read.
create table contest_gallery (
  palace_id uuid not null,
  contest_id uuid not null,
  dealt integer not null,
  -- A category; empty: all.
  scope text not null,
  -- Places below `seldom` belong to the entries shown least; those from `dealt_size` on came later.
  seldom integer not null,
  dealt_size integer not null,
  size integer not null,
  dealt_at timestamptz not null,
  primary key (palace_id, contest_id, dealt, scope),
  foreign key (palace_id, contest_id) references contest (palace_id, id)
);
create table contest_gallery_place (
  palace_id uuid not null,
  contest_id uuid not null,
  dealt integer not null,
  scope text not null,
  place integer not null,
  entry_id uuid not null,
  primary key (palace_id, contest_id, dealt, scope, place),
  foreign key (palace_id, contest_id, dealt, scope)
    references contest_gallery (palace_id, contest_id, dealt, scope) on delete cascade
);
