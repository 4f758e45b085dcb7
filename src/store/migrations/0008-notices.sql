-- What people follow, what they are told, and the letters that leave the house.

create table watch (
  person uuid not null references person,
  kind text not null check (kind in ('jurisdiction', 'topic', 'analysis')),
  key text not null check (key <> ''),
  since timestamptz not null,
  primary key (person, kind, key)
);
create index watch_key on watch (kind, key);

create table notice (
  id integer generated always as identity primary key,
  person uuid not null references person,
  -- The event of the trail that it tells of.
  event integer not null references audit_event,
  kind text not null check (kind <> ''),
  at timestamptz not null,
  read_at timestamptz,
  mailed_at timestamptz,
  unique (person, event)
);
create index notice_person on notice (person, id desc);

create table outbox_message (
  id uuid primary key,
  person uuid references person,
  recipient text not null check (recipient <> ''),
  subject text not null check (subject <> ''),
  body text not null,
  queued_at timestamptz not null,
  attempts integer not null default 0,
  sent_at timestamptz,
  failure text
);
create index outbox_message_waiting on outbox_message (queued_at) where sent_at is null;
