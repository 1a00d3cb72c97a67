-- Numbers of other platforms about a whole series of lectures (its topic's reads, the plays of what was posted there), each
-- with its source, its day and who entered it; never added to what is counted here.
create table lecture_series_external_count (
  palace_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  platform text not null check (length(platform) between 1 and 40),
  kind text not null check (kind in ('plays', 'topic_reads')),
  count bigint not null check (count >= 0),
  source text not null check (length(source) between 2 and 200),
  as_of timestamptz not null,
  entered_by uuid not null references person (id),
  entered_at timestamptz not null,
  primary key (palace_id, id),
  foreign key (palace_id, series_id) references lecture_series (palace_id, id)
);
create index lecture_series_external_count_of on lecture_series_external_count (palace_id, series_id, as_of desc);
create trigger lecture_series_external_count_append_only before update or delete on lecture_series_external_count
  for each row execute function refuse_change();
