-- Credit counts spaces given back late as well: an entry and an appeal are about a booking of a session or of a space.
alter table credit_entry alter column booking_id drop not null;
alter table credit_entry add column space_booking_id uuid;
alter table credit_entry add constraint credit_entry_of_one check (num_nonnulls(booking_id, space_booking_id) = 1);
-- Nobody is missed in a space: it may be let again as soon as it is given back.
alter table credit_entry add constraint credit_entry_space_late
  check (space_booking_id is null or kind <> 'no_show');
alter table credit_entry add constraint credit_entry_space_once unique (palace_id, space_booking_id, kind);
alter table credit_entry add foreign key (palace_id, space_booking_id) references space_booking (palace_id, id);

alter table credit_appeal alter column booking_id drop not null;
alter table credit_appeal add column space_booking_id uuid;
alter table credit_appeal add constraint credit_appeal_of_one check (num_nonnulls(booking_id, space_booking_id) = 1);
alter table credit_appeal add foreign key (palace_id, space_booking_id) references space_booking (palace_id, id);
