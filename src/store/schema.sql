create domain legal_date as text
  constraint legal_date_check CHECK ((VALUE ~ '^([12][0-9]{3}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([12][0-9](0[48]|[2468][048]|[13579][26])|(12|16|20|24|28)00)-02-29)$'::text));

create domain sha256_hex as text
  constraint sha256_hex_check CHECK ((VALUE ~ '^[0-9a-f]{64}$'::text));

create domain signal_date as text
  constraint signal_date_check CHECK (((VALUE ~ '^--(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$'::text) OR (VALUE ~ '^([12][0-9]{3}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([12][0-9](0[48]|[2468][048]|[13579][26])|(12|16|20|24|28)00)-02-29)$'::text)));

create sequence audit_event_number as integer start 1 increment 1;

create table analysis (
  number integer not null,
  jurisdiction text not null,
  topic text not null,
  created_at timestamp with time zone not null
);

create table analysis_version (
  id uuid not null,
  analysis integer not null,
  number integer not null,
  jurisdiction text not null,
  topic text not null,
  content_hash sha256_hex not null,
  content json not null,
  status text not null,
  unknown_reason text,
  ground text,
  status_since legal_date,
  origin text not null,
  import_file sha256_hex,
  recorded_at timestamp with time zone not null
);

create table api_key (
  id uuid not null,
  person uuid not null,
  config_id text not null,
  name text,
  start text,
  prefix text,
  key text not null,
  permissions text,
  enabled boolean not null,
  expires_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  rate_limit_enabled boolean not null,
  rate_limit_time_window integer,
  rate_limit_max integer,
  request_count integer not null,
  remaining integer,
  refill_interval integer,
  refill_amount integer,
  last_refill_at timestamp with time zone,
  metadata text
);

create table attempt (
  key text not null,
  count integer not null,
  last_at timestamp with time zone not null,
  blocked_until timestamp with time zone
);

create table audit_event (
  id integer not null,
  at timestamp with time zone not null,
  actor text not null,
  action text not null,
  subject text not null,
  before_hash sha256_hex,
  after_hash sha256_hex,
  detail json not null,
  previous_hash sha256_hex,
  hash sha256_hex not null
);

create table challenge_evidence (
  review uuid not null,
  version uuid not null,
  signal integer not null,
  added_at timestamp with time zone not null
);

create table citation (
  verification integer not null,
  version uuid not null,
  "position" integer not null,
  kind text not null,
  place json,
  words text not null,
  verdict text not null,
  source_text integer not null,
  exact text not null,
  prefix text not null,
  suffix text not null,
  starts_at integer not null,
  ends_at integer not null,
  page integer
);

create table credential (
  id uuid not null,
  person uuid not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);

create table digest (
  person uuid not null,
  delivery text not null,
  due_at timestamp with time zone not null
);

create table finding (
  id integer generated always as identity not null,
  version uuid not null,
  verification integer,
  code text not null,
  severity text not null,
  message text not null,
  place json,
  line integer,
  excerpt text
);

create table import_file (
  sha256 sha256_hex not null,
  name text not null,
  bytes bytea not null,
  imported_at timestamp with time zone not null
);

create table jurisdiction (
  code text not null,
  kind text not null,
  official_name text not null,
  everyday_name text not null,
  facts json not null
);

create table notice (
  id integer generated always as identity not null,
  person uuid not null,
  event integer not null,
  analysis integer not null,
  version integer not null,
  kind text not null,
  because text not null,
  delivery text not null,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  mailed_at timestamp with time zone
);

create table notice_cursor (
  one boolean default true not null,
  event integer not null
);

create table notice_setting (
  person uuid not null,
  kind text not null,
  delivery text not null
);

create table one_time_link (
  id uuid not null,
  token_hash sha256_hex not null,
  kind text not null,
  person uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);

create table outbox_message (
  id uuid not null,
  person uuid,
  recipient text not null,
  subject text not null,
  body text not null,
  headers json default '{}'::json not null,
  queued_at timestamp with time zone not null,
  attempts integer default 0 not null,
  sent_at timestamp with time zone,
  failure text
);

create table passage (
  source_text integer not null,
  "position" integer not null,
  starts_at integer not null,
  ends_at integer not null,
  page integer
);

create table passkey (
  id uuid not null,
  person uuid not null,
  name text,
  public_key text not null,
  credential_id text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamp with time zone
);

create table person (
  id uuid not null,
  name text not null,
  email text,
  email_verified boolean default false not null,
  image text,
  role text default 'contributor'::text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  anonymised_at timestamp with time zone
);

create table publication (
  version uuid not null,
  content_hash sha256_hex not null,
  verification integer not null,
  author text not null,
  approved_by text not null,
  override_reason text,
  approved_at timestamp with time zone not null,
  approval uuid
);

create table request_rate (
  id uuid not null,
  key text not null,
  count integer not null,
  last_request double precision not null
);

create table review (
  id uuid not null,
  version uuid not null,
  kind text not null,
  origin text not null,
  author text not null,
  text text not null,
  submitted_at timestamp with time zone not null,
  person uuid,
  person_role text,
  severity text,
  target json,
  proposed_text text,
  evidence json default '[]'::json not null
);

create table review_anchor (
  review uuid not null,
  version uuid not null,
  state text not null,
  target json
);

create table review_assignment (
  id integer generated always as identity not null,
  review uuid not null,
  assignee uuid,
  assigned_by text not null,
  assigned_at timestamp with time zone not null
);

create table review_comment (
  id uuid not null,
  review uuid not null,
  person uuid,
  author text not null,
  kind text not null,
  text text not null,
  written_at timestamp with time zone not null
);

create table review_outcome (
  review uuid not null,
  outcome text not null,
  reason text not null,
  actor text not null,
  decided_at timestamp with time zone not null,
  person uuid
);

create table review_state (
  review uuid not null,
  version uuid not null,
  analysis integer not null,
  version_number integer not null,
  kind text not null,
  origin text not null,
  state text not null,
  weight integer not null,
  person uuid,
  assignee uuid,
  submitted_at timestamp with time zone not null
);

create table run (
  number integer generated always as identity not null,
  jurisdiction text not null,
  topic text not null,
  analyst text not null,
  request json not null,
  batch integer,
  requested_by text not null,
  requested_at timestamp with time zone not null
);

create table run_attempt (
  run integer not null,
  step text not null,
  attempt integer not null,
  claim uuid not null,
  worker text not null,
  started_at timestamp with time zone not null
);

create table run_batch (
  number integer generated always as identity not null,
  topic text not null,
  request json not null,
  concurrency integer not null,
  requested_by text not null,
  requested_at timestamp with time zone not null
);

create table run_batch_stop (
  batch integer not null,
  reason text not null,
  words text not null,
  actor text not null,
  stopped_at timestamp with time zone not null
);

create table run_exchange (
  id uuid not null,
  run integer not null,
  step text not null,
  attempt integer not null,
  kind text not null,
  service text not null,
  purpose text not null,
  request_hash sha256_hex not null,
  request json not null,
  state text not null,
  reserved_tokens integer,
  reserved_cost_micros integer,
  http_status integer,
  response text,
  fault text,
  message text,
  input_tokens integer,
  output_tokens integer,
  cost_micros integer,
  reused uuid,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone
);

create table run_log (
  id integer generated always as identity not null,
  run integer not null,
  step text not null,
  attempt integer not null,
  level text not null,
  message text not null,
  at timestamp with time zone not null
);

create table run_result (
  run integer not null,
  step text not null,
  attempt integer not null,
  state text not null,
  reason text,
  output json,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null
);

