-- An entry whose recording is taken down, by whoever and for whatever reason: it stays approved, but is out of the gallery
-- and of its round until the recording is shown again.
alter table contest_entry
  add column clip_down_at timestamptz,
  add constraint contest_entry_clip_down check (clip_down_at is null or asset_id is not null);
drop index contest_entry_clip;
create index contest_entry_clip on contest_entry (asset_id) where asset_id is not null;

-- Whether two different people have agreed to something in one task, since it was last submitted. What they took back
-- does not count.
create function moderation_agreed(palace uuid, of_kind text, subject uuid) returns boolean language sql stable as $$
  select exists (
    select from moderation_item i
      join moderation_decision d on d.palace_id = i.palace_id and d.item_id = i.id and d.verdict = 'approve'
    where i.palace_id = palace and i.kind = of_kind and i.subject_id = subject
      and d.task_no >= coalesce((select max(f.task_no) from moderation_decision f
        where f.palace_id = i.palace_id and f.item_id = i.id and f.task = 'first'), 0)
      and not exists (select from moderation_decision u where u.palace_id = i.palace_id and u.item_id = i.id
        and u.task_no = d.task_no and u.verdict = 'undo')
    group by d.task_no having count(distinct d.reviewer_id) >= 2)
$$;

-- Whoever may win a prize is looked at by two people, however the code comes to it: a contest that begins with its final
-- takes no entry that only one approved, and a final's result has no place for one.
create function contest_final_agreed() returns trigger language plpgsql as $$
declare
  lacking uuid;
begin
  with finals as materialized (
    select p.palace_id, p.contest_id, p.round from (select distinct palace_id, contest_id, round from placed) p
      join contest c on c.palace_id = p.palace_id and c.id = p.contest_id
      join contest_version v on v.palace_id = c.palace_id and v.contest_id = c.id and v.version = c.version
    where v.definition #>> array['rounds', p.round::text, 'kind'] = 'final'
  )
  select p.entry_id into lacking from finals f join placed p using (palace_id, contest_id, round)
  where not moderation_agreed(p.palace_id, 'contest-entry', p.entry_id) limit 1;
  if found then
    raise exception 'entry % needs two reviewers before a final', lacking
      using errcode = 'check_violation', constraint = 'contest_final_agreed';
  end if;
  return null;
end $$;
create trigger contest_final_agreed after insert on contest_result referencing new table as placed
  for each statement execute function contest_final_agreed();

create function contest_entry_agreed() returns trigger language plpgsql as $$
begin
  if exists (select from contest c
      join contest_version v on v.palace_id = c.palace_id and v.contest_id = c.id and v.version = c.version
      where c.palace_id = new.palace_id and c.id = new.contest_id
        and v.definition #>> array['rounds', '0', 'kind'] = 'final')
    and not moderation_agreed(new.palace_id, 'contest-entry', new.id)
  then
    raise exception 'entry % needs two reviewers to be approved for a final', new.id
      using errcode = 'check_violation', constraint = 'contest_entry_agreed';
  end if;
  return new;
end $$;
create trigger contest_entry_agreed before update of state on contest_entry
  for each row when (new.round = 0 and old.state in ('waiting', 'rejected') and new.state = 'approved')
  execute function contest_entry_agreed();

-- Who deals a gallery and who adds to what is dealt come one after the other. The last lock of a transaction.
create function lock_contest_gallery(contest uuid) returns void language sql volatile as $$
  select pg_advisory_xact_lock(hashtextextended('gallery ' || contest, 0))
$$;

-- Holds an appeal, and a contest, until the transaction ends.
create function lock_contest_appeal(palace uuid, appeal uuid) returns setof contest_void_appeal language sql volatile as $$
  select * from contest_void_appeal where palace_id = palace and id = appeal for update
$$;
create function lock_contest(palace uuid, contest uuid) returns void language sql volatile as $$
  select from contest c where c.palace_id = palace and c.id = contest for no key update
$$;
