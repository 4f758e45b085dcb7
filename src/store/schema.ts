// Made from the migrated database by `node scripts/dump-schema.ts`; do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Json = ColumnType<unknown, string, string>;
type DefaultedJson = ColumnType<unknown, string | undefined, string>;

export type AnalysisTable = {
  number: number;
  jurisdiction: string;
  topic: string;
  created_at: string;
};

export type AnalysisVersionTable = {
  id: string;
  analysis: number;
  number: number;
  jurisdiction: string;
  topic: string;
  content_hash: string;
  content: Json;
  status: string;
  unknown_reason:
    | 'no-primary-source'
    | 'unreachable'
    | 'conflicting'
    | 'out-of-scope'
    | 'not-yet-researched'
    | null;
  ground: 'explicit-law' | 'regulator-act' | 'general-law-applied' | 'practice' | 'none-found' | null;
  status_since: string | null;
  origin: 'import' | 'example' | 'edit' | 'run';
  import_file: string | null;
  recorded_at: string;
};

export type ApiKeyTable = {
  id: string;
  person: string;
  config_id: string;
  name: string | null;
  start: string | null;
  prefix: string | null;
  key: string;
  permissions: string | null;
  enabled: boolean;
  expires_at: string | null;
  created_at: string;
  updated_at: string;
  last_used_at: string | null;
  rate_limit_enabled: boolean;
  rate_limit_time_window: number | null;
  rate_limit_max: number | null;
  request_count: number;
  remaining: number | null;
  refill_interval: number | null;
  refill_amount: number | null;
  last_refill_at: string | null;
  metadata: string | null;
};

export type AttemptTable = {
  key: string;
  count: number;
  last_at: string;
  blocked_until: string | null;
};

export type AuditEventTable = {
  id: GeneratedAlways<number>;
  at: string;
  actor: string;
  action: string;
  subject: string;
  before_hash: string | null;
  after_hash: string | null;
  detail: Json;
  previous_hash: GeneratedAlways<string | null>;
  hash: GeneratedAlways<string>;
};

export type ChallengeEvidenceTable = {
  review: string;
  version: string;
  signal: number;
  added_at: string;
};

export type CitationTable = {
  verification: number;
  version: string;
  position: number;
  kind: 'quotation' | 'reference' | 'sentence' | 'found';
  place: Json | null;
  words: string;
  verdict: string;
  source_text: number;
  exact: string;
  prefix: string;
  suffix: string;
  starts_at: number;
  ends_at: number;
  page: number | null;
};

export type CredentialTable = {
  id: string;
  person: string;
  account_id: string;
  provider_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: string | null;
  refresh_token_expires_at: string | null;
  scope: string | null;
  password: string | null;
  created_at: string;
  updated_at: string;
};

export type DigestTable = {
  person: string;
  delivery: 'daily' | 'weekly';
  due_at: string;
};

export type FindingTable = {
  id: GeneratedAlways<number>;
  version: string;
  verification: number | null;
  code: string;
  severity: 'critical' | 'major' | 'minor' | 'info';
  message: string;
  place: Json | null;
  line: number | null;
  excerpt: string | null;
};

export type ImportFileTable = {
  sha256: string;
  name: string;
  bytes: Buffer;
  imported_at: string;
};

export type JurisdictionTable = {
  code: string;
  kind: 'country' | 'territory' | 'subdivision' | 'supranational';
  official_name: string;
  everyday_name: string;
  facts: Json;
};

export type NoticeTable = {
  id: GeneratedAlways<number>;
  person: string;
  event: number;
  analysis: number;
  version: number;
  kind: string;
  because: 'assignee' | 'author' | 'thread' | 'watch';
  delivery: 'at once' | 'daily' | 'weekly' | 'never';
  at: string;
  read_at: string | null;
  mailed_at: string | null;
};

export type NoticeCursorTable = {
  one: Generated<boolean>;
  event: number;
};

export type NoticeSettingTable = {
  person: string;
  kind: string;
  delivery: 'at once' | 'daily' | 'weekly' | 'never';
};

export type OneTimeLinkTable = {
  id: string;
  token_hash: string;
  kind: 'set-up' | 'invitation' | 'reset';
  person: string | null;
  created_at: string;
  expires_at: string;
  used_at: string | null;
};

export type OutboxMessageTable = {
  id: string;
  person: string | null;
  recipient: string;
  subject: string;
  body: string;
  headers: DefaultedJson;
  queued_at: string;
  attempts: Generated<number>;
  sent_at: string | null;
  failure: string | null;
};

export type PassageTable = {
  source_text: number;
  position: number;
  starts_at: number;
  ends_at: number;
  page: number | null;
};

