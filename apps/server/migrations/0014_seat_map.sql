-- Numbered seats (对号入座). A map says where the seats of a space stand; it never changes: editing makes the next
-- version, and a session keeps the one it is sold by.
create table seat_map (
  palace_id uuid not null,
  id uuid not null,
  space_id uuid not null,
  version integer not null check (version >= 1),
  -- The few lines the seats are made from.
  plan jsonb not null,
  -- Seats that can be sold, and of these the places for wheelchairs.
  seats integer not null check (seats between 1 and 5000),
  wheelchair_places integer not null check (wheelchair_places between 0 and seats),
  created_by uuid references person (id),
  created_at timestamptz not null,
  primary key (palace_id, id),
  constraint seat_map_version unique (palace_id, space_id, version),
  constraint seat_map_of_space unique (palace_id, space_id, id),
  foreign key (palace_id, space_id) references space (palace_id, id)
);
create trigger seat_map_immutable before update or delete on seat_map
  for each row execute function refuse_change();

-- The seats of a map that can be sold, by their place in it: what a booking's seats are held to.
create table seat (
  palace_id uuid not null,
  map_id uuid not null,
  seat smallint not null check (seat between 0 and 4999),
  primary key (palace_id, map_id, seat),
  foreign key (palace_id, map_id) references seat_map (palace_id, id)
);
create trigger seat_immutable before update or delete on seat
  for each row execute function refuse_change();

-- A session is sold by a map of the space it takes place in.
alter table session add column seat_map_id uuid;
alter table session add constraint session_seat_map
  foreign key (palace_id, space_id, seat_map_id) references seat_map (palace_id, space_id, id);

-- Repeated in the pool, so that a claim that holds the row knows whether its booking needs seats of a map. A pool has
-- that of its session, whoever makes it.
alter table pool add column seat_map_id uuid;
create function pool_takes_seat_map() returns trigger language plpgsql as $$
begin
  new.seat_map_id := (select seat_map_id from session where palace_id = new.palace_id and id = new.session_id);
  return new;
end $$;
create trigger pool_takes_seat_map before insert on pool for each row execute function pool_takes_seat_map();

-- Which seats a booking has; its tickets carry them by ordinal. What the seat is called is kept as it was sold.
create table booking_seat (
  palace_id uuid not null,
  booking_id uuid not null,
  ordinal smallint not null check (ordinal between 0 and 5),
  session_id uuid not null,
  map_id uuid not null,
  seat smallint not null,
  place text not null check (length(place) between 1 and 60),
  place_en text not null check (length(place_en) <= 120),
  -- A booking that has ended keeps the memory of its seats.
  active boolean not null default true,
  primary key (palace_id, booking_id, ordinal),
  foreign key (palace_id, booking_id) references booking (palace_id, id),
  constraint booking_seat_of_map foreign key (palace_id, map_id, seat) references seat (palace_id, map_id, seat)
);
create unique index seat_sold_once on booking_seat (palace_id, session_id, seat) where active;

-- Seats come free with the booking that had them, whoever ends it.
create function free_booking_seats() returns trigger language plpgsql as $$
begin
  update booking_seat set active = false where palace_id = new.palace_id and booking_id = new.id and active;
  return null;
end $$;
create trigger free_booking_seats after update of status on booking
  for each row when (new.status not in
    ('waitlisted', 'held', 'confirmed', 'checked_in', 'no_show', 'completed', 'excused'))
  execute function free_booking_seats();

-- How somebody who waits would like to sit, for when seats come free.
create table booking_seat_wish (
  palace_id uuid not null,
  booking_id uuid not null,
  section smallint check (section between 0 and 7),
  wheelchair boolean not null,
  primary key (palace_id, booking_id),
  foreign key (palace_id, booking_id) references booking (palace_id, id)
);