create table run_state (
  run integer not null,
  batch integer,
  state text not null,
  is_sent boolean not null,
  cancelled_by text,
  cancelled_at timestamp with time zone,
  version uuid,
  first_begun_at timestamp with time zone,
  ended_at timestamp with time zone,
  changed_at timestamp with time zone not null
);

create table run_step (
  run integer not null,
  step text not null,
  state text not null,
  attempt integer not null,
  claim uuid,
  reason text,
  changed_at timestamp with time zone not null
);

create table schema_migration (
  version integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone default now() not null
);

create table sentence_vote (
  verification integer not null,
  sentence integer not null,
  vote integer not null,
  cast_at timestamp with time zone not null
);

create table session (
  id uuid not null,
  person uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  ip_address text,
  user_agent text
);

create table sign_in_challenge (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);

create table signal (
  id integer generated always as identity not null,
  reading integer not null,
  "position" integer not null,
  jurisdiction text not null,
  topic text not null,
  status text,
  modality text not null,
  speaker text,
  speaker_role text,
  unconfirmed boolean not null,
  instrument text,
  predicate text not null,
  when_words text,
  when_on signal_date,
  exact text not null,
  prefix text not null,
  suffix text not null,
  starts_at integer not null,
  ends_at integer not null,
  page integer,
  tier text not null,
  reasons json not null
);

create table signal_reading (
  id integer generated always as identity not null,
  source_text integer not null,
  engine text not null,
  reference_hash sha256_hex not null,
  read_at timestamp with time zone not null
);

create table signal_relation (
  signal integer not null,
  version uuid not null,
  relation text not null,
  place json,
  words text,
  reasons json not null,
  related_at timestamp with time zone not null
);

create table snapshot (
  sha256 sha256_hex not null,
  source integer not null,
  media_type text not null,
  size integer not null,
  captured_at timestamp with time zone not null,
  captured_from text not null,
  bytes bytea not null
);

create table source (
  id integer generated always as identity not null,
  title text,
  publisher text,
  author text,
  published_on legal_date,
  tier text not null,
  url text,
  canonical_url text,
  language text,
  added_at timestamp with time zone not null
);

create table source_check (
  id integer generated always as identity not null,
  source integer not null,
  checked_at timestamp with time zone not null,
  requested_url text not null,
  state text not null,
  reason text not null,
  final_url text,
  http_status integer,
  drift json,
  newer_source integer
);

create table source_jurisdiction (
  source integer not null,
  jurisdiction text not null,
  basis text not null,
  mentions integer not null
);

create table source_text (
  id integer generated always as identity not null,
  snapshot sha256_hex not null,
  extractor text not null,
  extractor_version text not null,
  text text not null,
  text_sha256 sha256_hex not null,
  page_starts integer[] not null,
  normalisation json not null,
  extracted_at timestamp with time zone not null
);

create table stage_move (
  id integer generated always as identity not null,
  version uuid not null,
  from_stage text,
  to_stage text not null,
  actor text not null,
  reason text,
  moved_at timestamp with time zone not null
);

create table system_challenge (
  review uuid not null,
  version uuid not null,
  snapshot sha256_hex not null,
  claimed_status text
);

create table topic (
  key text not null,
  title text not null,
  "position" integer not null,
  review_interval_days integer not null,
  definition json not null
);

create table topic_status (
  topic text not null,
  value text not null,
  label text not null,
  "position" integer not null,
  rank integer
);

create table verification (
  id integer generated always as identity not null,
  version uuid not null,
  engine text not null,
  input_hash sha256_hex not null,
  report json not null,
  confidence_level text not null,
  confidence_figure double precision,
  evidence_state text not null,
  critical_findings integer not null,
  verified_at timestamp with time zone not null
);

create table version_cause (
  version uuid not null,
  "position" integer not null,
  kind text not null,
  review uuid,
  source integer,
  note text,
  run integer
);

create table version_lineage (
  version uuid not null,
  based_on uuid,
  note text
);

create table version_state (
  version uuid not null,
  jurisdiction text not null,
  topic text not null,
  stage text not null,
  verification integer
);

create table vote (
  id integer generated always as identity not null,
  request_hash sha256_hex not null,
  voter text not null,
  model text not null,
  parameters json not null,
  prompt_version text,
  schema_hash sha256_hex,
  input_hash sha256_hex not null,
  verdict text not null,
  score double precision,
  rationale text,
  passages integer[] not null,
  raw text not null,
  input_tokens integer,
  output_tokens integer,
  duration_ms integer not null,
  voted_at timestamp with time zone not null
);

create table vote_fault (
  id integer generated always as identity not null,
  verification integer not null,
  sentence integer not null,
  voter text not null,
  model text not null,
  fault text not null,
  message text not null,
  retry_after_seconds integer,
  raw text,
  failed_at timestamp with time zone not null
);

create table watch (
  person uuid not null,
  kind text not null,
  key text not null,
  since timestamp with time zone not null
);

create table working_copy (
  id uuid not null,
  person uuid not null,
  analysis integer,
  based_on uuid,
  jurisdiction text not null,
  topic text not null,
  content json not null,
  revision integer not null,
  import_file sha256_hex,
  report json,
  checked_revision integer,
  saved_as uuid,
  discarded_at timestamp with time zone,
  begun_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
);

create table working_copy_text (
  id uuid not null,
  working_copy uuid not null,
  revision integer not null,
  aside boolean not null,
  content json not null,
  saved_at timestamp with time zone not null
);

alter table analysis add constraint analysis_pkey PRIMARY KEY (number);

alter table analysis add constraint analysis_number_jurisdiction_topic_key UNIQUE (number, jurisdiction, topic);

alter table analysis add constraint analysis_number_check CHECK ((number >= 1));

alter table analysis add constraint analysis_jurisdiction_fkey FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(code);

alter table analysis add constraint analysis_topic_fkey FOREIGN KEY (topic) REFERENCES topic(key);

alter table analysis_version add constraint analysis_version_pkey PRIMARY KEY (id);

alter table analysis_version add constraint analysis_version_analysis_content_hash_key UNIQUE (analysis, content_hash);

alter table analysis_version add constraint analysis_version_analysis_number_key UNIQUE (analysis, number);

alter table analysis_version add constraint analysis_version_check CHECK (((status = 'Unknown'::text) = (unknown_reason IS NOT NULL)));

alter table analysis_version add constraint analysis_version_ground_check CHECK ((ground = ANY (ARRAY['explicit-law'::text, 'regulator-act'::text, 'general-law-applied'::text, 'practice'::text, 'none-found'::text])));

alter table analysis_version add constraint analysis_version_number_check CHECK ((number >= 1));

alter table analysis_version add constraint analysis_version_origin_check CHECK ((origin = ANY (ARRAY['import'::text, 'example'::text, 'edit'::text, 'run'::text])));

alter table analysis_version add constraint analysis_version_unknown_reason_check CHECK ((unknown_reason = ANY (ARRAY['no-primary-source'::text, 'unreachable'::text, 'conflicting'::text, 'out-of-scope'::text, 'not-yet-researched'::text])));

alter table analysis_version add constraint analysis_version_analysis_jurisdiction_topic_fkey FOREIGN KEY (analysis, jurisdiction, topic) REFERENCES analysis(number, jurisdiction, topic);

alter table analysis_version add constraint analysis_version_import_file_fkey FOREIGN KEY (import_file) REFERENCES import_file(sha256);

alter table analysis_version add constraint analysis_version_topic_status_fkey FOREIGN KEY (topic, status) REFERENCES topic_status(topic, value);

alter table api_key add constraint api_key_pkey PRIMARY KEY (id);

alter table api_key add constraint api_key_key_key UNIQUE (key);

alter table api_key add constraint api_key_person_fkey FOREIGN KEY (person) REFERENCES person(id) ON DELETE CASCADE;