export type PasskeyTable = {
  id: string;
  person: string;
  name: string | null;
  public_key: string;
  credential_id: string;
  counter: number;
  device_type: string;
  backed_up: boolean;
  transports: string | null;
  aaguid: string | null;
  created_at: string | null;
};

export type PersonTable = {
  id: string;
  name: string;
  email: string | null;
  email_verified: Generated<boolean>;
  image: string | null;
  role: Generated<'contributor' | 'analyst' | 'editor' | 'admin'>;
  created_at: string;
  updated_at: string;
  disabled_at: string | null;
  anonymised_at: string | null;
};

export type PublicationTable = {
  version: string;
  content_hash: string;
  verification: number;
  author: string;
  approved_by: string;
  override_reason: string | null;
  approved_at: string;
  approval: string | null;
};

export type RequestRateTable = {
  id: string;
  key: string;
  count: number;
  last_request: number;
};

export type ReviewTable = {
  id: string;
  version: string;
  kind: 'Challenge' | 'Approval' | 'Refinement';
  origin: 'submitted' | 'imported' | 'system';
  author: string;
  text: string;
  submitted_at: string;
  person: string | null;
  person_role: 'contributor' | 'analyst' | 'editor' | 'admin' | null;
  severity: 'critical' | 'major' | 'minor' | null;
  target: Json | null;
  proposed_text: string | null;
  evidence: DefaultedJson;
};

export type ReviewAnchorTable = {
  review: string;
  version: string;
  state: 'anchored' | 'outdated';
  target: Json | null;
};

export type ReviewAssignmentTable = {
  id: GeneratedAlways<number>;
  review: string;
  assignee: string | null;
  assigned_by: string;
  assigned_at: string;
};

export type ReviewCommentTable = {
  id: string;
  review: string;
  person: string | null;
  author: string;
  kind: 'comment' | 'answer';
  text: string;
  written_at: string;
};

export type ReviewOutcomeTable = {
  review: string;
  outcome: 'accepted' | 'rejected' | 'withdrawn';
  reason: string;
  actor: string;
  decided_at: string;
  person: string | null;
};

export type ReviewStateTable = {
  review: string;
  version: string;
  analysis: number;
  version_number: number;
  kind: string;
  origin: string;
  state: 'open' | 'accepted' | 'rejected' | 'withdrawn';
  weight: number;
  person: string | null;
  assignee: string | null;
  submitted_at: string;
};

export type RunTable = {
  number: GeneratedAlways<number>;
  jurisdiction: string;
  topic: string;
  analyst: 'extractive' | 'model';
  request: Json;
  batch: number | null;
  requested_by: string;
  requested_at: string;
};

export type RunAttemptTable = {
  run: number;
  step: string;
  attempt: number;
  claim: string;
  worker: string;
  started_at: string;
};

export type RunBatchTable = {
  number: GeneratedAlways<number>;
  topic: string;
  request: Json;
  concurrency: number;
  requested_by: string;
  requested_at: string;
};

export type RunBatchStopTable = {
  batch: number;
  reason: 'budget' | 'cancelled';
  words: string;
  actor: string;
  stopped_at: string;
};

export type RunExchangeTable = {
  id: string;
  run: number;
  step: string;
  attempt: number;
  kind: 'model' | 'search';
  service: string;
  purpose: string;
  request_hash: string;
  request: Json;
  state: 'asked' | 'answered' | 'failed';
  reserved_tokens: number | null;
  reserved_cost_micros: number | null;
  http_status: number | null;
  response: string | null;
  fault: string | null;
  message: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cost_micros: number | null;
  reused: string | null;
  asked_at: string;
  answered_at: string | null;
};

export type RunLogTable = {
  id: GeneratedAlways<number>;
  run: number;
  step: string;
  attempt: number;
  level: 'info' | 'warning';
  message: string;
  at: string;
};

export type RunResultTable = {
  run: number;
  step: string;
  attempt: number;
  state: 'Completed' | 'Completed with findings' | 'Abstained' | 'Failed' | 'Cancelled';
  reason: string | null;
  output: Json | null;
  started_at: string;
  ended_at: string;
};

export type RunStateTable = {
  run: number;
  batch: number | null;
  state:
    | 'Blocked'
    | 'Ready'
    | 'Running'
    | 'Completed'
    | 'Completed with findings'
    | 'Abstained'
    | 'Failed'
    | 'Cancelled';
  is_sent: boolean;
  cancelled_by: string | null;
  cancelled_at: string | null;
  version: string | null;
  first_begun_at: string | null;
  ended_at: string | null;
  changed_at: string;
};

