-- The first schema. What product.md calls invariants is enforced here as well as in the code:
-- what is recorded is never changed or removed, one live version per cell, nothing live without its gate.
-- Text offsets are Unicode code points, end exclusive. Legal dates are text as precise as known.

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $$;

create domain sha256_hex as text check (value ~ '^[0-9a-f]{64}$');
-- YYYY, YYYY-MM or YYYY-MM-DD between 1000 and 2999, on the calendar; the same pattern as in domain/legal-date.ts.
create domain legal_date as text check (value ~
  '^([12][0-9]{3}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([12][0-9](0[48]|[2468][048]|[13579][26])|(12|16|20|24|28)00)-02-29)$');

-- Reference data: loaded from data/ at every migration, never typed in by hand.

create table jurisdiction (
  code text primary key check (code ~ '^[A-Z]{2,5}(-[A-Z0-9]{1,3})?$'),
  kind text not null check (kind in ('country', 'territory', 'subdivision', 'supranational')),
  official_name text not null check (official_name <> ''),
  everyday_name text not null check (everyday_name <> ''),
  facts json not null
);

create table topic (
  key text primary key check (key ~ '^[A-Z][A-Za-z]*(_[A-Z][A-Za-z]*)*$'),
  title text not null,
  position integer not null check (position >= 1),
  review_interval_days integer not null check (review_interval_days >= 1),
  definition json not null
);

create table topic_status (
  topic text not null references topic,
  value text not null,
  label text not null,
  position integer not null check (position >= 0),
  rank integer check (rank >= 0),
  primary key (topic, value)
);

-- Analyses and their versions.

create table import_file (
  sha256 sha256_hex primary key,
  name text not null,
  bytes bytea not null,
  imported_at timestamptz not null,
  check (sha256 = encode(sha256(bytes), 'hex'))
);

create table analysis (
  number integer primary key check (number >= 1),
  jurisdiction text not null references jurisdiction,
  topic text not null references topic,
  created_at timestamptz not null,
  unique (number, jurisdiction, topic)
);
create index analysis_cell on analysis (jurisdiction, topic);

create table analysis_version (
  id uuid primary key,
  analysis integer not null,
  number integer not null check (number >= 1),
  jurisdiction text not null,
  topic text not null,
  content_hash sha256_hex not null,
  content json not null,
  status text not null,
  unknown_reason text check (unknown_reason in
    ('no-primary-source', 'unreachable', 'conflicting', 'out-of-scope', 'not-yet-researched')),
  ground text check (ground in ('explicit-law', 'regulator-act', 'general-law-applied', 'practice', 'none-found')),
  status_since legal_date,
  origin text not null check (origin in ('import', 'example', 'edit', 'run')),
  import_file sha256_hex references import_file,
  recorded_at timestamptz not null,
  unique (analysis, number),
  unique (analysis, content_hash),
  foreign key (analysis, jurisdiction, topic) references analysis (number, jurisdiction, topic),
  foreign key (topic, status) references topic_status (topic, value),
  -- Unknown is not No: it says why, and nothing else may.
  check ((status = 'Unknown') = (unknown_reason is not null))
);
create index analysis_version_recorded on analysis_version (recorded_at desc);

-- Sources: bytes as received, the text read out of them, and its passages.

create table source (
  id integer generated always as identity primary key,
  title text,
  publisher text,
  author text,
  published_on legal_date,
  tier text not null check (tier in
    ('law', 'regulator', 'court', 'government', 'intergovernmental', 'news', 'blog', 'company', 'unknown')),
  url text,
  canonical_url text,
  language text,
  added_at timestamptz not null
);
create index source_canonical_url on source (canonical_url) where canonical_url is not null;

create table snapshot (
  sha256 sha256_hex primary key,
  source integer not null references source,
  media_type text not null,
  size integer not null,
  captured_at timestamptz not null,
  captured_from text not null,
  bytes bytea not null,
  check (size = length(bytes)),
  check (sha256 = encode(sha256(bytes), 'hex'))
);
create index snapshot_source on snapshot (source);