alter table attempt add constraint attempt_pkey PRIMARY KEY (key);

alter table attempt add constraint attempt_count_check CHECK ((count > 0));

alter table audit_event add constraint audit_event_pkey PRIMARY KEY (id);

alter table challenge_evidence add constraint challenge_evidence_pkey PRIMARY KEY (review, signal);

alter table challenge_evidence add constraint challenge_evidence_review_version_fkey FOREIGN KEY (review, version) REFERENCES system_challenge(review, version);

alter table challenge_evidence add constraint challenge_evidence_signal_version_fkey FOREIGN KEY (signal, version) REFERENCES signal_relation(signal, version);

alter table citation add constraint citation_pkey PRIMARY KEY (verification, "position");

alter table citation add constraint citation_check CHECK ((starts_at < ends_at));

alter table citation add constraint citation_exact_check CHECK ((exact <> ''::text));

alter table citation add constraint citation_kind_check CHECK ((kind = ANY (ARRAY['quotation'::text, 'reference'::text, 'sentence'::text, 'found'::text])));

alter table citation add constraint citation_page_check CHECK ((page >= 1));

alter table citation add constraint citation_position_check CHECK (("position" >= 0));

alter table citation add constraint citation_starts_at_check CHECK ((starts_at >= 0));

alter table citation add constraint citation_source_text_fkey FOREIGN KEY (source_text) REFERENCES source_text(id);

alter table citation add constraint citation_verification_version_fkey FOREIGN KEY (verification, version) REFERENCES verification(id, version);

alter table credential add constraint credential_pkey PRIMARY KEY (id);

alter table credential add constraint credential_provider_id_account_id_key UNIQUE (provider_id, account_id);

alter table credential add constraint credential_person_fkey FOREIGN KEY (person) REFERENCES person(id) ON DELETE CASCADE;

alter table digest add constraint digest_pkey PRIMARY KEY (person, delivery, due_at);

alter table digest add constraint digest_delivery_check CHECK ((delivery = ANY (ARRAY['daily'::text, 'weekly'::text])));

alter table digest add constraint digest_person_fkey FOREIGN KEY (person) REFERENCES person(id);

alter table finding add constraint finding_pkey PRIMARY KEY (id);

alter table finding add constraint finding_code_check CHECK ((code ~ '^[A-Z][A-Z0-9_]*$'::text));

alter table finding add constraint finding_line_check CHECK ((line >= 1));

alter table finding add constraint finding_severity_check CHECK ((severity = ANY (ARRAY['critical'::text, 'major'::text, 'minor'::text, 'info'::text])));

alter table finding add constraint finding_verification_version_fkey FOREIGN KEY (verification, version) REFERENCES verification(id, version);

alter table finding add constraint finding_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table import_file add constraint import_file_pkey PRIMARY KEY (sha256);

alter table import_file add constraint import_file_check CHECK (((sha256)::text = encode(sha256(bytes), 'hex'::text)));

alter table jurisdiction add constraint jurisdiction_pkey PRIMARY KEY (code);

alter table jurisdiction add constraint jurisdiction_code_check CHECK ((code ~ '^[A-Z]{2,5}(-[A-Z0-9]{1,3})?$'::text));

alter table jurisdiction add constraint jurisdiction_everyday_name_check CHECK ((everyday_name <> ''::text));

alter table jurisdiction add constraint jurisdiction_kind_check CHECK ((kind = ANY (ARRAY['country'::text, 'territory'::text, 'subdivision'::text, 'supranational'::text])));

alter table jurisdiction add constraint jurisdiction_official_name_check CHECK ((official_name <> ''::text));

alter table notice add constraint notice_pkey PRIMARY KEY (id);

alter table notice add constraint notice_person_event_key UNIQUE (person, event);

alter table notice add constraint notice_because_check CHECK ((because = ANY (ARRAY['assignee'::text, 'author'::text, 'thread'::text, 'watch'::text])));

alter table notice add constraint notice_delivery_check CHECK ((delivery = ANY (ARRAY['at once'::text, 'daily'::text, 'weekly'::text, 'never'::text])));

alter table notice add constraint notice_kind_check CHECK ((kind <> ''::text));

alter table notice add constraint notice_analysis_fkey FOREIGN KEY (analysis) REFERENCES analysis(number);

alter table notice add constraint notice_event_fkey FOREIGN KEY (event) REFERENCES audit_event(id);

alter table notice add constraint notice_person_fkey FOREIGN KEY (person) REFERENCES person(id);

alter table notice_cursor add constraint notice_cursor_pkey PRIMARY KEY (one);

alter table notice_cursor add constraint notice_cursor_event_check CHECK ((event >= 0));

alter table notice_cursor add constraint notice_cursor_one_check CHECK (one);

alter table notice_setting add constraint notice_setting_pkey PRIMARY KEY (person, kind);

alter table notice_setting add constraint notice_setting_delivery_check CHECK ((delivery = ANY (ARRAY['at once'::text, 'daily'::text, 'weekly'::text, 'never'::text])));

alter table notice_setting add constraint notice_setting_kind_check CHECK ((kind <> ''::text));

alter table notice_setting add constraint notice_setting_person_fkey FOREIGN KEY (person) REFERENCES person(id);

alter table one_time_link add constraint one_time_link_pkey PRIMARY KEY (id);

alter table one_time_link add constraint one_time_link_token_hash_key UNIQUE (token_hash);

alter table one_time_link add constraint one_time_link_check CHECK (((kind = 'set-up'::text) = (person IS NULL)));

alter table one_time_link add constraint one_time_link_kind_check CHECK ((kind = ANY (ARRAY['set-up'::text, 'invitation'::text, 'reset'::text])));

alter table one_time_link add constraint one_time_link_person_fkey FOREIGN KEY (person) REFERENCES person(id);

alter table outbox_message add constraint outbox_message_pkey PRIMARY KEY (id);

alter table outbox_message add constraint outbox_message_recipient_check CHECK ((recipient <> ''::text));

alter table outbox_message add constraint outbox_message_subject_check CHECK ((subject <> ''::text));

alter table outbox_message add constraint outbox_message_person_fkey FOREIGN KEY (person) REFERENCES person(id);

alter table passage add constraint passage_pkey PRIMARY KEY (source_text, "position");

alter table passage add constraint passage_check CHECK ((starts_at < ends_at));

alter table passage add constraint passage_page_check CHECK ((page >= 1));

alter table passage add constraint passage_position_check CHECK (("position" >= 0));

alter table passage add constraint passage_starts_at_check CHECK ((starts_at >= 0));

alter table passage add constraint passage_source_text_fkey FOREIGN KEY (source_text) REFERENCES source_text(id);

alter table passkey add constraint passkey_pkey PRIMARY KEY (id);

alter table passkey add constraint passkey_credential_id_key UNIQUE (credential_id);

alter table passkey add constraint passkey_person_fkey FOREIGN KEY (person) REFERENCES person(id) ON DELETE CASCADE;

alter table person add constraint person_pkey PRIMARY KEY (id);

alter table person add constraint person_email_key UNIQUE (email);

alter table person add constraint person_check CHECK (((anonymised_at IS NULL) OR ((email IS NULL) AND (disabled_at IS NOT NULL))));

alter table person add constraint person_email_check CHECK ((email = lower(email)));

alter table person add constraint person_name_check CHECK ((name <> ''::text));

alter table person add constraint person_role_check CHECK ((role = ANY (ARRAY['contributor'::text, 'analyst'::text, 'editor'::text, 'admin'::text])));

alter table publication add constraint publication_pkey PRIMARY KEY (version);

