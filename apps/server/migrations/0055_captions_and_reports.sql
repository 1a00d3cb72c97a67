-- Captions are screened by the lists of words: those with a listed word wait for a reviewer.
alter table media_caption
  add column id uuid not null default gen_random_uuid(),
  add column state text not null default 'shown' check (state in ('shown', 'waiting', 'taken_down')),
  add column reason text not null default '' check (length(reason) <= 1000);
create unique index media_caption_by_id on media_caption (id);

-- Reports that a person made on the last day they made any: nobody buries a palace's reviewers under them.
create table moderation_reporter (
  person_id uuid primary key references person (id),
  day date not null,
  reports integer not null,
  constraint moderation_reporter_a_day check (reports between 1 and 20)
);
