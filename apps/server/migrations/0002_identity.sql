-- People. A phone number is kept encrypted; phone_hash (keyed) finds it. No identity-card number is stored.
create table person (
  id uuid primary key,
  display_name text not null check (length(display_name) between 1 and 40),
  phone_cipher bytea,
  phone_hash bytea unique,
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  elder_mode boolean not null default false,
  home_district text,
  created_at timestamptz not null,
  erase_after timestamptz,
  erased_at timestamptz
);