alter table publication add constraint publication_approved_by_check CHECK ((approved_by <> ''::text));

alter table publication add constraint publication_author_check CHECK ((author <> ''::text));

alter table publication add constraint publication_check CHECK ((approved_by <> author));

alter table publication add constraint publication_override_reason_check CHECK ((override_reason <> ''::text));

alter table publication add constraint publication_approval_fkey FOREIGN KEY (approval) REFERENCES review(id);

alter table publication add constraint publication_verification_version_fkey FOREIGN KEY (verification, version) REFERENCES verification(id, version);

alter table publication add constraint publication_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table request_rate add constraint request_rate_pkey PRIMARY KEY (id);

alter table request_rate add constraint request_rate_key_key UNIQUE (key);

alter table review add constraint review_pkey PRIMARY KEY (id);

alter table review add constraint review_id_version_key UNIQUE (id, version);

alter table review add constraint review_author_check CHECK ((author <> ''::text));

alter table review add constraint review_check CHECK (((person IS NULL) = (person_role IS NULL)));

alter table review add constraint review_check1 CHECK (((severity IS NULL) OR (kind = 'Challenge'::text)));

alter table review add constraint review_check2 CHECK (((proposed_text IS NULL) OR (kind = 'Refinement'::text)));

alter table review add constraint review_kind_check CHECK ((kind = ANY (ARRAY['Challenge'::text, 'Approval'::text, 'Refinement'::text])));

alter table review add constraint review_origin_check CHECK ((origin = ANY (ARRAY['submitted'::text, 'imported'::text, 'system'::text])));

alter table review add constraint review_person_role_check CHECK ((person_role = ANY (ARRAY['contributor'::text, 'analyst'::text, 'editor'::text, 'admin'::text])));

alter table review add constraint review_proposed_text_check CHECK ((proposed_text <> ''::text));

alter table review add constraint review_severity_check CHECK ((severity = ANY (ARRAY['critical'::text, 'major'::text, 'minor'::text])));

alter table review add constraint review_text_check CHECK ((text <> ''::text));

alter table review add constraint review_person_fkey FOREIGN KEY (person) REFERENCES person(id);

alter table review add constraint review_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table review_anchor add constraint review_anchor_pkey PRIMARY KEY (review, version);

alter table review_anchor add constraint review_anchor_state_check CHECK ((state = ANY (ARRAY['anchored'::text, 'outdated'::text])));

alter table review_anchor add constraint review_anchor_review_fkey FOREIGN KEY (review) REFERENCES review(id);

alter table review_anchor add constraint review_anchor_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table review_assignment add constraint review_assignment_pkey PRIMARY KEY (id);

alter table review_assignment add constraint review_assignment_assigned_by_check CHECK ((assigned_by <> ''::text));

alter table review_assignment add constraint review_assignment_assignee_fkey FOREIGN KEY (assignee) REFERENCES person(id);

alter table review_assignment add constraint review_assignment_review_fkey FOREIGN KEY (review) REFERENCES review(id);

alter table review_comment add constraint review_comment_pkey PRIMARY KEY (id);

alter table review_comment add constraint review_comment_author_check CHECK ((author <> ''::text));

alter table review_comment add constraint review_comment_kind_check CHECK ((kind = ANY (ARRAY['comment'::text, 'answer'::text])));

alter table review_comment add constraint review_comment_text_check CHECK ((text <> ''::text));

alter table review_comment add constraint review_comment_person_fkey FOREIGN KEY (person) REFERENCES person(id);

alter table review_comment add constraint review_comment_review_fkey FOREIGN KEY (review) REFERENCES review(id);

alter table review_outcome add constraint review_outcome_pkey PRIMARY KEY (review);

alter table review_outcome add constraint review_outcome_actor_check CHECK ((actor <> ''::text));

alter table review_outcome add constraint review_outcome_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rejected'::text, 'withdrawn'::text])));

alter table review_outcome add constraint review_outcome_reason_check CHECK ((reason <> ''::text));

alter table review_outcome add constraint review_outcome_person_fkey FOREIGN KEY (person) REFERENCES person(id);

alter table review_outcome add constraint review_outcome_review_fkey FOREIGN KEY (review) REFERENCES review(id);

alter table review_state add constraint review_state_pkey PRIMARY KEY (review);

alter table review_state add constraint review_state_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'rejected'::text, 'withdrawn'::text])));

alter table review_state add constraint review_state_weight_check CHECK (((weight >= 0) AND (weight <= 2)));

alter table review_state add constraint review_state_analysis_fkey FOREIGN KEY (analysis) REFERENCES analysis(number);

alter table review_state add constraint review_state_assignee_fkey FOREIGN KEY (assignee) REFERENCES person(id);

alter table review_state add constraint review_state_person_fkey FOREIGN KEY (person) REFERENCES person(id);

alter table review_state add constraint review_state_review_fkey FOREIGN KEY (review) REFERENCES review(id);

alter table review_state add constraint review_state_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table run add constraint run_pkey PRIMARY KEY (number);

alter table run add constraint run_analyst_check CHECK ((analyst = ANY (ARRAY['extractive'::text, 'model'::text])));

alter table run add constraint run_requested_by_check CHECK ((requested_by <> ''::text));

alter table run add constraint run_batch_fkey FOREIGN KEY (batch) REFERENCES run_batch(number);

alter table run add constraint run_jurisdiction_fkey FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(code);

alter table run add constraint run_topic_fkey FOREIGN KEY (topic) REFERENCES topic(key);

alter table run_attempt add constraint run_attempt_pkey PRIMARY KEY (run, step, attempt, claim);

alter table run_attempt add constraint run_attempt_attempt_check CHECK ((attempt >= 1));

alter table run_attempt add constraint run_attempt_run_step_fkey FOREIGN KEY (run, step) REFERENCES run_step(run, step);

alter table run_batch add constraint run_batch_pkey PRIMARY KEY (number);

alter table run_batch add constraint run_batch_concurrency_check CHECK (((concurrency >= 1) AND (concurrency <= 100)));

alter table run_batch add constraint run_batch_requested_by_check CHECK ((requested_by <> ''::text));

alter table run_batch add constraint run_batch_topic_fkey FOREIGN KEY (topic) REFERENCES topic(key);

alter table run_batch_stop add constraint run_batch_stop_pkey PRIMARY KEY (batch);

alter table run_batch_stop add constraint run_batch_stop_actor_check CHECK ((actor <> ''::text));

alter table run_batch_stop add constraint run_batch_stop_reason_check CHECK ((reason = ANY (ARRAY['budget'::text, 'cancelled'::text])));

alter table run_batch_stop add constraint run_batch_stop_words_check CHECK ((words <> ''::text));

alter table run_batch_stop add constraint run_batch_stop_batch_fkey FOREIGN KEY (batch) REFERENCES run_batch(number);

alter table run_exchange add constraint run_exchange_pkey PRIMARY KEY (id);

alter table run_exchange add constraint run_exchange_attempt_check CHECK ((attempt >= 1));

alter table run_exchange add constraint run_exchange_check CHECK (((state = 'asked'::text) = (answered_at IS NULL)));

alter table run_exchange add constraint run_exchange_check1 CHECK (((state = 'failed'::text) = (fault IS NOT NULL)));

alter table run_exchange add constraint run_exchange_check2 CHECK (((reused IS NULL) OR ((state = 'answered'::text) AND (COALESCE(cost_micros, 0) = 0))));

alter table run_exchange add constraint run_exchange_cost_micros_check CHECK ((cost_micros >= 0));

alter table run_exchange add constraint run_exchange_input_tokens_check CHECK ((input_tokens >= 0));

alter table run_exchange add constraint run_exchange_kind_check CHECK ((kind = ANY (ARRAY['model'::text, 'search'::text])));

