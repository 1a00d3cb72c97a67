-- Seats of a block are claimed only in its own name, never by those whom a process answers from memory: there is nothing
-- to wait for. With the delay the leader of a new team, who takes a seat in the same transaction, found it full.
create or replace function pool_reopens() returns trigger language plpgsql as $$
begin
  -- A new pool delays nobody unless its session may be remembered as full: some seat was taken before.
  if new.kind <> 'block' and (tg_op = 'UPDATE' or exists (
    select from pool where palace_id = new.palace_id and session_id = new.session_id and held + confirmed > 0))
  then
    new.reopens_at := clock_timestamp() + pool_reopen_delay();
  end if;
  return new;
end $$;
