-- Lectures: series that go on for decades, who spoke in them, the recordings and the sessions they were held in.
create table lecture_series (
  palace_id uuid not null references palace (id),
  id uuid not null,
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$'),
  title text not null check (length(title) between 1 and 60),
  title_en text not null default '' check (length(title_en) <= 120),
  description text not null default '' check (length(description) <= 4000),
  description_en text not null default '' check (length(description_en) <= 8000),
  rhythm text not null default '' check (length(rhythm) <= 60),
  rhythm_en text not null default '' check (length(rhythm_en) <= 120),
  since_year integer check (since_year between 1900 and 2200),
  cover_id uuid,
  brand_id uuid,
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  created_at timestamptz not null,
  primary key (palace_id, id),
  constraint lecture_series_slug unique (palace_id, slug),
  constraint lecture_series_cover foreign key (palace_id, cover_id) references image (palace_id, id),
  constraint lecture_series_brand foreign key (palace_id, brand_id) references brand (palace_id, id)
);
create index lecture_series_by_id on lecture_series (id);

create table lecture_speaker (
  palace_id uuid not null references palace (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 40),
  name_en text not null default '' check (length(name_en) <= 80),
  title text not null default '' check (length(title) <= 80),
  title_en text not null default '' check (length(title_en) <= 160),
  biography text not null default '' check (length(biography) <= 2000),
  biography_en text not null default '' check (length(biography_en) <= 4000),
  portrait_id uuid,
  primary key (palace_id, id),
  constraint lecture_speaker_portrait foreign key (palace_id, portrait_id) references image (palace_id, id)
);

create table lecture (
  palace_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  number integer not null check (number between 1 and 100000),
  held_on date not null,
  title text not null check (length(title) between 1 and 80),
  title_en text not null default '' check (length(title_en) <= 160),
  summary text not null default '' check (length(summary) <= 2000),
  summary_en text not null default '' check (length(summary_en) <= 4000),
  video_id uuid,
  session_id uuid,
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  published_at timestamptz,
  -- Those who asked are told of a lecture once, however often it is withdrawn and published again.
  told_at timestamptz,
  -- Words of title and summary, as they are searched.
  search tsvector not null,
  created_at timestamptz not null,
  primary key (palace_id, id),
  foreign key (palace_id, series_id) references lecture_series (palace_id, id),
  constraint lecture_number_once unique (palace_id, series_id, number),
  constraint lecture_recording_once unique (palace_id, video_id),
  constraint lecture_session_once unique (palace_id, session_id),
  constraint lecture_recording foreign key (palace_id, video_id) references media_asset (palace_id, id),
  constraint lecture_session foreign key (palace_id, session_id) references session (palace_id, id),
  constraint lecture_published_at check (state <> 'published' or published_at is not null),
  constraint lecture_told_is_published check (told_at is null or published_at is not null)
);
create index lecture_held on lecture (palace_id, series_id, held_on desc, number desc);
create index lecture_video on lecture (video_id) where video_id is not null;
create index lecture_search on lecture using gin (search);

create function lecture_edge() returns trigger language plpgsql as $$
begin
  if new.state = 'draft' and old.state <> 'draft' then
    raise exception 'a lecture that is % is no draft again', old.state
      using errcode = 'check_violation', constraint = 'lecture_edge';
  end if;
  if old.told_at is not null and new.told_at is distinct from old.told_at then
    raise exception 'a lecture is told of once' using errcode = 'check_violation', constraint = 'lecture_told_once';
  end if;
  return new;
end $$;
create trigger lecture_edge before update on lecture for each row execute function lecture_edge();

create table lecture_speech (
  palace_id uuid not null,
  lecture_id uuid not null,
  speaker_id uuid not null,
  position smallint not null,
  primary key (palace_id, lecture_id, speaker_id),
  foreign key (palace_id, lecture_id) references lecture (palace_id, id) on delete cascade,
  constraint lecture_speech_speaker foreign key (palace_id, speaker_id) references lecture_speaker (palace_id, id)
);
create index lecture_speech_of on lecture_speech (palace_id, speaker_id);

create table lecture_subscription (
  palace_id uuid not null,
  series_id uuid not null,
  person_id uuid not null references person (id),
  since timestamptz not null,
  primary key (palace_id, series_id, person_id),
  foreign key (palace_id, series_id) references lecture_series (palace_id, id)
);
create index lecture_subscription_of on lecture_subscription (person_id);

-- What is said in a video, cut into words, and in which passage of it: found by full text like the programme.
-- Captions that were there before are cut by a job: PostgreSQL does not know Chinese words.
create table media_said (
  palace_id uuid not null,
  asset_id uuid not null,
  lang text not null,
  -- Of the captions that were cut; an older one is cut anew.
  captions_at timestamptz not null,
  search tsvector not null,
  primary key (palace_id, asset_id, lang),
  foreign key (palace_id, asset_id, lang) references media_caption (palace_id, asset_id, lang) on delete cascade
);
create index media_said_search on media_said using gin (search);