alter table run_exchange add constraint run_exchange_output_tokens_check CHECK ((output_tokens >= 0));

alter table run_exchange add constraint run_exchange_purpose_check CHECK ((purpose <> ''::text));

alter table run_exchange add constraint run_exchange_reserved_cost_micros_check CHECK ((reserved_cost_micros >= 0));

alter table run_exchange add constraint run_exchange_reserved_tokens_check CHECK ((reserved_tokens >= 0));

alter table run_exchange add constraint run_exchange_service_check CHECK ((service <> ''::text));

alter table run_exchange add constraint run_exchange_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'answered'::text, 'failed'::text])));

alter table run_exchange add constraint run_exchange_reused_fkey FOREIGN KEY (reused) REFERENCES run_exchange(id);

alter table run_exchange add constraint run_exchange_run_step_fkey FOREIGN KEY (run, step) REFERENCES run_step(run, step);

alter table run_log add constraint run_log_pkey PRIMARY KEY (id);

alter table run_log add constraint run_log_attempt_check CHECK ((attempt >= 1));

alter table run_log add constraint run_log_level_check CHECK ((level = ANY (ARRAY['info'::text, 'warning'::text])));

alter table run_log add constraint run_log_message_check CHECK ((message <> ''::text));

alter table run_log add constraint run_log_run_fkey FOREIGN KEY (run) REFERENCES run(number);

alter table run_result add constraint run_result_pkey PRIMARY KEY (run, step, attempt);

alter table run_result add constraint run_result_attempt_check CHECK ((attempt >= 1));

alter table run_result add constraint run_result_state_check CHECK ((state = ANY (ARRAY['Completed'::text, 'Completed with findings'::text, 'Abstained'::text, 'Failed'::text, 'Cancelled'::text])));

alter table run_result add constraint run_result_run_step_fkey FOREIGN KEY (run, step) REFERENCES run_step(run, step);

alter table run_state add constraint run_state_pkey PRIMARY KEY (run);

alter table run_state add constraint run_state_cancelled_by_check CHECK ((cancelled_by <> ''::text));

alter table run_state add constraint run_state_check CHECK (((cancelled_by IS NULL) = (cancelled_at IS NULL)));

alter table run_state add constraint run_state_check1 CHECK (((state <> ALL (ARRAY['Completed'::text, 'Completed with findings'::text])) OR (version IS NOT NULL)));

alter table run_state add constraint run_state_state_check CHECK ((state = ANY (ARRAY['Blocked'::text, 'Ready'::text, 'Running'::text, 'Completed'::text, 'Completed with findings'::text, 'Abstained'::text, 'Failed'::text, 'Cancelled'::text])));

alter table run_state add constraint run_state_batch_fkey FOREIGN KEY (batch) REFERENCES run_batch(number);

alter table run_state add constraint run_state_run_fkey FOREIGN KEY (run) REFERENCES run(number);

alter table run_state add constraint run_state_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table run_step add constraint run_step_pkey PRIMARY KEY (run, step);

alter table run_step add constraint run_step_attempt_check CHECK ((attempt >= 0));

alter table run_step add constraint run_step_check CHECK (((claim IS NOT NULL) = (state = 'Running'::text)));

alter table run_step add constraint run_step_state_check CHECK ((state = ANY (ARRAY['Blocked'::text, 'Ready'::text, 'Running'::text, 'Completed'::text, 'Completed with findings'::text, 'Abstained'::text, 'Failed'::text, 'Cancelled'::text])));

alter table run_step add constraint run_step_step_check CHECK ((step = ANY (ARRAY['base-research'::text, 'comparison-analysis'::text, 'blended-synthesis'::text])));

alter table run_step add constraint run_step_run_fkey FOREIGN KEY (run) REFERENCES run(number);

alter table schema_migration add constraint schema_migration_pkey PRIMARY KEY (version);

alter table sentence_vote add constraint sentence_vote_pkey PRIMARY KEY (verification, sentence, vote);

alter table sentence_vote add constraint sentence_vote_sentence_check CHECK ((sentence >= 0));

alter table sentence_vote add constraint sentence_vote_verification_fkey FOREIGN KEY (verification) REFERENCES verification(id);

alter table sentence_vote add constraint sentence_vote_vote_fkey FOREIGN KEY (vote) REFERENCES vote(id);

alter table session add constraint session_pkey PRIMARY KEY (id);

alter table session add constraint session_token_key UNIQUE (token);

alter table session add constraint session_person_fkey FOREIGN KEY (person) REFERENCES person(id) ON DELETE CASCADE;

alter table sign_in_challenge add constraint sign_in_challenge_pkey PRIMARY KEY (id);

alter table signal add constraint signal_pkey PRIMARY KEY (id);

alter table signal add constraint signal_reading_position_key UNIQUE (reading, "position");

alter table signal add constraint signal_check CHECK ((starts_at < ends_at));

alter table signal add constraint signal_check1 CHECK (((when_on IS NULL) OR (when_words IS NOT NULL)));

alter table signal add constraint signal_exact_check CHECK ((exact <> ''::text));

alter table signal add constraint signal_modality_check CHECK ((modality = ANY (ARRAY['asserted'::text, 'announced'::text, 'planned'::text, 'proposed'::text, 'alleged'::text, 'denied'::text, 'quoted'::text])));

alter table signal add constraint signal_page_check CHECK ((page >= 1));

alter table signal add constraint signal_position_check CHECK (("position" >= 0));

alter table signal add constraint signal_starts_at_check CHECK ((starts_at >= 0));

alter table signal add constraint signal_tier_check CHECK ((tier = ANY (ARRAY['law'::text, 'regulator'::text, 'court'::text, 'government'::text, 'intergovernmental'::text, 'news'::text, 'blog'::text, 'company'::text, 'unknown'::text])));

alter table signal add constraint signal_jurisdiction_fkey FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(code);

alter table signal add constraint signal_reading_fkey FOREIGN KEY (reading) REFERENCES signal_reading(id);

alter table signal add constraint signal_topic_fkey FOREIGN KEY (topic) REFERENCES topic(key);

alter table signal add constraint signal_topic_status_fkey FOREIGN KEY (topic, status) REFERENCES topic_status(topic, value);

alter table signal_reading add constraint signal_reading_pkey PRIMARY KEY (id);

alter table signal_reading add constraint signal_reading_source_text_engine_reference_hash_key UNIQUE (source_text, engine, reference_hash);

alter table signal_reading add constraint signal_reading_source_text_fkey FOREIGN KEY (source_text) REFERENCES source_text(id);

alter table signal_relation add constraint signal_relation_pkey PRIMARY KEY (signal, version);

alter table signal_relation add constraint signal_relation_check CHECK (((place IS NULL) = (words IS NULL)));

alter table signal_relation add constraint signal_relation_relation_check CHECK ((relation = ANY (ARRAY['confirms'::text, 'contradicts'::text, 'supersedes'::text, 'amends'::text, 'different-scope'::text, 'not-addressed'::text])));

alter table signal_relation add constraint signal_relation_signal_fkey FOREIGN KEY (signal) REFERENCES signal(id);

alter table signal_relation add constraint signal_relation_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table snapshot add constraint snapshot_pkey PRIMARY KEY (sha256);

alter table snapshot add constraint snapshot_check CHECK ((size = length(bytes)));

alter table snapshot add constraint snapshot_check1 CHECK (((sha256)::text = encode(sha256(bytes), 'hex'::text)));

alter table snapshot add constraint snapshot_source_fkey FOREIGN KEY (source) REFERENCES source(id);

alter table source add constraint source_pkey PRIMARY KEY (id);