export type RunStepTable = {
  run: number;
  step: 'base-research' | 'comparison-analysis' | 'blended-synthesis';
  state:
    | 'Blocked'
    | 'Ready'
    | 'Running'
    | 'Completed'
    | 'Completed with findings'
    | 'Abstained'
    | 'Failed'
    | 'Cancelled';
  attempt: number;
  claim: string | null;
  reason: string | null;
  changed_at: string;
};

export type SentenceVoteTable = {
  verification: number;
  sentence: number;
  vote: number;
  cast_at: string;
};

export type SessionTable = {
  id: string;
  person: string;
  token: string;
  expires_at: string;
  created_at: string;
  updated_at: string;
  ip_address: string | null;
  user_agent: string | null;
};

export type SignInChallengeTable = {
  id: string;
  identifier: string;
  value: string;
  expires_at: string;
  created_at: string;
  updated_at: string;
};

export type SignalTable = {
  id: GeneratedAlways<number>;
  reading: number;
  position: number;
  jurisdiction: string;
  topic: string;
  status: string | null;
  modality: 'asserted' | 'announced' | 'planned' | 'proposed' | 'alleged' | 'denied' | 'quoted';
  speaker: string | null;
  speaker_role: string | null;
  unconfirmed: boolean;
  instrument: string | null;
  predicate: string;
  when_words: string | null;
  when_on: string | null;
  exact: string;
  prefix: string;
  suffix: string;
  starts_at: number;
  ends_at: number;
  page: number | null;
  tier:
    | 'law'
    | 'regulator'
    | 'court'
    | 'government'
    | 'intergovernmental'
    | 'news'
    | 'blog'
    | 'company'
    | 'unknown';
  reasons: Json;
};

export type SignalReadingTable = {
  id: GeneratedAlways<number>;
  source_text: number;
  engine: string;
  reference_hash: string;
  read_at: string;
};

export type SignalRelationTable = {
  signal: number;
  version: string;
  relation: 'confirms' | 'contradicts' | 'supersedes' | 'amends' | 'different-scope' | 'not-addressed';
  place: Json | null;
  words: string | null;
  reasons: Json;
  related_at: string;
};

export type SnapshotTable = {
  sha256: string;
  source: number;
  media_type: string;
  size: number;
  captured_at: string;
  captured_from: string;
  bytes: Buffer;
};

export type SourceTable = {
  id: GeneratedAlways<number>;
  title: string | null;
  publisher: string | null;
  author: string | null;
  published_on: string | null;
  tier:
    | 'law'
    | 'regulator'
    | 'court'
    | 'government'
    | 'intergovernmental'
    | 'news'
    | 'blog'
    | 'company'
    | 'unknown';
  url: string | null;
  canonical_url: string | null;
  language: string | null;
  added_at: string;
};

export type SourceCheckTable = {
  id: GeneratedAlways<number>;
  source: number;
  checked_at: string;
  requested_url: string;
  state:
    | 'alive'
    | 'redirected-same'
    | 'redirected-elsewhere'
    | 'soft-404'
    | 'blocked'
    | 'redirect-expired'
    | 'gone'
    | 'unreachable'
    | 'invalid';
  reason: string;
  final_url: string | null;
  http_status: number | null;
  drift: Json | null;
  newer_source: number | null;
};

export type SourceJurisdictionTable = {
  source: number;
  jurisdiction: string;
  basis: 'declared' | 'detected';
  mentions: number;
};

export type SourceTextTable = {
  id: GeneratedAlways<number>;
  snapshot: string;
  extractor: string;
  extractor_version: string;
  text: string;
  text_sha256: string;
  page_starts: number[];
  normalisation: Json;
  extracted_at: string;
};

export type StageMoveTable = {
  id: GeneratedAlways<number>;
  version: string;
  from_stage: string | null;
  to_stage: string;
  actor: string;
  reason: string | null;
  moved_at: string;
};

export type SystemChallengeTable = {
  review: string;
  version: string;
  snapshot: string;
  claimed_status: string | null;
};

export type TopicTable = {
  key: string;
  title: string;
  position: number;
  review_interval_days: number;
  definition: Json;
};

export type TopicStatusTable = {
  topic: string;
  value: string;
  label: string;
  position: number;
  rank: number | null;
};

export type VerificationTable = {
  id: GeneratedAlways<number>;
  version: string;
  engine: string;
  input_hash: string;
  report: Json;
  confidence_level: 'High' | 'Medium' | 'Low' | 'Unknown';
  confidence_figure: number | null;
  evidence_state: 'verified' | 'unverified' | 'imported' | 'unknown';
  critical_findings: number;
  verified_at: string;
};

