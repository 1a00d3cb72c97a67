-- What a palace offers: brands, activities, and the sessions at which they happen.
create table brand (
  palace_id uuid not null references palace (id),
  id uuid not null,
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$'),
  name text not null check (length(name) between 1 and 40),
  name_en text not null default '' check (length(name_en) <= 80),
  since_year smallint,
  story text not null default '' check (length(story) <= 20000),
  story_en text not null default '' check (length(story_en) <= 40000),
  primary key (palace_id, id),
  constraint brand_slug unique (palace_id, slug)
);

-- A figure that a brand has reached over the years, as told by the palace (not counted by this system).
create table brand_figure (
  palace_id uuid not null,
  brand_id uuid not null,
  position smallint not null,
  label text not null,
  label_en text not null,
  value bigint not null check (value >= 0),
  primary key (palace_id, brand_id, position),
  foreign key (palace_id, brand_id) references brand (palace_id, id)
);

create table activity (
  palace_id uuid not null references palace (id),
  id uuid not null,
  brand_id uuid,
  kind text not null check (kind in ('course', 'performance', 'film', 'lecture', 'exhibition', 'sport',
    'contest', 'festival', 'group_day', 'visit', 'reading', 'service')),
  title text not null check (length(title) between 1 and 80),
  title_en text not null default '' check (length(title_en) <= 160),
  summary text not null default '' check (length(summary) <= 300),
  summary_en text not null default '' check (length(summary_en) <= 600),
  story text not null default '' check (length(story) <= 20000),
  story_en text not null default '' check (length(story_en) <= 40000),
  -- Who may book: everyone signed in, union members, or people with one of these attested categories.
  open_to text not null default 'everyone' check (open_to in ('everyone', 'members', 'categories')),
  categories text[] not null default '{}' check (open_to = 'categories' or categories = '{}'),
  price_fen integer not null default 0 check (price_fen >= 0),
  member_price_fen integer not null default 0 check (member_price_fen between 0 and price_fen),
  public_benefit boolean not null default true,
  max_companions smallint not null default 0 check (max_companions between 0 and 5),
  organiser text not null default '',
  status text not null default 'draft'
    check (status in ('draft', 'submitted', 'published', 'rejected', 'cancelled')),
  review_note text not null default '',
  created_by uuid not null references person (id),
  submitted_by uuid references person (id),
  reviewed_by uuid references person (id),
  published_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (palace_id, id),
  constraint activity_brand foreign key (palace_id, brand_id) references brand (palace_id, id),
  -- First reviewed, then published (先审后发), and never by the one who handed it in.
  constraint activity_reviewed_by_another check (status <> 'published'
    or (published_at is not null and submitted_by is not null and reviewed_by is not null
      and reviewed_by <> submitted_by))
);
create index activity_status on activity (palace_id, status, updated_at desc, id desc);
create index activity_changed on activity (palace_id, updated_at desc, id desc);
create index activity_published on activity (palace_id, published_at desc) where status = 'published';
create index activity_brand_id on activity (palace_id, brand_id) where brand_id is not null;

create table activity_partner (
  palace_id uuid not null,
  activity_id uuid not null,
  partner_id uuid not null,
  primary key (palace_id, activity_id, partner_id),
  foreign key (palace_id, activity_id) references activity (palace_id, id),
  constraint activity_partner_known foreign key (palace_id, partner_id) references partner (palace_id, id)
);

create table session (
  palace_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  space_id uuid,
  teacher_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- The palace's time zone, kept here so that a booking needs one read.
  time_zone text not null,
  capacity integer not null check (capacity between 1 and 100000),
  booking_opens_at timestamptz not null,
  booking_closes_at timestamptz not null,
  status text not null default 'scheduled' check (status in ('scheduled', 'cancelled')),
  cancel_reason text,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (palace_id, id),
  foreign key (palace_id, activity_id) references activity (palace_id, id),
  constraint session_space foreign key (palace_id, space_id) references space (palace_id, id),
  constraint session_teacher foreign key (palace_id, teacher_id) references resource (palace_id, id),
  check ((status = 'cancelled') = (cancel_reason is not null)),
  check (ends_at > starts_at and ends_at - starts_at <= interval '400 days'),
  check (booking_closes_at > booking_opens_at and booking_closes_at <= ends_at)
);
create index session_activity on session (palace_id, activity_id, starts_at);
create index session_time on session (palace_id, starts_at);

-- Seats of a session's capacity kept for people with an attested category.
create table session_quota (
  palace_id uuid not null,
  session_id uuid not null,
  category text not null,
  seats integer not null check (seats between 1 and 100000),
  primary key (palace_id, session_id, category),
  foreign key (palace_id, session_id) references session (palace_id, id)
);

-- Read model of the portal's lists: one row per published session that can still be shown, over all palaces,
-- so that filters and paging stay fast at 100,000 sessions. Kept by programme; seats_left follows the booking
-- module's events within about a second. Never used to decide a booking.
create table session_listing (
  palace_id uuid not null,
  session_id uuid not null,
  activity_id uuid not null,
  kind text not null,
  city text not null,
  district text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  first_day date not null,
  last_day date not null,
  time_bands text[] not null,
  free boolean not null,
  open_to text not null,
  categories text[] not null,
  seats_left integer not null,
  capacity integer not null,
  document tsvector not null,
  primary key (palace_id, session_id),
  foreign key (palace_id, session_id) references session (palace_id, id)
);
create index session_listing_time on session_listing (starts_at, session_id) include (ends_at);
create index session_listing_city on session_listing (city, starts_at, session_id);
create index session_listing_kind on session_listing (kind, starts_at, session_id);
create index session_listing_palace on session_listing (palace_id, starts_at, session_id);
create index session_listing_activity on session_listing (palace_id, activity_id, starts_at);
create index session_listing_days on session_listing using gist (daterange(first_day, last_day, '[]'));
create index session_listing_document on session_listing using gin (document);
create index session_listing_bands on session_listing using gin (time_bands);
create index session_listing_for_categories on session_listing (starts_at, session_id)
  where open_to = 'categories';

-- Short notes on the palace's ticker and front page.
create table announcement (
  palace_id uuid not null references palace (id),
  id uuid not null,
  title text not null check (length(title) between 1 and 80),
  title_en text not null default '' check (length(title_en) <= 160),
  link text check (length(link) <= 500),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (palace_id, id),
  check (ends_at > starts_at)
);
create index announcement_time on announcement (palace_id, ends_at);
