-- Sold out, remembered in the server processes for up to half a second (ADR 7). Seats that come free in a pool
-- that had none may be claimed only by who comes after this moment, when no process remembers it as full any more.
alter table pool add column reopens_at timestamptz;

create function pool_reopen_delay() returns interval language sql immutable as $$
  select interval '700 milliseconds'
$$;

create function pool_reopens() returns trigger language plpgsql as $$
begin
  -- A new pool delays nobody unless its session may be remembered as full: some seat was taken before.
  if tg_op = 'UPDATE' or exists (
    select from pool where palace_id = new.palace_id and session_id = new.session_id and held + confirmed > 0)
  then
    new.reopens_at := clock_timestamp() + pool_reopen_delay();
  end if;
  return new;
end $$;
create trigger pool_reopens before update on pool for each row
  when (old.capacity - old.held - old.confirmed < 1 and new.capacity - new.held - new.confirmed >= 1)
  execute function pool_reopens();
create trigger pool_reopens_new before insert on pool for each row
  when (new.capacity - new.held - new.confirmed >= 1)
  execute function pool_reopens();
