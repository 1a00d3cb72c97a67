-- Opening hours of certain days (a public holiday, a summer): they take the place of the week's. A null space means the
-- whole palace. No day has two answers: entries of one space, or of the palace, never share a day.
create table special_hours (
  palace_id uuid not null references palace (id),
  id uuid not null,
  space_id uuid,
  days daterange not null check (not isempty(days) and not lower_inf(days) and not upper_inf(days)),
  name text not null check (length(name) between 1 and 60),
  name_en text not null check (length(name_en) <= 120),
  -- Minutes since midnight on the palace's wall clock.
  open_minutes int4multirange not null
    check (not isempty(open_minutes) and open_minutes <@ int4multirange(int4range(0, 1440))),
  primary key (palace_id, id),
  foreign key (palace_id, space_id) references space (palace_id, id),
  constraint special_hours_no_overlap
    exclude using gist (palace_id with =, coalesce(space_id, palace_id) with =, days with &&)
);
