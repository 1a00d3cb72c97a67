-- A union nominates; who is nominated enters, or declines.
create table contest_nomination (
  palace_id uuid not null,
  id uuid not null,
  contest_id uuid not null,
  union_id uuid not null references union_node (id),
  -- As on the roster, encrypted; gone with the account. The hash finds whoever signs in with the number.
  name_cipher bytea,
  phone_cipher bytea,
  phone_hash bytea,
  category text not null,
  title text not null check (length(title) between 1 and 40),
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'declined', 'withdrawn')),
  person_id uuid references person (id),
  entry_id uuid,
  nominated_by uuid not null references person (id),
  nominated_at timestamptz not null,
  decided_at timestamptz,
  primary key (palace_id, id),
  foreign key (palace_id, contest_id) references contest (palace_id, id),
  foreign key (palace_id, entry_id) references contest_entry (palace_id, id),
  check ((state = 'waiting') = (decided_at is null)),
  check ((state = 'accepted') = (entry_id is not null))
);
-- Nobody is nominated twice for a category by one union.
create unique index contest_nomination_once on contest_nomination (palace_id, contest_id, union_id, phone_hash, category)
  where state in ('waiting', 'accepted');
create index contest_nomination_of_union on contest_nomination (union_id, palace_id, contest_id, nominated_at);
create index contest_nomination_phone on contest_nomination (phone_hash) where state = 'waiting';
create index contest_nomination_person on contest_nomination (person_id) where person_id is not null;
create unique index contest_nomination_entry on contest_nomination (palace_id, entry_id) where entry_id is not null;

create function contest_nomination_edge() returns trigger language plpgsql as $$
begin
  if old.state <> 'waiting' then
    raise exception 'nomination % is %', old.id, old.state
      using errcode = 'check_violation', constraint = 'contest_nomination_edge';
  end if;
  return new;
end $$;
create trigger contest_nomination_edge before update of state on contest_nomination
  for each row when (old.state <> new.state) execute function contest_nomination_edge();

-- An entry that is approved again keeps its place.
create index contest_gallery_place_entry on contest_gallery_place (palace_id, contest_id, dealt, scope, entry_id);
