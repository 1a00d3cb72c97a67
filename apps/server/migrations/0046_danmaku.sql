-- Danmaku: remarks that cross a recording at the second they were made at.
create table media_danmaku (
  palace_id uuid not null,
  id uuid not null,
  asset_id uuid not null,
  person_id uuid not null references person (id),
  at_ms integer not null check (at_ms >= 0),
  text text not null check (length(text) between 1 and 40),
  state text not null check (state in ('shown', 'waiting', 'taken_down')),
  reason text not null default '' check (length(reason) <= 1000),
  created_at timestamptz not null,
  primary key (palace_id, id),
  foreign key (palace_id, asset_id) references media_asset (palace_id, id)
);
create index media_danmaku_by_id on media_danmaku (id);
create index media_danmaku_crossing on media_danmaku (asset_id, at_ms) where state = 'shown';
create index media_danmaku_person on media_danmaku (person_id, id desc);

-- Videos whose staff do not want remarks; all others take them.
create table media_danmaku_closed (
  palace_id uuid not null,
  asset_id uuid not null,
  primary key (palace_id, asset_id),
  foreign key (palace_id, asset_id) references media_asset (palace_id, id)
);