export type VersionCauseTable = {
  version: string;
  position: number;
  kind: 'review' | 'source' | 'edit' | 'run';
  review: string | null;
  source: number | null;
  note: string | null;
  run: number | null;
};

export type VersionLineageTable = {
  version: string;
  based_on: string | null;
  note: string | null;
};

export type VersionStateTable = {
  version: string;
  jurisdiction: string;
  topic: string;
  stage: 'Draft' | 'In review' | 'Live' | 'Archived' | 'Withdrawn';
  verification: number | null;
};

export type VoteTable = {
  id: GeneratedAlways<number>;
  request_hash: string;
  voter: 'model' | 'nli';
  model: string;
  parameters: Json;
  prompt_version: string | null;
  schema_hash: string | null;
  input_hash: string;
  verdict: 'supported' | 'partially-supported' | 'contradicted' | 'not-addressed';
  score: number | null;
  rationale: string | null;
  passages: number[];
  raw: string;
  input_tokens: number | null;
  output_tokens: number | null;
  duration_ms: number;
  voted_at: string;
};

export type VoteFaultTable = {
  id: GeneratedAlways<number>;
  verification: number;
  sentence: number;
  voter: 'model' | 'nli';
  model: string;
  fault: 'invalid-answer' | 'refused' | 'timed-out' | 'rate-limited' | 'cut-off' | 'failed';
  message: string;
  retry_after_seconds: number | null;
  raw: string | null;
  failed_at: string;
};

export type WatchTable = {
  person: string;
  kind: 'jurisdiction' | 'topic' | 'analysis';
  key: string;
  since: string;
};

export type WorkingCopyTable = {
  id: string;
  person: string;
  analysis: number | null;
  based_on: string | null;
  jurisdiction: string;
  topic: string;
  content: Json;
  revision: number;
  import_file: string | null;
  report: Json | null;
  checked_revision: number | null;
  saved_as: string | null;
  discarded_at: string | null;
  begun_at: string;
  changed_at: string;
};

export type WorkingCopyTextTable = {
  id: string;
  working_copy: string;
  revision: number;
  aside: boolean;
  content: Json;
  saved_at: string;
};

export type Database = {
  analysis: AnalysisTable;
  analysis_version: AnalysisVersionTable;
  api_key: ApiKeyTable;
  attempt: AttemptTable;
  audit_event: AuditEventTable;
  challenge_evidence: ChallengeEvidenceTable;
  citation: CitationTable;
  credential: CredentialTable;
  digest: DigestTable;
  finding: FindingTable;
  import_file: ImportFileTable;
  jurisdiction: JurisdictionTable;
  notice: NoticeTable;
  notice_cursor: NoticeCursorTable;
  notice_setting: NoticeSettingTable;
  one_time_link: OneTimeLinkTable;
  outbox_message: OutboxMessageTable;
  passage: PassageTable;
  passkey: PasskeyTable;
  person: PersonTable;
  publication: PublicationTable;
  request_rate: RequestRateTable;
  review: ReviewTable;
  review_anchor: ReviewAnchorTable;
  review_assignment: ReviewAssignmentTable;
  review_comment: ReviewCommentTable;
  review_outcome: ReviewOutcomeTable;
  review_state: ReviewStateTable;
  run: RunTable;
  run_attempt: RunAttemptTable;
  run_batch: RunBatchTable;
  run_batch_stop: RunBatchStopTable;
  run_exchange: RunExchangeTable;
  run_log: RunLogTable;
  run_result: RunResultTable;
  run_state: RunStateTable;
  run_step: RunStepTable;
  sentence_vote: SentenceVoteTable;
  session: SessionTable;
  sign_in_challenge: SignInChallengeTable;
  signal: SignalTable;
  signal_reading: SignalReadingTable;
  signal_relation: SignalRelationTable;
  snapshot: SnapshotTable;
  source: SourceTable;
  source_check: SourceCheckTable;
  source_jurisdiction: SourceJurisdictionTable;
  source_text: SourceTextTable;
  stage_move: StageMoveTable;
  system_challenge: SystemChallengeTable;
  topic: TopicTable;
  topic_status: TopicStatusTable;
  verification: VerificationTable;
  version_cause: VersionCauseTable;
  version_lineage: VersionLineageTable;
  version_state: VersionStateTable;
  vote: VoteTable;
  vote_fault: VoteFaultTable;
  watch: WatchTable;
  working_copy: WorkingCopyTable;
  working_copy_text: WorkingCopyTextTable;
};
