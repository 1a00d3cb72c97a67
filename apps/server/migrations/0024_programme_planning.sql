-- Sessions that repeat by a rule, which stays, so that it can be changed later. Both texts have the contract's shape.
create table session_rule (
  palace_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  repeat jsonb not null,
  template jsonb not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (palace_id, id),
  foreign key (palace_id, activity_id) references activity (palace_id, id)
);
create index session_rule_activity on session_rule (palace_id, activity_id);

-- A session that was moved by itself leaves its rule, and its date becomes one of the rule's exceptions.
alter table session
  add column rule_id uuid,
  add column rule_day date,
  add constraint session_rule foreign key (palace_id, rule_id) references session_rule (palace_id, id),
  add constraint session_rule_day check ((rule_id is null) = (rule_day is null));
-- One session a date, however often a rule is applied.
create unique index session_of_rule on session (palace_id, rule_id, rule_day) where rule_id is not null;

-- Pictures, kept under their content in a few widths.
create table image (
  palace_id uuid not null references palace (id),
  id uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{32}$'),
  width integer not null check (width between 1 and 20000),
  height integer not null check (height between 1 and 20000),
  widths integer[] not null check (cardinality(widths) between 1 and 8),
  alt text not null default '' check (length(alt) <= 200),
  created_at timestamptz not null,
  primary key (palace_id, id)
);

alter table activity
  add column cover_id uuid,
  -- Approved, and published by a job when this has come. Whoever changes it meanwhile takes the approval away.
  add column publish_at timestamptz,
  add constraint activity_cover foreign key (palace_id, cover_id) references image (palace_id, id),
  add constraint activity_publish_at check (publish_at is null
    or (status = 'submitted' and reviewed_by is not null and reviewed_by <> submitted_by));
create index activity_publish_at_due on activity (publish_at) where publish_at is not null;

alter table brand
  add column cover_id uuid,
  add constraint brand_cover foreign key (palace_id, cover_id) references image (palace_id, id);

-- Who keeps a brand together with the palace.
create table brand_partner (
  palace_id uuid not null,
  brand_id uuid not null,
  partner_id uuid not null,
  primary key (palace_id, brand_id, partner_id),
  foreign key (palace_id, brand_id) references brand (palace_id, id),
  constraint brand_partner_known foreign key (palace_id, partner_id) references partner (palace_id, id)
);

-- A brand's history in summary.
create table brand_milestone (
  palace_id uuid not null,
  brand_id uuid not null,
  position smallint not null,
  year smallint not null check (year between 1900 and 2200),
  text text not null check (length(text) between 1 and 200),
  text_en text not null default '' check (length(text_en) <= 400),
  primary key (palace_id, brand_id, position),
  foreign key (palace_id, brand_id) references brand (palace_id, id)
);
