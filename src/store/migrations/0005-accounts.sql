-- People, and how they prove who they are. Everything else names people by id only, so that a name can be taken out and
-- the trail stays as it is. The tables of sessions, credentials, passkeys and keys are written by the accounts library,
-- which knows them by other names (src/accounts/auth-tables.ts).

create table person (
  id uuid primary key,
  -- Shown in public. Of someone taken out it says only that.
  name text not null check (name <> ''),
  -- Null once the person was taken out.
  email text unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  role text not null default 'contributor' check (role in ('contributor', 'analyst', 'editor', 'admin')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  disabled_at timestamptz,
  anonymised_at timestamptz,
  check (anonymised_at is null or (email is null and disabled_at is not null))
);

create trigger announce after insert or update on person for each statement execute function announce_change();

create table session (
  id uuid primary key,
  person uuid not null references person on delete cascade,
  -- The cookie carries it signed; without the installation's secret it opens nothing.
  token text not null unique,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text
);
create index session_person on session (person);

-- A password's hash, or the person's id at a single sign-on.
create table credential (
  id uuid primary key,
  person uuid not null references person on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index credential_person on credential (person);

-- What a sign-in under way must bring back: the state of a single sign-on, the challenge of a passkey.
create table sign_in_challenge (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sign_in_challenge_identifier on sign_in_challenge (identifier);

create table passkey (
  id uuid primary key,
  person uuid not null references person on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index passkey_person on passkey (person);

create table api_key (
  id uuid primary key,
  person uuid not null references person on delete cascade,
  config_id text not null,
  name text,
  start text,
  prefix text,
  -- A hash; the key itself is shown once and kept nowhere.
  key text not null unique,
  -- Scopes, as the library writes them.
  permissions text,
  enabled boolean not null,
  expires_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  last_used_at timestamptz,
  rate_limit_enabled boolean not null,
  rate_limit_time_window integer,
  rate_limit_max integer,
  request_count integer not null,
  remaining integer,
  refill_interval integer,
  refill_amount integer,
  last_refill_at timestamptz,
  metadata text
);
create index api_key_person on api_key (person);

-- How often an address asked the library for something, over all nodes.
create table request_rate (
  id uuid primary key,
  key text not null unique,
  count integer not null,
  -- Milliseconds since 1970; a double holds them exactly.
  last_request double precision not null
);

-- Attempts to sign in, sign up or ask for a letter, by hashed account or address; what waits longer each time.
create table attempt (
  key text primary key,
  count integer not null check (count > 0),
  last_at timestamptz not null,
  blocked_until timestamptz
);
create index attempt_last_at on attempt (last_at);

-- A link that works once: for the first admin, for somebody new, for a forgotten password. Only its hash is kept.
create table one_time_link (
  id uuid primary key,
  token_hash sha256_hex not null unique,
  kind text not null check (kind in ('set-up', 'invitation', 'reset')),
  person uuid references person,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((kind = 'set-up') = (person is null))
);
create index one_time_link_person on one_time_link (person);
