-- The union tree from the national federation to the towns, and the palaces that belong to its unions.
create table union_node (
  id uuid primary key,
  parent_id uuid references union_node (id),
  path ltree not null unique,
  level text not null check (level in ('nation', 'province', 'city', 'county', 'town', 'grassroots')),
  name text not null,
  name_en text not null,
  division_code text,
  check ((level = 'nation') = (parent_id is null))
);
create index union_node_path on union_node using gist (path);

create table palace (
  id uuid primary key,
  slug text not null unique check (
    slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$' and slug not in ('sign-in', 'unions', 'account')),
  union_id uuid not null references union_node (id),
  name text not null,
  name_en text not null,
  province text not null,
  city text not null,
  district text not null,
  address text not null,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  time_zone text not null default 'Asia/Shanghai',
  phone text,
  opened_year smallint,
  tagline text not null default '',
  tagline_en text not null default '',
  story text not null default '',
  story_en text not null default '',
  created_at timestamptz not null
);
create index palace_union on palace (union_id);
create index palace_city on palace (city);

-- Partner organisations: co-organisers of shows, social organisations that provide a service.
create table partner (
  palace_id uuid not null references palace (id),
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('enterprise', 'school', 'troupe', 'social_organisation', 'government')),
  primary key (palace_id, id)
);

-- Roles. A palace role holds in one palace; an officer's role holds for a union and all below it.
create table palace_role (
  palace_id uuid not null references palace (id),
  person_id uuid not null references person (id),
  role text not null check (role in ('editor', 'reviewer', 'front_desk', 'coordinator', 'director')),
  granted_by uuid references person (id),
  granted_at timestamptz not null,
  primary key (palace_id, person_id, role)
);
create index palace_role_person on palace_role (person_id);

create table union_role (
  union_id uuid not null references union_node (id),
  person_id uuid not null references person (id),
  role text not null check (role = 'officer'),
  granted_by uuid references person (id),
  granted_at timestamptz not null,
  primary key (union_id, person_id, role)
);
create index union_role_person on union_role (person_id);

-- Union membership. A roster is what a union says of its members: no name is kept, and the phone only as its keyed
-- hash. A membership is what a person was verified to be.
create table union_roster_entry (
  union_id uuid not null references union_node (id),
  phone_hash bytea not null,
  card_cipher bytea,
  valid_until date not null,
  updated_at timestamptz not null,
  primary key (union_id, phone_hash)
);
create index union_roster_entry_phone on union_roster_entry (phone_hash);

create table membership (
  person_id uuid primary key references person (id),
  union_id uuid not null references union_node (id),
  method text not null check (method = 'roster'),
  card_cipher bytea,
  verified_at timestamptz not null,
  valid_until date not null
);

-- Worker categories that a union or palace attests of whoever holds a phone number, known to the platform or not.
create table attested_category (
  phone_hash bytea not null,
  category text not null,
  attested_by uuid not null references person (id),
  attested_at timestamptz not null,
  primary key (phone_hash, category)
);

-- Every staff write. Append-only and hash-chained: each row's hash covers the row before it. Each palace has its
-- own chain so that palaces do not wait for each other; the nil palace is the chain of the unions' writes. There is
-- no reference to palace: the log outlives what it tells of.
create table audit_entry (
  palace_id uuid not null,
  seq bigint not null,
  actor_id uuid not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  at timestamptz not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (palace_id, seq)
);
create index audit_entry_subject on audit_entry (palace_id, subject_type, subject_id, seq desc);
create index audit_entry_actor on audit_entry (palace_id, actor_id, seq desc);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function refuse_change();
create trigger audit_entry_no_truncate before truncate on audit_entry
  for each statement execute function refuse_change();
