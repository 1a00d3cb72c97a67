-- People. A phone number is kept encrypted; phone_hash (keyed) finds it. No identity-card number is stored.
create table person (
  id uuid primary key,
  display_name text not null check (length(display_name) between 1 and 40),
  phone_cipher bytea,
  phone_hash bytea constraint person_phone unique,
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  elder_mode boolean not null default false,
  home_district text,
  created_at timestamptz not null,
  erase_after timestamptz,
  erased_at timestamptz,
  check ((phone_cipher is null) = (phone_hash is null)),
  check (erased_at is null or phone_hash is null)
);
create index person_to_erase on person (erase_after) where erase_after is not null and erased_at is null;

-- Sign-in, as better-auth expects it (a test compares these tables with what it would create itself). One row
-- for each person who ever signed in; phone_number is the keyed hash of the number in hexadecimal, never the number.
create table auth_user (
  id uuid primary key references person (id),
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  phone_number text unique,
  phone_number_verified boolean,
  username text constraint auth_user_account unique,
  two_factor_enabled boolean default false,
  -- The password was made by somebody else: a new one must be set at the next sign-in.
  new_password_required boolean not null default false,
  last_sign_in_at timestamptz
);

-- stage and idle_until are ours: what the session is good for, and the idle time-out by the injected clock.
create table auth_session (
  id uuid primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  user_id uuid not null references auth_user (id) on delete cascade,
  stage text not null check (stage in ('ordinary', 'enrolling', 'strong')),
  idle_until timestamptz not null
);
create index auth_session_user on auth_session (user_id);

create table auth_account (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references auth_user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_account_user on auth_account (user_id);

create table auth_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_verification_identifier on auth_verification (identifier);

create table auth_two_factor (
  id uuid primary key,
  secret text not null,
  backup_codes text not null,
  user_id uuid not null references auth_user (id) on delete cascade,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
create index auth_two_factor_secret on auth_two_factor (secret);
create index auth_two_factor_user on auth_two_factor (user_id);

-- Codes sent to a phone, for the limits a minute, an hour and a day. Rows older than a day are removed.
create table sign_in_code_request (
  id uuid primary key,
  phone_hash bytea not null,
  at timestamptz not null
);
create index sign_in_code_request_phone on sign_in_code_request (phone_hash, at);
create index sign_in_code_request_age on sign_in_code_request (at);

-- Failed passwords in a row by account name, known or not, so that a lock does not tell which accounts exist.
create table staff_sign_in_failure (
  account text primary key,
  failures int not null,
  locked_until timestamptz,
  last_at timestamptz not null
);

-- What a person agreed to, in which version; never changed except by withdrawal.
create table consent (
  person_id uuid not null references person (id),
  id uuid not null,
  purpose text not null check (purpose in ('terms', 'membership', 'categories')),
  version text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (person_id, id)
);
create unique index consent_in_force on consent (person_id, purpose) where withdrawn_at is null;
