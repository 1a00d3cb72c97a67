-- Messages to people, shown in the in-app inbox. Text is made from kind and params when shown, in the
-- reader's language.
create table message (
  person_id uuid not null references person (id),
  id uuid not null,
  kind text not null,
  params jsonb not null,
  link text,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (person_id, id)
);
create index message_unread on message (person_id) where read_at is null;
