-- Numbers of other platforms about a whole contest (a topic's reads, the plays of what was posted there), each with its
-- source, its day and who entered it; never added to what is counted here.
create table contest_external_count (
  palace_id uuid not null,
  id uuid not null,
  contest_id uuid not null,
  platform text not null check (length(platform) between 1 and 40),
  kind text not null check (kind in ('plays', 'topic_reads')),
  count bigint not null check (count >= 0),
  source text not null check (length(source) between 2 and 200),
  as_of timestamptz not null,
  entered_by uuid not null references person (id),
  entered_at timestamptz not null,
  primary key (palace_id, id),
  foreign key (palace_id, contest_id) references contest (palace_id, id)
);
create index contest_external_count_of on contest_external_count (palace_id, contest_id, as_of desc);
create trigger contest_external_count_append_only before update or delete on contest_external_count
  for each row execute function refuse_change();