create table source_text (
  id integer generated always as identity primary key,
  snapshot sha256_hex not null references snapshot,
  extractor text not null,
  extractor_version text not null,
  text text not null,
  text_sha256 sha256_hex not null,
  page_starts integer[] not null,
  -- Runs that normalisation changed, flat: [text start, text end, normalised start, normalised end], …
  normalisation json not null,
  extracted_at timestamptz not null,
  unique (snapshot, extractor, extractor_version),
  check (text_sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
);

create table passage (
  source_text integer not null references source_text,
  position integer not null check (position >= 0),
  starts_at integer not null check (starts_at >= 0),
  ends_at integer not null,
  page integer check (page >= 1),
  primary key (source_text, position),
  check (starts_at < ends_at)
);

-- What a source is about, as declared by whoever added it or as read in its text.
create table source_jurisdiction (
  source integer not null references source,
  jurisdiction text not null references jurisdiction,
  basis text not null check (basis in ('declared', 'detected')),
  mentions integer not null check (mentions >= 0),
  primary key (source, jurisdiction)
);
create index source_jurisdiction_code on source_jurisdiction (jurisdiction);

-- Verification: one row for each (version, inputs); the newest one counts.

create table verification (
  id integer generated always as identity primary key,
  version uuid not null references analysis_version,
  engine text not null,
  -- Over content, engine, and the texts and facts of the sources: same inputs, same report.
  input_hash sha256_hex not null,
  report json not null,
  confidence_level text not null check (confidence_level in ('High', 'Medium', 'Low', 'Unknown')),
  confidence_figure double precision check (confidence_figure between 0 and 1),
  evidence_state text not null check (evidence_state in ('verified', 'unverified', 'imported', 'unknown')),
  critical_findings integer not null check (critical_findings >= 0),
  verified_at timestamptz not null,
  unique (version, input_hash),
  unique (id, version),
  check ((confidence_level = 'Unknown') = (confidence_figure is null))
);

create table citation (
  verification integer not null,
  version uuid not null,
  position integer not null check (position >= 0),
  -- What the page does with the passage. 'found': nothing; our check found it for a sentence that does not cite it.
  kind text not null check (kind in ('quotation', 'reference', 'sentence', 'found')),
  -- Where on the page; null for an entry of the reference list.
  place json,
  words text not null,
  verdict text not null,
  source_text integer not null references source_text,
  exact text not null check (exact <> ''),
  prefix text not null,
  suffix text not null,
  starts_at integer not null check (starts_at >= 0),
  ends_at integer not null,
  page integer check (page >= 1),
  primary key (verification, position),
  foreign key (verification, version) references verification (id, version),
  check (starts_at < ends_at)
);
create index citation_source_text on citation (source_text);

-- Import findings have no verification; the others belong to the report that made them.
create table finding (
  id integer generated always as identity primary key,
  version uuid not null references analysis_version,
  verification integer,
  code text not null check (code ~ '^[A-Z][A-Z0-9_]*$'),
  severity text not null check (severity in ('critical', 'major', 'minor', 'info')),
  message text not null,
  place json,
  line integer check (line >= 1),
  excerpt text,
  foreign key (verification, version) references verification (id, version)
);
create index finding_version on finding (version, verification);

-- Stages. The state row moves, the moves are kept, and Live has its gate.

create table version_state (
  version uuid primary key references analysis_version,
  jurisdiction text not null,
  topic text not null,
  stage text not null check (stage in ('Draft', 'In review', 'Live', 'Archived', 'Withdrawn')),
  verification integer,
  foreign key (verification, version) references verification (id, version)
);
create unique index one_live_version on version_state (jurisdiction, topic) where stage = 'Live';

create table publication (
  version uuid primary key references analysis_version,
  content_hash sha256_hex not null,
  verification integer not null,
  author text not null check (author <> ''),
  approved_by text not null check (approved_by <> ''),
  override_reason text check (override_reason <> ''),
  approved_at timestamptz not null,
  foreign key (verification, version) references verification (id, version),
  -- Four eyes: nobody approves their own page.
  check (approved_by <> author)
);

create table stage_move (
  id integer generated always as identity primary key,
  version uuid not null references analysis_version,
  from_stage text,
  to_stage text not null,
  actor text not null,
  reason text,
  moved_at timestamptz not null
);

create function guard_version_state() returns trigger language plpgsql as $$
begin
  if tg_op in ('DELETE', 'TRUNCATE') then
    raise exception 'a version keeps its state' using errcode = 'restrict_violation';
  end if;
  if not exists (select from analysis_version v
                 where v.id = new.version and v.jurisdiction = new.jurisdiction and v.topic = new.topic) then
    raise exception 'the state must name the cell of its version' using errcode = 'check_violation';
  end if;
  if tg_op = 'INSERT' then
    if new.stage <> 'Draft' then
      raise exception 'every version starts as a Draft' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.version <> old.version then
    raise exception 'a state belongs to one version' using errcode = 'restrict_violation';
  end if;
  if new.stage <> old.stage then
    if (old.stage, new.stage) not in (
      ('Draft', 'In review'), ('Draft', 'Withdrawn'),
      ('In review', 'Draft'), ('In review', 'Live'), ('In review', 'Withdrawn'),
      ('Live', 'Archived'), ('Live', 'Withdrawn')) then
      raise exception 'no move from % to %', old.stage, new.stage using errcode = 'check_violation';
    end if;
    if new.stage = 'Live' and not exists (
      select from publication p
        join verification r on r.id = p.verification
        join analysis_version v on v.id = p.version
      where p.version = new.version
        and p.content_hash = v.content_hash
        and p.verification = new.verification
        and (p.override_reason is not null
             or (r.critical_findings = 0 and r.evidence_state = 'verified'))) then
      raise exception 'not approved for publication: it needs a status that rests on a stored source, no critical finding (or an override with its reason), and an approval of exactly this version'
        using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger guard before insert or update or delete on version_state
  for each row execute function guard_version_state();
create trigger guard_all before truncate on version_state execute function guard_version_state();

-- Reviews by people.

create table review (
  id uuid primary key,
  version uuid not null references analysis_version,
  kind text not null check (kind in ('Challenge', 'Approval', 'Refinement')),
  -- Of an imported one, author and instant are what its file says.
  origin text not null check (origin in ('submitted', 'imported')),
  author text not null check (author <> ''),
  text text not null check (text <> ''),
  submitted_at timestamptz not null
);
create index review_version on review (version);

-- The trail: each row's hash covers the row before it, so that a change anywhere shows.

create sequence audit_event_number as integer;

create table audit_event (
  id integer primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  before_hash sha256_hex,
  after_hash sha256_hex,
  detail json not null,
  previous_hash sha256_hex,
  hash sha256_hex not null
);

comment on column audit_event.id is 'set by trigger';
comment on column audit_event.previous_hash is 'set by trigger';
comment on column audit_event.hash is 'set by trigger';

create function chain_audit_event() returns trigger language plpgsql as $$
begin
  -- One writer at a time from here to commit: two rows must never name the same predecessor. The number is taken
  -- under the lock, because a default would be taken before it and the order of numbers is the order of the chain.
  perform pg_advisory_xact_lock(hashtext('regatlas.audit_event'));
  new.id := nextval('audit_event_number');
  new.previous_hash := (select hash from audit_event order by id desc limit 1);
  new.hash := audit_event_hash(new);
  return new;
end $$;

create function audit_event_hash(e audit_event) returns text language sql immutable as $$
  -- A JSON list keeps the fields apart whatever they hold; missing ones are null in it.
  select encode(sha256(convert_to(jsonb_build_array(
    e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor, e.action, e.subject,
    e.before_hash::text, e.after_hash::text, e.detail::text, e.previous_hash::text)::text, 'UTF8')), 'hex')
$$;
create trigger chain before insert on audit_event for each row execute function chain_audit_event();

-- What is recorded stays as it is.

do $$
declare name text;
begin
  foreach name in array array['import_file', 'analysis', 'analysis_version',
    'source', 'source_jurisdiction', 'snapshot', 'source_text', 'passage', 'verification',
    'citation', 'finding', 'publication', 'stage_move', 'review', 'audit_event'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', name);
    execute format('create trigger append_only_all before truncate on %I execute function refuse_change()', name);
  end loop;
end $$;

-- Tells every node that pages it has rendered may be out of date.

create function announce_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('regatlas_changed', tg_table_name);
  return null;
end $$;

do $$
declare name text;
begin
  foreach name in array array['jurisdiction', 'topic', 'analysis_version', 'source', 'verification', 'version_state', 'review'] loop
    execute format('create trigger announce after insert or update or delete on %I for each statement execute function announce_change()', name);
  end loop;
end $$;
