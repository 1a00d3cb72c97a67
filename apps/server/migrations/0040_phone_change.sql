-- Numbers that people want to change to. A row is made when the code is sent and marked when the number has changed;
-- it limits how often, and goes when it limits nothing any more.
create table phone_change (
  person_id uuid not null references person (id),
  id uuid not null,
  -- Keyed hash of the new number; forgotten once the number is the person's own.
  phone_hash bytea,
  -- The palace at whose desk it was asked for; null when by the person.
  palace_id uuid references palace (id),
  asked_at timestamptz not null,
  changed_at timestamptz,
  primary key (person_id, id),
  check ((phone_hash is null) = (changed_at is not null))
);
create index phone_change_age on phone_change (asked_at);
