-- A rush spends a third of PostgreSQL's time on looking up what it has just looked up: of each new booking the same
-- person was checked four times over. Persons are never deleted, and these rows are written only together with a
-- booking, whose own keys to person and palace stay.
alter table person_quota drop constraint person_quota_person_id_fkey;
alter table person_quota drop constraint person_quota_palace_id_fkey;
alter table person_engagement drop constraint person_engagement_person_id_fkey;
-- Who books for themselves is that person, checked already: only somebody else is looked up.
alter table booking drop constraint booking_booked_by_fkey;
alter table booking
  add column booked_by_other uuid generated always as (nullif(booked_by, person_id)) stored references person (id);

-- The answer is written beside its key at the end of the same transaction: with room on the page it stays there, and
-- no index has to be told.
alter table idempotency_key set (fillfactor = 15);
