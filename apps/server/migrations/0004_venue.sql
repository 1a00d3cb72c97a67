-- What can be booked or occupied. A resource is the smallest thing that only one party can use at a time: a
-- leaf unit of a room, a teacher, a kit, a vehicle. A space is what people book: it is made of room units,
-- so the whole hall and its half share units and collide.
create table resource (
  palace_id uuid not null references palace (id),
  id uuid not null,
  kind text not null check (kind in ('room_unit', 'teacher', 'kit', 'vehicle')),
  name text not null check (length(name) between 1 and 60),
  primary key (palace_id, id)
);

create table space (
  palace_id uuid not null references palace (id),
  id uuid not null,
  kind text not null check (kind in
    ('hall', 'classroom', 'court', 'cinema', 'gallery', 'rehearsal', 'outdoor', 'reading', 'gym', 'studio')),
  name text not null check (length(name) between 1 and 60),
  name_en text not null default '' check (length(name_en) <= 120),
  capacity integer not null check (capacity between 1 and 100000),
  description text not null default '' check (length(description) <= 2000),
  description_en text not null default '' check (length(description_en) <= 4000),
  bookable boolean not null default false,
  slot_minutes smallint not null default 60 check (slot_minutes between 15 and 480),
  price_fen integer not null default 0 check (price_fen >= 0),
  member_price_fen integer not null default 0 check (member_price_fen between 0 and price_fen),
  position smallint not null default 0,
  primary key (palace_id, id)
);

create table space_unit (
  palace_id uuid not null,
  space_id uuid not null,
  resource_id uuid not null,
  primary key (palace_id, space_id, resource_id),
  foreign key (palace_id, space_id) references space (palace_id, id),
  foreign key (palace_id, resource_id) references resource (palace_id, id)
);

-- Weekly opening hours in the palace's time zone; a null space means the whole palace. Sunday is 0.
create table opening_hours (
  palace_id uuid not null references palace (id),
  id uuid not null,
  space_id uuid,
  weekday smallint not null check (weekday between 0 and 6),
  opens time not null,
  closes time not null check (closes > opens),
  primary key (palace_id, id),
  foreign key (palace_id, space_id) references space (palace_id, id)
);
create index opening_hours_space on opening_hours (palace_id, space_id);

create table closure (
  palace_id uuid not null references palace (id),
  id uuid not null,
  space_id uuid,
  during tstzrange not null check (not isempty(during)),
  reason text not null check (length(reason) between 1 and 200),
  primary key (palace_id, id),
  foreign key (palace_id, space_id) references space (palace_id, id)
);
create index closure_during on closure using gist (palace_id, during);

-- Who occupies a resource and when. The exclusion constraint is the only judge of collisions.
create table allocation (
  palace_id uuid not null,
  id uuid not null,
  resource_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  holder_kind text not null check (holder_kind in ('session', 'space_booking', 'maintenance')),
  holder_id uuid not null,
  active boolean not null default true,
  primary key (palace_id, id),
  foreign key (palace_id, resource_id) references resource (palace_id, id),
  constraint allocation_no_overlap
    exclude using gist (palace_id with =, resource_id with =, during with &&) where (active)
);
create index allocation_holder on allocation (palace_id, holder_id);
