-- How a session's places are given out: at once to whoever comes first, through a waiting room, or by ballot.
alter table session add column release text not null default 'first_come'
  constraint session_release_known check (release in ('first_come', 'waiting_room', 'ballot'));

-- People decide by how places are given out, so it stays once somebody has booked. Whoever keeps other rows of people
-- who have joined in (places in a waiting room, entries of a ballot) adds a trigger of the same kind.
create function session_release_fixed() returns trigger language plpgsql as $$
begin
  if exists (select from booking where palace_id = old.palace_id and session_id = old.id) then
    raise exception 'session % has bookings: its release stays %', old.id, old.release
      using errcode = 'check_violation', constraint = 'session_release_fixed';
  end if;
  return new;
end $$;
create trigger session_release_fixed before update of release on session
  for each row when (old.release <> new.release) execute function session_release_fixed();
