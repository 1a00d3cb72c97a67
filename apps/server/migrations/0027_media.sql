-- Videos. An asset is what somebody uploads; a revision is what was made of it and verified. An asset is ready only
-- with a revision, and a revision is written only together with the proof that it was verified.
create table media_asset (
  palace_id uuid not null references palace (id),
  id uuid not null,
  owner_id uuid not null references person (id),
  purpose text not null check (purpose in ('clip', 'lecture')),
  title text not null check (length(title) <= 80),
  title_en text not null default '' check (length(title_en) <= 120),
  description text not null default '' check (length(description) <= 2000),
  description_en text not null default '' check (length(description_en) <= 2000),
  ai text not null check (ai in ('none', 'assisted', 'generated')),
  file_name text not null check (length(file_name) <= 200),
  file_bytes bigint not null check (file_bytes > 0),
  fingerprint text not null default '' check (length(fingerprint) <= 128),
  status text not null default 'uploading'
    check (status in ('uploading', 'waiting', 'processing', 'ready', 'failed', 'abandoned')),
  failure text,
  visibility text not null default 'private' check (visibility in ('private', 'public', 'taken_down')),
  visibility_reason text not null default '' check (length(visibility_reason) <= 300),
  published_at timestamptz,
  -- Of the original as it arrived; known once it was taken in.
  sha256 bytea check (length(sha256) = 32),
  -- What can be watched: from the first remux on, before all qualities are there.
  revision integer,
  duration_ms integer check (duration_ms > 0),
  width integer check (width > 0),
  height integer check (height > 0),
  chapters jsonb not null default '[]',
  created_at timestamptz not null,
  upload_until timestamptz not null,
  uploaded_at timestamptz,
  ready_at timestamptz,
  removed_at timestamptz,
  primary key (palace_id, id),
  constraint media_asset_id unique (palace_id, id, revision),
  constraint media_asset_ready_is_verified check (status <> 'ready' or revision is not null),
  constraint media_asset_public_is_ready check (visibility <> 'public' or (status = 'ready' and published_at is not null)),
  constraint media_asset_failure check ((status = 'failed') = (failure is not null)),
  check ((status in ('uploading', 'abandoned')) = (uploaded_at is null))
);
create index media_asset_by_id on media_asset (id);
create index media_asset_owner on media_asset (owner_id, id desc) where removed_at is null;
create index media_asset_palace on media_asset (palace_id, id desc) where removed_at is null;
create index media_asset_public on media_asset (published_at desc, id desc)
  where visibility = 'public' and removed_at is null;
create index media_asset_uploading on media_asset (upload_until) where status = 'uploading';

create table media_revision (
  palace_id uuid not null,
  asset_id uuid not null,
  revision integer not null check (revision > 0),
  -- 'playable': the source remuxed; 'full': every quality and the pictures.
  extent text not null check (extent in ('playable', 'full')),
  rungs jsonb not null,
  sprite jsonb,
  loudness_lufs real,
  bytes bigint not null check (bytes > 0),
  verified_at timestamptz not null,
  primary key (palace_id, asset_id, revision),
  foreign key (palace_id, asset_id) references media_asset (palace_id, id)
);
create trigger media_revision_append_only before update on media_revision
  for each row execute function refuse_change();
alter table media_asset add constraint media_asset_revision_verified
  foreign key (palace_id, id, revision) references media_revision (palace_id, asset_id, revision);

create function media_asset_edge() returns trigger language plpgsql as $$
begin
  if old.status <> new.status and (old.status, new.status) not in (
    ('uploading', 'waiting'), ('uploading', 'abandoned'), ('waiting', 'processing'), ('processing', 'waiting'),
    ('processing', 'ready'), ('processing', 'failed'), ('waiting', 'failed'))
  then
    raise exception 'a video that is % does not become %', old.status, new.status
      using errcode = 'check_violation', constraint = 'media_asset_edge';
  end if;
  return new;
end $$;
create trigger media_asset_edge before update of status on media_asset
  for each row execute function media_asset_edge();

-- Processing of an asset: who works on it until when. A worker that is gone lets its lease run out.
create table media_job (
  palace_id uuid not null,
  asset_id uuid not null,
  stage text not null default 'queued'
    check (stage in ('queued', 'transcoder', 'probe', 'playable', 'rungs', 'pictures', 'verify')),
  progress smallint not null default 0 check (progress between 0 and 100),
  attempts smallint not null default 0,
  lease_id uuid,
  lease_until timestamptz,
  heartbeat_at timestamptz,
  not_before timestamptz not null,
  last_error text,
  created_at timestamptz not null,
  primary key (palace_id, asset_id),
  foreign key (palace_id, asset_id) references media_asset (palace_id, id),
  check ((lease_id is null) = (lease_until is null))
);
create index media_job_due on media_job (not_before);

-- Files of assets that are no more, or of revisions that were replaced: deleted by a job after `not_before`, when
-- nobody plays them any more.
create table media_litter (
  id uuid primary key,
  prefix text not null,
  not_before timestamptz not null
);
create index media_litter_due on media_litter (not_before);

-- Who relies on a video, e.g. an entry of a contest: meanwhile its owner cannot remove it.
create table media_hold (
  palace_id uuid not null,
  asset_id uuid not null,
  holder text not null check (length(holder) between 1 and 100),
  primary key (palace_id, asset_id, holder),
  foreign key (palace_id, asset_id) references media_asset (palace_id, id)
);