alter table source add constraint source_tier_check CHECK ((tier = ANY (ARRAY['law'::text, 'regulator'::text, 'court'::text, 'government'::text, 'intergovernmental'::text, 'news'::text, 'blog'::text, 'company'::text, 'unknown'::text])));

alter table source_check add constraint source_check_pkey PRIMARY KEY (id);

alter table source_check add constraint source_check_reason_check CHECK ((reason <> ''::text));

alter table source_check add constraint source_check_state_check CHECK ((state = ANY (ARRAY['alive'::text, 'redirected-same'::text, 'redirected-elsewhere'::text, 'soft-404'::text, 'blocked'::text, 'redirect-expired'::text, 'gone'::text, 'unreachable'::text, 'invalid'::text])));

alter table source_check add constraint source_check_newer_source_fkey FOREIGN KEY (newer_source) REFERENCES source(id);

alter table source_check add constraint source_check_source_fkey FOREIGN KEY (source) REFERENCES source(id);

alter table source_jurisdiction add constraint source_jurisdiction_pkey PRIMARY KEY (source, jurisdiction);

alter table source_jurisdiction add constraint source_jurisdiction_basis_check CHECK ((basis = ANY (ARRAY['declared'::text, 'detected'::text])));

alter table source_jurisdiction add constraint source_jurisdiction_mentions_check CHECK ((mentions >= 0));

alter table source_jurisdiction add constraint source_jurisdiction_jurisdiction_fkey FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(code);

alter table source_jurisdiction add constraint source_jurisdiction_source_fkey FOREIGN KEY (source) REFERENCES source(id);

alter table source_text add constraint source_text_pkey PRIMARY KEY (id);

alter table source_text add constraint source_text_snapshot_extractor_extractor_version_key UNIQUE (snapshot, extractor, extractor_version);

alter table source_text add constraint source_text_check CHECK (((text_sha256)::text = encode(sha256(convert_to(text, 'UTF8'::name)), 'hex'::text)));

alter table source_text add constraint source_text_snapshot_fkey FOREIGN KEY (snapshot) REFERENCES snapshot(sha256);

alter table stage_move add constraint stage_move_pkey PRIMARY KEY (id);

alter table stage_move add constraint stage_move_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table system_challenge add constraint system_challenge_pkey PRIMARY KEY (review);

alter table system_challenge add constraint system_challenge_review_version_key UNIQUE (review, version);

alter table system_challenge add constraint system_challenge_version_snapshot_claimed_status_key UNIQUE NULLS NOT DISTINCT (version, snapshot, claimed_status);

alter table system_challenge add constraint system_challenge_review_version_fkey FOREIGN KEY (review, version) REFERENCES review(id, version);

alter table system_challenge add constraint system_challenge_snapshot_fkey FOREIGN KEY (snapshot) REFERENCES snapshot(sha256);

alter table topic add constraint topic_pkey PRIMARY KEY (key);

alter table topic add constraint topic_key_check CHECK ((key ~ '^[A-Z][A-Za-z]*(_[A-Z][A-Za-z]*)*$'::text));

alter table topic add constraint topic_position_check CHECK (("position" >= 1));

alter table topic add constraint topic_review_interval_days_check CHECK ((review_interval_days >= 1));

alter table topic_status add constraint topic_status_pkey PRIMARY KEY (topic, value);

alter table topic_status add constraint topic_status_position_check CHECK (("position" >= 0));

alter table topic_status add constraint topic_status_rank_check CHECK ((rank >= 0));

alter table topic_status add constraint topic_status_topic_fkey FOREIGN KEY (topic) REFERENCES topic(key);

alter table verification add constraint verification_pkey PRIMARY KEY (id);

alter table verification add constraint verification_id_version_key UNIQUE (id, version);

alter table verification add constraint verification_version_input_hash_key UNIQUE (version, input_hash);

alter table verification add constraint verification_check CHECK (((confidence_level = 'Unknown'::text) = (confidence_figure IS NULL)));

alter table verification add constraint verification_confidence_figure_check CHECK (((confidence_figure >= (0)::double precision) AND (confidence_figure <= (1)::double precision)));

alter table verification add constraint verification_confidence_level_check CHECK ((confidence_level = ANY (ARRAY['High'::text, 'Medium'::text, 'Low'::text, 'Unknown'::text])));

alter table verification add constraint verification_critical_findings_check CHECK ((critical_findings >= 0));

alter table verification add constraint verification_evidence_state_check CHECK ((evidence_state = ANY (ARRAY['verified'::text, 'unverified'::text, 'imported'::text, 'unknown'::text])));

alter table verification add constraint verification_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table version_cause add constraint version_cause_pkey PRIMARY KEY (version, "position");

alter table version_cause add constraint version_cause_check CHECK (((kind = 'review'::text) = (review IS NOT NULL)));

alter table version_cause add constraint version_cause_check1 CHECK (((kind = 'source'::text) = (source IS NOT NULL)));

alter table version_cause add constraint version_cause_check2 CHECK (((run IS NULL) OR (kind = 'run'::text)));

alter table version_cause add constraint version_cause_kind_check CHECK ((kind = ANY (ARRAY['review'::text, 'source'::text, 'edit'::text, 'run'::text])));

alter table version_cause add constraint version_cause_position_check CHECK (("position" >= 0));

alter table version_cause add constraint version_cause_review_fkey FOREIGN KEY (review) REFERENCES review(id);

alter table version_cause add constraint version_cause_run_fkey FOREIGN KEY (run) REFERENCES run(number);

alter table version_cause add constraint version_cause_source_fkey FOREIGN KEY (source) REFERENCES source(id);

alter table version_cause add constraint version_cause_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table version_lineage add constraint version_lineage_pkey PRIMARY KEY (version);

alter table version_lineage add constraint version_lineage_note_check CHECK ((note <> ''::text));

alter table version_lineage add constraint version_lineage_based_on_fkey FOREIGN KEY (based_on) REFERENCES analysis_version(id);

alter table version_lineage add constraint version_lineage_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table version_state add constraint version_state_pkey PRIMARY KEY (version);

alter table version_state add constraint version_state_stage_check CHECK ((stage = ANY (ARRAY['Draft'::text, 'In review'::text, 'Live'::text, 'Archived'::text, 'Withdrawn'::text])));

alter table version_state add constraint version_state_verification_version_fkey FOREIGN KEY (verification, version) REFERENCES verification(id, version);

alter table version_state add constraint version_state_version_fkey FOREIGN KEY (version) REFERENCES analysis_version(id);

alter table vote add constraint vote_pkey PRIMARY KEY (id);

alter table vote add constraint vote_request_hash_key UNIQUE (request_hash);

alter table vote add constraint vote_duration_ms_check CHECK ((duration_ms >= 0));

alter table vote add constraint vote_input_tokens_check CHECK ((input_tokens >= 0));

alter table vote add constraint vote_model_check CHECK ((model <> ''::text));

alter table vote add constraint vote_output_tokens_check CHECK ((output_tokens >= 0));

alter table vote add constraint vote_score_check CHECK (((score >= (0)::double precision) AND (score <= (1)::double precision)));

alter table vote add constraint vote_verdict_check CHECK ((verdict = ANY (ARRAY['supported'::text, 'partially-supported'::text, 'contradicted'::text, 'not-addressed'::text])));

alter table vote add constraint vote_voter_check CHECK ((voter = ANY (ARRAY['model'::text, 'nli'::text])));

alter table vote_fault add constraint vote_fault_pkey PRIMARY KEY (id);

alter table vote_fault add constraint vote_fault_fault_check CHECK ((fault = ANY (ARRAY['invalid-answer'::text, 'refused'::text, 'timed-out'::text, 'rate-limited'::text, 'cut-off'::text, 'failed'::text])));

