-- Working copies: what somebody is writing, saved as they write. The only content that changes in place; saving it as a
-- version makes it immutable. `revision` goes up by one with each save, so that two windows never overwrite each other.

create table working_copy (
  id uuid primary key,
  person uuid not null references person,
  -- Null while the page does not exist.
  analysis integer references analysis,
  -- The version it was begun from; null for a new page.
  based_on uuid references analysis_version,
  jurisdiction text not null references jurisdiction,
  topic text not null references topic,
  content json not null,
  revision integer not null check (revision >= 1),
  -- The version it became; null while it is being written.
  saved_as uuid references analysis_version,
  discarded_at timestamptz,
  begun_at timestamptz not null,
  changed_at timestamptz not null
);
create index working_copy_person on working_copy (person, changed_at desc);
create unique index one_open_working_copy on working_copy (person, analysis)
  where saved_as is null and discarded_at is null and analysis is not null;
