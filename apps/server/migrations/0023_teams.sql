-- Seats that a worker sets apart for a team (团队预留): a block of everybody's seats, whose members name themselves.
alter table booking_policy
  -- Seats of the largest team that a worker may lead; 0: none.
  add column team_seats smallint not null default 0 check (team_seats between 0 and 200),
  -- What nobody has taken returns no later than so many hours before the start.
  add column team_return_hours smallint not null default 24 check (team_return_hours between 0 and 720);

-- Its seats are the pool of the same id; its members are the bookings of that pool.
create table team_block (
  palace_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  leader_id uuid not null references person (id),
  label text not null check (length(label) between 1 and 40),
  seats smallint not null check (seats between 2 and 200),
  -- Named in the link; a new link has a new one.
  link_id uuid not null,
  -- A leader has one of these places in a palace for each open team.
  slot smallint not null check (slot between 1 and 2),
  created_at timestamptz not null,
  closes_at timestamptz not null,
  nudged_at timestamptz,
  ended_at timestamptz,
  primary key (palace_id, id),
  constraint team_link unique (palace_id, link_id),
  foreign key (palace_id, session_id, id) references pool (palace_id, session_id, id),
  check (created_at < closes_at)
);
create unique index team_one_a_session on team_block (palace_id, session_id, leader_id) where ended_at is null;
create unique index team_slot on team_block (palace_id, leader_id, slot) where ended_at is null;
create index team_leader on team_block (leader_id, created_at desc);
create index team_due on team_block (closes_at) where ended_at is null;

-- Whether companions are named, or only counted.
alter table activity add column companion_names boolean not null default true;
