-- What people follow, what they are told, and the letters that leave the house.

create table watch (
  person uuid not null references person,
  kind text not null check (kind in ('jurisdiction', 'topic', 'analysis')),
  key text not null check (key <> ''),
  since timestamptz not null,
  primary key (person, kind, key)
);
create index watch_key on watch (kind, key);

-- By which way each kind of thing reaches somebody by letter, where they chose; the page of notices shows all of them.
create table notice_setting (
  person uuid not null references person,
  kind text not null check (kind <> ''),
  delivery text not null check (delivery in ('at once', 'daily', 'weekly', 'never')),
  primary key (person, kind)
);

create table notice (
  id integer generated always as identity primary key,
  person uuid not null references person,
  -- The event of the trail that it tells of.
  event integer not null references audit_event,
  -- The page that it is about, and which version of it.
  analysis integer not null references analysis,
  version integer not null,
  kind text not null check (kind <> ''),
  -- Why this person is told.
  because text not null check (because in ('assignee', 'author', 'thread', 'watch')),
  -- The letter it goes with, as the person had it when the notice was made.
  delivery text not null check (delivery in ('at once', 'daily', 'weekly', 'never')),
  at timestamptz not null,
  read_at timestamptz,
  mailed_at timestamptz,
  unique (person, event)
);
create index notice_person on notice (person, id desc);
create index notice_unread on notice (person) where read_at is null;
create index notice_waiting on notice (delivery, person) where mailed_at is null and read_at is null and delivery <> 'never';

-- Up to which event of the trail people were told. Whoever tells holds the row, so two never tell at once.
create table notice_cursor (
  one boolean primary key default true check (one),
  event integer not null check (event >= 0)
);
insert into notice_cursor (event) select coalesce(max(id), 0) from audit_event;

-- One digest for a person and a moment at which digests are due, however often somebody looks.
create table digest (
  person uuid not null references person,
  delivery text not null check (delivery in ('daily', 'weekly')),
  due_at timestamptz not null,
  primary key (person, delivery, due_at)
);

create table outbox_message (
  id uuid primary key,
  person uuid references person,
  recipient text not null check (recipient <> ''),
  subject text not null check (subject <> ''),
  body text not null,
  -- Names of mail headers with their values, beside those that every letter has.
  headers json not null default '{}',
  queued_at timestamptz not null,
  attempts integer not null default 0,
  sent_at timestamptz,
  failure text
);
create index outbox_message_waiting on outbox_message (queued_at) where sent_at is null;
create index outbox_message_person on outbox_message (person);

-- The trail is read by who, what, when, and from its end.
create index audit_event_actor on audit_event (actor, id);
create index audit_event_action on audit_event (action, id);
create index audit_event_subject on audit_event (subject, id);
create index audit_event_at on audit_event (at);

create function announce_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('regatlas_trail', '');
  return null;
end $$;
create trigger announce after insert on audit_event for each statement execute function announce_event();
