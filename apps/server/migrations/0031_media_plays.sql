-- Plays, counted once a day, viewer and video. A viewer is the keyed hash of an account or of a signed device token.
create table media_play (
  asset_id uuid not null,
  viewer bytea not null check (length(viewer) = 16),
  day date not null,
  primary key (day, asset_id, viewer)
);

-- Written only together with the plays that it counts.
create table media_play_count (
  palace_id uuid not null,
  asset_id uuid not null,
  plays bigint not null check (plays >= 0),
  primary key (palace_id, asset_id),
  foreign key (palace_id, asset_id) references media_asset (palace_id, id)
) with (fillfactor = 70);

-- What other platforms say: never added to ours. Each entry stays; the latest of a platform and kind is shown.
create table media_external_count (
  palace_id uuid not null,
  id uuid not null,
  asset_id uuid not null,
  platform text not null check (length(platform) between 1 and 40),
  kind text not null check (kind in ('plays', 'topic_reads')),
  count bigint not null check (count >= 0),
  source text not null check (length(source) between 2 and 200),
  as_of timestamptz not null,
  entered_by uuid not null references person (id),
  entered_at timestamptz not null,
  primary key (palace_id, id),
  foreign key (palace_id, asset_id) references media_asset (palace_id, id)
);
create index media_external_count_of on media_external_count (palace_id, asset_id, as_of desc);
create trigger media_external_count_append_only before update or delete on media_external_count
  for each row execute function refuse_change();

create table media_caption (
  palace_id uuid not null,
  asset_id uuid not null,
  lang text not null check (length(lang) <= 12),
  label text not null check (length(label) <= 40),
  vtt text not null check (length(vtt) <= 700000),
  -- The words alone, for searching.
  words text not null,
  cues integer not null check (cues > 0),
  updated_by uuid not null references person (id),
  updated_at timestamptz not null,
  primary key (palace_id, asset_id, lang),
  foreign key (palace_id, asset_id) references media_asset (palace_id, id)
);
create index media_caption_words on media_caption using gin (words gin_trgm_ops);
create index media_asset_title on media_asset using gin (title gin_trgm_ops)
  where visibility = 'public' and removed_at is null;
