-- Who books a slot by the closures there are (shared) and who makes one (alone) wait for each other, until commit.
create function lock_closures(palace uuid, alone boolean) returns void language plpgsql volatile as $$
begin
  if alone then
    perform pg_advisory_xact_lock(hashtextextended('closures ' || palace, 0));
  else
    perform pg_advisory_xact_lock_shared(hashtextextended('closures ' || palace, 0));
  end if;
end $$;
