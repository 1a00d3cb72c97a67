-- A reviewer who takes a decision back within minutes lets the entry wait again.
create or replace function contest_entry_edge() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (('waiting', 'approved'), ('waiting', 'rejected'), ('waiting', 'withdrawn'),
    ('rejected', 'approved'), ('rejected', 'withdrawn'), ('approved', 'taken_down'), ('approved', 'withdrawn'),
    ('taken_down', 'approved'), ('approved', 'waiting'), ('rejected', 'waiting'))
  then
    raise exception 'entry % does not go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'contest_entry_edge';
  end if;
  return new;
end $$;

create index contest_entry_by_id on contest_entry (id);
create index contest_entry_clip on contest_entry (asset_id) where state = 'waiting';
