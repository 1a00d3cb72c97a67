-- A video whose processing found the storage full or away waits for it, and such a try does not count against it.

alter table media_job drop constraint media_job_stage_check;
alter table media_job add constraint media_job_stage_check
  check (stage in ('queued', 'transcoder', 'room', 'probe', 'playable', 'rungs', 'pictures', 'verify'));
-- Tries, among `attempts`, that ended because the storage was full or away.
alter table media_job add column without_room smallint not null default 0
  constraint media_job_without_room check (without_room between 0 and attempts);
