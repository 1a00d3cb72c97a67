-- Codes of an authenticator that opened a session: each is good once, although it is shown for a while.
create table second_factor_use (
  user_id uuid not null references auth_user (id) on delete cascade,
  code text not null check (code ~ '^[0-9]{6}$'),
  used_at timestamptz not null,
  primary key (user_id, code)
);