alter table vote_fault add constraint vote_fault_retry_after_seconds_check CHECK ((retry_after_seconds >= 0));

alter table vote_fault add constraint vote_fault_sentence_check CHECK ((sentence >= 0));

alter table vote_fault add constraint vote_fault_voter_check CHECK ((voter = ANY (ARRAY['model'::text, 'nli'::text])));

alter table vote_fault add constraint vote_fault_verification_fkey FOREIGN KEY (verification) REFERENCES verification(id);

alter table watch add constraint watch_pkey PRIMARY KEY (person, kind, key);

alter table watch add constraint watch_key_check CHECK ((key <> ''::text));

alter table watch add constraint watch_kind_check CHECK ((kind = ANY (ARRAY['jurisdiction'::text, 'topic'::text, 'analysis'::text])));

alter table watch add constraint watch_person_fkey FOREIGN KEY (person) REFERENCES person(id);

alter table working_copy add constraint working_copy_pkey PRIMARY KEY (id);

alter table working_copy add constraint working_copy_check CHECK ((checked_revision <= revision));

alter table working_copy add constraint working_copy_check1 CHECK (((report IS NULL) = (checked_revision IS NULL)));

alter table working_copy add constraint working_copy_check2 CHECK (((analysis IS NULL) = (based_on IS NULL)));

alter table working_copy add constraint working_copy_check3 CHECK (((saved_as IS NULL) OR (discarded_at IS NULL)));

alter table working_copy add constraint working_copy_revision_check CHECK ((revision >= 1));

alter table working_copy add constraint working_copy_analysis_fkey FOREIGN KEY (analysis) REFERENCES analysis(number);

alter table working_copy add constraint working_copy_based_on_fkey FOREIGN KEY (based_on) REFERENCES analysis_version(id);

alter table working_copy add constraint working_copy_import_file_fkey FOREIGN KEY (import_file) REFERENCES import_file(sha256);

alter table working_copy add constraint working_copy_jurisdiction_fkey FOREIGN KEY (jurisdiction) REFERENCES jurisdiction(code);

alter table working_copy add constraint working_copy_person_fkey FOREIGN KEY (person) REFERENCES person(id);

alter table working_copy add constraint working_copy_saved_as_fkey FOREIGN KEY (saved_as) REFERENCES analysis_version(id);

alter table working_copy add constraint working_copy_topic_fkey FOREIGN KEY (topic) REFERENCES topic(key);

alter table working_copy_text add constraint working_copy_text_pkey PRIMARY KEY (id);

alter table working_copy_text add constraint working_copy_text_revision_check CHECK ((revision >= 1));

alter table working_copy_text add constraint working_copy_text_working_copy_fkey FOREIGN KEY (working_copy) REFERENCES working_copy(id);

CREATE INDEX analysis_cell ON public.analysis USING btree (jurisdiction, topic);

CREATE INDEX analysis_version_recorded ON public.analysis_version USING btree (recorded_at DESC);

CREATE INDEX api_key_person ON public.api_key USING btree (person);

CREATE INDEX attempt_last_at ON public.attempt USING btree (last_at);

CREATE INDEX audit_event_action ON public.audit_event USING btree (action, id);

CREATE INDEX audit_event_actor ON public.audit_event USING btree (actor, id);

CREATE INDEX audit_event_at ON public.audit_event USING btree (at);

CREATE INDEX audit_event_subject ON public.audit_event USING btree (subject, id);

CREATE INDEX citation_source_text ON public.citation USING btree (source_text);

CREATE INDEX credential_person ON public.credential USING btree (person);

CREATE INDEX finding_version ON public.finding USING btree (version, verification);

CREATE INDEX notice_person ON public.notice USING btree (person, id DESC);

CREATE INDEX notice_unread ON public.notice USING btree (person) WHERE (read_at IS NULL);

CREATE INDEX notice_waiting ON public.notice USING btree (delivery, person) WHERE ((mailed_at IS NULL) AND (read_at IS NULL) AND (delivery <> 'never'::text));

CREATE INDEX one_time_link_person ON public.one_time_link USING btree (person);

CREATE INDEX outbox_message_person ON public.outbox_message USING btree (person);

CREATE INDEX outbox_message_waiting ON public.outbox_message USING btree (queued_at) WHERE (sent_at IS NULL);

CREATE INDEX passkey_person ON public.passkey USING btree (person);

CREATE INDEX review_version ON public.review USING btree (version);

CREATE INDEX review_anchor_version ON public.review_anchor USING btree (version);

CREATE INDEX review_assignment_review ON public.review_assignment USING btree (review);

CREATE INDEX review_comment_review ON public.review_comment USING btree (review, written_at);

CREATE INDEX review_state_analysis ON public.review_state USING btree (analysis, version_number);

CREATE INDEX review_state_assignee ON public.review_state USING btree (assignee, state, weight DESC, submitted_at, review) WHERE (kind <> 'Approval'::text);

CREATE INDEX review_state_free ON public.review_state USING btree (state, weight DESC, submitted_at, review) WHERE ((kind <> 'Approval'::text) AND (assignee IS NULL));

CREATE INDEX review_state_person ON public.review_state USING btree (person, state, weight DESC, submitted_at, review);

CREATE INDEX review_state_queue ON public.review_state USING btree (state, weight DESC, submitted_at, review) WHERE (kind <> 'Approval'::text);

CREATE INDEX run_batch_number ON public.run USING btree (batch, number) WHERE (batch IS NOT NULL);

CREATE INDEX run_cell ON public.run USING btree (jurisdiction, topic, number DESC);

CREATE INDEX run_exchange_known ON public.run_exchange USING btree (request_hash) WHERE ((state = 'answered'::text) AND (reused IS NULL));

CREATE INDEX run_exchange_run ON public.run_exchange USING btree (run, asked_at);

CREATE INDEX run_log_run ON public.run_log USING btree (run, id);

CREATE INDEX run_state_state ON public.run_state USING btree (state, run DESC);

CREATE INDEX run_state_waiting ON public.run_state USING btree (batch, run) WHERE (NOT is_sent);

CREATE INDEX session_person ON public.session USING btree (person);

CREATE INDEX sign_in_challenge_identifier ON public.sign_in_challenge USING btree (identifier);

CREATE INDEX signal_cell ON public.signal USING btree (jurisdiction, topic);

CREATE INDEX signal_relation_version ON public.signal_relation USING btree (version, relation);

CREATE INDEX snapshot_source ON public.snapshot USING btree (source);

CREATE INDEX source_canonical_url ON public.source USING btree (canonical_url) WHERE (canonical_url IS NOT NULL);

CREATE INDEX source_check_source ON public.source_check USING btree (source, id DESC);

CREATE INDEX source_jurisdiction_code ON public.source_jurisdiction USING btree (jurisdiction);

CREATE INDEX stage_move_version ON public.stage_move USING btree (version, id);

CREATE INDEX version_cause_review ON public.version_cause USING btree (review) WHERE (review IS NOT NULL);

CREATE INDEX version_cause_run ON public.version_cause USING btree (run) WHERE (run IS NOT NULL);

CREATE UNIQUE INDEX one_live_version ON public.version_state USING btree (jurisdiction, topic) WHERE (stage = 'Live'::text);

CREATE INDEX vote_input ON public.vote USING btree (input_hash);

CREATE INDEX vote_fault_verification ON public.vote_fault USING btree (verification);

CREATE INDEX watch_key ON public.watch USING btree (kind, key);

CREATE UNIQUE INDEX one_open_working_copy ON public.working_copy USING btree (person, analysis) WHERE ((saved_as IS NULL) AND (discarded_at IS NULL) AND (analysis IS NOT NULL));

