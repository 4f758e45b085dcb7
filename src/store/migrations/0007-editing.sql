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
  -- Of a version's shape, but for what is half written: a date, a name, a mark.
  content json not null,
  revision integer not null check (revision >= 1),
  -- The file it was begun from.
  import_file sha256_hex references import_file,
  -- The last check, and the revision it was of.
  report json,
  checked_revision integer check (checked_revision <= revision),
  -- The version it became; null while it is being written.
  saved_as uuid references analysis_version,
  discarded_at timestamptz,
  begun_at timestamptz not null,
  changed_at timestamptz not null,
  check ((report is null) = (checked_revision is null)),
  check ((analysis is null) = (based_on is null)),
  check (saved_as is null or discarded_at is null)
);
create index working_copy_person on working_copy (person, changed_at desc);
create unique index one_open_working_copy on working_copy (person, analysis)
  where saved_as is null and discarded_at is null and analysis is not null;

-- What a working copy was lately: what a window began from, to compare with when another one saved in the meantime.
-- `aside`: written on top of that revision and not taken, because a later one was there; kept until it is compared.
create table working_copy_text (
  id uuid primary key,
  working_copy uuid not null references working_copy,
  revision integer not null check (revision >= 1),
  aside boolean not null,
  content json not null,
  saved_at timestamptz not null
);
create index working_copy_text_copy on working_copy_text (working_copy, revision);
create unique index one_text_of_a_revision on working_copy_text (working_copy, revision) where not aside;
