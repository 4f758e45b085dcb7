-- Signals: what a stored text says of a jurisdiction × topic, how that stands to the pages, and the challenges that the
-- system opens when it stands against one. All of it can be made again from the texts, so that what was read by older
-- rules stays beside what is read by newer ones; the newest reading of a text counts. A signal moves no status.

-- A day as precise as the document gives it; without the year where nothing tells which it was: --09-10, --09.
create domain signal_date as text check (
  value ~ '^--(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$' or value ~
  '^([12][0-9]{3}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([12][0-9](0[48]|[2468][048]|[13579][26])|(12|16|20|24|28)00)-02-29)$');

-- One reading of one text; a text without signals has one, too.
create table signal_reading (
  id integer generated always as identity primary key,
  source_text integer not null references source_text,
  engine text not null,
  -- Over the codebook and the names of jurisdictions that it was read with.
  reference_hash sha256_hex not null,
  read_at timestamptz not null,
  unique (source_text, engine, reference_hash)
);

create table signal (
  id integer generated always as identity primary key,
  reading integer not null references signal_reading,
  position integer not null check (position >= 0),
  jurisdiction text not null references jurisdiction,
  topic text not null references topic,
  status text,
  modality text not null check (modality in
    ('asserted', 'announced', 'planned', 'proposed', 'alleged', 'denied', 'quoted')),
  speaker text,
  speaker_role text,
  unconfirmed boolean not null,
  instrument text,
  predicate text not null,
  when_words text,
  when_on signal_date,
  exact text not null check (exact <> ''),
  prefix text not null,
  suffix text not null,
  starts_at integer not null check (starts_at >= 0),
  ends_at integer not null,
  page integer check (page >= 1),
  tier text not null check (tier in
    ('law', 'regulator', 'court', 'government', 'intergovernmental', 'news', 'blog', 'company', 'unknown')),
  reasons json not null,
  unique (reading, position),
  foreign key (topic, status) references topic_status (topic, value),
  check (starts_at < ends_at),
  check (when_on is null or when_words is not null)
);
create index signal_cell on signal (jurisdiction, topic);

-- A signal held against a version: a function of both, so that the pair has one answer.
create table signal_relation (
  signal integer not null references signal,
  version uuid not null references analysis_version,
  relation text not null check (relation in
    ('confirms', 'contradicts', 'supersedes', 'amends', 'different-scope', 'not-addressed')),
  -- Where the page speaks of it, and its words; null when it is the status itself that is held against it.
  place json,
  words text,
  reasons json not null,
  related_at timestamptz not null,
  primary key (signal, version),
  check ((place is null) = (words is null))
);
create index signal_relation_version on signal_relation (version, relation);

-- Challenges by the system. Author is the rules that opened it.

alter table review drop constraint review_origin_check;
alter table review add constraint review_origin_check check (origin in ('submitted', 'imported', 'system'));
alter table review add unique (id, version);

-- One for each version, document and status that the document claims, whoever works on it and however often.
create table system_challenge (
  review uuid primary key,
  version uuid not null,
  snapshot sha256_hex not null references snapshot,
  claimed_status text,
  foreign key (review, version) references review (id, version),
  unique nulls not distinct (version, snapshot, claimed_status),
  unique (review, version)
);

-- What a challenge rests on: both passages are those of the relation. Copies of its document add to it later.
create table challenge_evidence (
  review uuid not null,
  version uuid not null,
  signal integer not null,
  added_at timestamptz not null,
  primary key (review, signal),
  foreign key (review, version) references system_challenge (review, version),
  foreign key (signal, version) references signal_relation (signal, version)
);

do $$
declare name text;
begin
  foreach name in array array['signal_reading', 'signal', 'signal_relation', 'system_challenge', 'challenge_evidence'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', name);
    execute format('create trigger append_only_all before truncate on %I execute function refuse_change()', name);
  end loop;
  foreach name in array array['signal_reading', 'signal_relation', 'challenge_evidence'] loop
    execute format('create trigger announce after insert on %I for each statement execute function announce_change()', name);
  end loop;
end $$;
