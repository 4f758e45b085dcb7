-- People. Everything else names them by id only, so that a name can be taken out and the trail stays as it is.

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