CREATE INDEX working_copy_person ON public.working_copy USING btree (person, changed_at DESC);

CREATE UNIQUE INDEX one_text_of_a_revision ON public.working_copy_text USING btree (working_copy, revision) WHERE (NOT aside);

CREATE INDEX working_copy_text_copy ON public.working_copy_text USING btree (working_copy, revision);

CREATE OR REPLACE FUNCTION public.announce_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('regatlas_changed', tg_table_name);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.announce_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('regatlas_trail', '');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.announce_run()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('regatlas_runs', new.run::text);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.assign_review_state()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update review_state set assignee = new.assignee where review = new.review;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.audit_event_hash(e audit_event)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  -- A JSON list keeps the fields apart whatever they hold; missing ones are null in it.
  select encode(sha256(convert_to(jsonb_build_array(
    e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor, e.action, e.subject,
    e.before_hash::text, e.after_hash::text, e.detail::text, e.previous_hash::text)::text, 'UTF8')), 'hex')
$function$;

CREATE OR REPLACE FUNCTION public.chain_audit_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- One writer at a time from here to commit: two rows must never name the same predecessor. The number is taken
  -- under the lock, because a default would be taken before it and the order of numbers is the order of the chain.
  perform pg_advisory_xact_lock(hashtext('regatlas.audit_event'));
  new.id := nextval('audit_event_number');
  new.previous_hash := (select hash from audit_event order by id desc limit 1);
  new.hash := audit_event_hash(new);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.end_review_state()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update review_state set state = new.outcome where review = new.review and state = 'open';
  if not found then
    raise exception 'the review has its outcome already' using errcode = 'check_violation';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.guard_run_exchange()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'UPDATE' or old.state <> 'asked' or new.state = 'asked'
     or (new.id, new.run, new.step, new.attempt, new.kind, new.service, new.purpose, new.request_hash, new.asked_at)
        is distinct from
        (old.id, old.run, old.step, old.attempt, old.kind, old.service, old.purpose, old.request_hash, old.asked_at)
     or new.request::text <> old.request::text then
    raise exception 'an exchange is completed once and kept: % is refused', lower(tg_op)
      using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.guard_version_state()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
        join review a on a.id = p.approval
        join review_state s on s.review = a.id
      where p.version = new.version
        and p.content_hash = v.content_hash
        and p.verification = new.verification
        and (r.evidence_state = 'verified' or v.status = 'Unknown')
        and a.version = p.version and a.kind = 'Approval' and a.target is null and s.state <> 'withdrawn'
        and a.person_role in ('editor', 'admin')
        and 'person:' || a.person = p.approved_by
        and (p.override_reason is not null
             or (r.critical_findings = 0
                 and not exists (select from review_state c where c.weight = 2 and is_standing(c, v))
                 -- Going back to an older version is a decision of its own.
                 and not exists (select from analysis_version l join version_state ls on ls.version = l.id
                                  where l.analysis = v.analysis and l.number > v.number
                                    and ls.stage in ('Live', 'Archived'))))) then
      raise exception 'not approved for publication: it needs a status that rests on a stored source, no open critical finding or challenge (or an override with its reason), and an approval of exactly this version'
        using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.is_standing(r review_state, v analysis_version)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select r.kind = 'Challenge' and r.analysis = v.analysis and r.state in ('open', 'accepted')
     and (r.version = v.id or (r.origin <> 'system' and r.version_number < v.number
           and not exists (select from review_anchor a
                            where a.review = r.review and a.version = v.id and a.state = 'outdated')))
     and not (r.state = 'accepted' and exists (
           select from version_cause c join analysis_version m on m.id = c.version
            where c.review = r.review and m.number <= v.number))
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION public.start_review_state()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into review_state (review, version, analysis, version_number, kind, origin, state, weight, person, submitted_at)
  select new.id, new.version, v.analysis, v.number, new.kind, new.origin, 'open',
         case coalesce(new.severity, case when new.kind = 'Challenge' then 'major' else 'minor' end)
           when 'critical' then 2 when 'major' then 1 else 0 end,
         new.person, new.submitted_at
    from analysis_version v where v.id = new.version;
  return null;
end $function$;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.analysis FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.analysis FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON public.analysis_version FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.analysis_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.analysis_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT ON public.audit_event FOR EACH STATEMENT EXECUTE FUNCTION announce_event();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER chain BEFORE INSERT ON public.audit_event FOR EACH ROW EXECUTE FUNCTION chain_audit_event();

CREATE TRIGGER announce AFTER INSERT ON public.challenge_evidence FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.challenge_evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.challenge_evidence FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.citation FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.citation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.finding FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.finding FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.import_file FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.import_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON public.jurisdiction FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.passage FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.passage FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT OR UPDATE ON public.person FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.publication FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.publication FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON public.review FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.review FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.review FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER start_state AFTER INSERT ON public.review FOR EACH ROW EXECUTE FUNCTION start_review_state();

CREATE TRIGGER announce AFTER INSERT ON public.review_anchor FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.review_anchor FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.review_anchor FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT ON public.review_assignment FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.review_assignment FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.review_assignment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER assign_state AFTER INSERT ON public.review_assignment FOR EACH ROW EXECUTE FUNCTION assign_review_state();

CREATE TRIGGER announce AFTER INSERT ON public.review_comment FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.review_comment FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.review_comment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT ON public.review_outcome FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.review_outcome FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.review_outcome FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER end_state AFTER INSERT ON public.review_outcome FOR EACH ROW EXECUTE FUNCTION end_review_state();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.run FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.run_attempt FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.run_attempt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.run_batch FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.run_batch FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.run_batch_stop FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.run_batch_stop FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER guard BEFORE DELETE OR UPDATE ON public.run_exchange FOR EACH ROW EXECUTE FUNCTION guard_run_exchange();

CREATE TRIGGER guard_all BEFORE TRUNCATE ON public.run_exchange FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT ON public.run_log FOR EACH ROW EXECUTE FUNCTION announce_run();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.run_log FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.run_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.run_result FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.run_result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT OR UPDATE ON public.run_state FOR EACH ROW EXECUTE FUNCTION announce_run();

CREATE TRIGGER announce AFTER INSERT OR UPDATE ON public.run_step FOR EACH ROW EXECUTE FUNCTION announce_run();

CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON public.sentence_vote FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.sentence_vote FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.sentence_vote FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.signal FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.signal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT ON public.signal_reading FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.signal_reading FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.signal_reading FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT ON public.signal_relation FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.signal_relation FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.signal_relation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.snapshot FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.snapshot FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON public.source FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.source FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.source FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON public.source_check FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.source_check FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.source_check FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.source_jurisdiction FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.source_jurisdiction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.source_text FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.source_text FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.stage_move FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.stage_move FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.system_challenge FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.system_challenge FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON public.topic FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON public.verification FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.verification FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.verification FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT ON public.version_cause FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.version_cause FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.version_cause FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT ON public.version_lineage FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.version_lineage FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.version_lineage FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE ON public.version_state FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

CREATE TRIGGER guard BEFORE INSERT OR DELETE OR UPDATE ON public.version_state FOR EACH ROW EXECUTE FUNCTION guard_version_state();

CREATE TRIGGER guard_all BEFORE TRUNCATE ON public.version_state FOR EACH STATEMENT EXECUTE FUNCTION guard_version_state();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.vote FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.vote FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.vote_fault FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_all BEFORE TRUNCATE ON public.vote_fault FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

comment on column audit_event.id is 'set by trigger';

comment on column audit_event.previous_hash is 'set by trigger';

comment on column audit_event.hash is 'set by trigger';
