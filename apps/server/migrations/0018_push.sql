-- Web push. A device that its person has switched push on for; where messages for it are sent is kept encrypted.
create table push_device (
  person_id uuid not null references person (id),
  id uuid not null,
  -- Finds a device that subscribes again, also for somebody else: it belongs to who did so last.
  endpoint_hash bytea not null,
  -- Sealed JSON: endpoint and the keys that messages are encrypted for.
  subscription bytea not null,
  locale text not null check (locale in ('zh', 'en')),
  user_agent text not null check (length(user_agent) <= 300),
  created_at timestamptz not null,
  delivered_at timestamptz,
  primary key (person_id, id),
  constraint push_device_once unique (endpoint_hash)
);

-- What somebody wants pushed; who has no row has not changed anything.
create table push_preference (
  person_id uuid primary key references person (id),
  muted text[] not null,
  -- Nothing but that there is news, for a phone that others see.
  discreet boolean not null,
  -- Hours of the palace's clock in which only what is urgent comes; equal: none.
  quiet_from smallint not null check (quiet_from between 0 and 23),
  quiet_until smallint not null check (quiet_until between 0 and 23)
);

-- Messages on their way to devices. A row goes when it is delivered, or of no use any more.
create table push_delivery (
  person_id uuid not null,
  device_id uuid not null,
  message_id uuid not null,
  due_at timestamptz not null,
  -- From then on the message is of no use.
  expires_at timestamptz not null,
  attempts smallint not null default 0,
  -- Being sent by a process, which has until then.
  leased_until timestamptz,
  primary key (person_id, device_id, message_id),
  foreign key (person_id, device_id) references push_device (person_id, id) on delete cascade,
  foreign key (person_id, message_id) references message (person_id, id) on delete cascade
);
create index push_delivery_due on push_delivery (due_at);
