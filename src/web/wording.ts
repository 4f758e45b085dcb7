/**
 * The words for every closed set that a reader meets: one table each, exhaustive by type, so that a new verdict or
 * diagnostic cannot reach a page without words.
 */
import type { SectionKey, VersionOrigin } from '#domain/analysis.ts';
import type { EvidenceState } from '#domain/confidence.ts';
import type { Severity } from '#domain/finding.ts';
import type { Delivery, NoticeKind, NoticeReason } from '#domain/notice.ts';
import type { Modality, SignalRelationKind } from '#domain/signal.ts';
import type { PassageDrift, UrlState } from '#domain/source-check.ts';
import type { Ground, UnknownReason } from '#domain/topic.ts';
import type {
  GroundingDiagnostic,
  LinkCheck,
  QuotationVerdict,
  SentenceCitation,
  SupportVerdict,
} from '#domain/verification.ts';
import type { CitingKind } from './citing-kind.ts';
import type { FindingKind } from './finding-kind.ts';
import type { ReportPart } from './report-parts.ts';

export { TIER_WORDS } from '#domain/source.ts';

/** The five marks of the margin. `cannot` is ⌀: nothing it could be held against. */
export type Mark = 'supported' | 'partial' | 'not-addressed' | 'contradicted' | 'cannot';

/** Mark and words of a sentence's verdict. */
export const SENTENCE_WORDS: Readonly<Record<SupportVerdict, { mark: Mark; words: string; reason: string }>> =
  {
    supported: { mark: 'supported', words: 'supported', reason: 'A stored source says so.' },
    'partially-supported': {
      mark: 'partial',
      words: 'partly supported',
      reason: 'A stored source bears out part of it.',
    },
    contradicted: { mark: 'contradicted', words: 'contradicted', reason: 'A stored source says otherwise.' },
    'not-addressed': {
      mark: 'not-addressed',
      words: 'not addressed',
      reason: 'The stored sources do not speak of it.',
    },
    'not-checkable': {
      mark: 'cannot',
      words: 'cannot be checked',
      reason: 'Nothing is stored that could bear it out.',
    },
  };

/** Mark and words of a quotation's verdict. */
export const QUOTATION_WORDS: Readonly<Record<QuotationVerdict, { mark: Mark; words: string }>> = {
  verbatim: { mark: 'supported', words: 'word for word in the source' },
  normalised: { mark: 'supported', words: 'in the source, with other typography' },
  altered: { mark: 'contradicted', words: 'altered: the source has other words' },
  partial: { mark: 'partial', words: 'only part of it is in the source' },
  ambiguous: { mark: 'partial', words: 'stands in more than one place' },
  'other-source': { mark: 'partial', words: 'found, but not in the source named' },
  'not-found': { mark: 'not-addressed', words: 'not found in the stored sources' },
  'snapshot-missing': { mark: 'cannot', words: 'no copy of its source is stored' },
};

/** What cited sources do for their sentence, as it stands behind one marker or several: `[2] is needed`. */
export const CITATION_USE_WORDS: Readonly<
  Record<SentenceCitation['use'], { mark: Mark; one: string; many: string }>
> = {
  needed: { mark: 'supported', one: 'is needed', many: 'are needed, all of them' },
  redundant: { mark: 'supported', one: 'bears it as well', many: 'bear it, each alone' },
  part: { mark: 'partial', one: 'bears a part of it', many: 'bear a part of it each' },
  irrelevant: { mark: 'not-addressed', one: 'adds nothing', many: 'add nothing' },
  'not-stored': {
    mark: 'cannot',
    one: 'has no stored copy: nothing can be said',
    many: 'have no stored copy: nothing can be said',
  },
};

/** What a sentence cites, as a filter named `Cites`. */
export const CITING_KIND_WORDS: Readonly<Record<CitingKind, string>> = {
  'not-bearing': 'what does not bear it',
  'part-bearing': 'what bears a part of it',
  bearing: 'what bears it',
  'not-stored': 'what is not stored',
  nothing: 'nothing',
};

/** The evidence state beside a status: short words and the sentence that explains them. */
export const EVIDENCE_WORDS: Readonly<Record<EvidenceState, { words: string; sentence: string }>> = {
  verified: { words: 'verified', sentence: 'The status rests on passages found in stored sources.' },
  unverified: {
    words: 'not verified',
    sentence: 'The status was checked, and no passage in a stored source bears it out.',
  },
  imported: { words: 'imported, not checked', sentence: 'The status was taken over and not checked yet.' },
  unknown: { words: 'evidence unknown', sentence: 'There is nothing by which the status could be checked.' },
};

/** How an address answered when it was looked at again. */
export const URL_STATE_WORDS: Readonly<Record<UrlState, { mark: Mark; words: string }>> = {
  alive: { mark: 'supported', words: 'answers' },
  'redirected-same': { mark: 'supported', words: 'has moved; the same document' },
  'redirected-elsewhere': { mark: 'partial', words: 'leads to something else' },
  'soft-404': { mark: 'not-addressed', words: 'answers, but says there is nothing here' },
  blocked: { mark: 'cannot', words: 'refuses programs; the document may well be there' },
  'redirect-expired': { mark: 'not-addressed', words: 'provider’s redirect has expired' },
  gone: { mark: 'not-addressed', words: 'is gone from the web' },
  unreachable: { mark: 'cannot', words: 'gave no answer' },
  invalid: { mark: 'cannot', words: 'is no public web address' },
};

/** Whether words that pages rely on stand in a newer text of their source. */
export const DRIFT_WORDS: Readonly<Record<PassageDrift['verdict'], { mark: Mark; words: string }>> = {
  'still-there': { mark: 'supported', words: 'still there' },
  altered: { mark: 'contradicted', words: 'altered' },
  gone: { mark: 'not-addressed', words: 'no longer there' },
};

/** What a status rests on. */
export const GROUND_WORDS: Readonly<Record<Ground, string>> = {
  'explicit-law': 'by explicit law',
  'regulator-act': 'by act of a regulator',
  'general-law-applied': 'by general law as applied',
  practice: 'in practice; no explicit law found',
  'none-found': 'no ground found',
};

/** Why a status is not known. */
export const UNKNOWN_REASON_WORDS: Readonly<Record<UnknownReason, string>> = {
  'no-primary-source': 'no primary source was found',
  unreachable: 'the sources could not be reached',
  conflicting: 'the sources conflict',
  'out-of-scope': 'out of scope',
  'not-yet-researched': 'not yet researched',
};

/** Headings of the prose sections. */
export const SECTION_TITLES: Readonly<Record<SectionKey, string>> = {
  'executive-summary': 'Executive summary',
  'key-pillars': 'Key pillars',
  'landmark-laws': 'Landmark laws',
  considerations: 'Considerations',
  notes: 'Notes',
  'detailed-explanation': 'Detailed explanation',
};

/** How a version came to be. */
export const ORIGIN_WORDS: Readonly<Record<VersionOrigin, string>> = {
  import: 'imported from a file',
  example: 'the bundled example',
  edit: 'edited by a person',
  run: 'drafted by a run',
};

/** Severities, gravest first, as headings of the findings. */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  major: 'Major',
  minor: 'Minor',
  info: 'For information',
};

/** What kind of address a link is. */
export const LINK_WORDS: Readonly<Record<LinkCheck['class'], string>> = {
  document: 'names a document',
  'site-root': 'names only a site, not a document',
  'search-page': 'leads to a search, not a document',
  'provider-redirect': 'a provider’s redirect, which expires',
  'local-or-private': 'a local or private address',
  'not-http': 'not a web address',
  malformed: 'not a well-formed address',
};

/** What is wrong with a provider's grounding, and what it means for the reader. */
export const DIAGNOSTIC_WORDS: Readonly<Record<GroundingDiagnostic, string>> = {
  CHUNKS_EMPTY_BUT_REFERENCED:
    'The provider refers to sources by number, but the list those numbers point into is empty.',
  CHUNK_INDEX_OUT_OF_RANGE: 'A reference points past the end of the list of sources.',
  CHUNK_WITHOUT_SOURCE: 'A listed source has no address.',
  OFFSET_UNIT_UTF16: 'Positions were counted in UTF-16 units, not in bytes; they were converted.',
  OFFSET_SPLITS_CODEPOINT: 'A position falls in the middle of a character.',
  OFFSET_OUT_OF_BOUNDS: 'A position lies outside the text.',
  OFFSET_MISMATCH_RECOVERED_BY_TEXT:
    'Positions do not fit the text of this page; each statement was found again by its words.',
  SEARCHED_BUT_UNGROUNDED: 'The provider searched, but tied no statement to what it found.',
  SEGMENT_TRIVIAL: 'A statement tied to a source is too short to mean anything.',
  REDIRECT_URI_UNRESOLVED: 'Sources are given as redirects that expire; where they led is not recorded.',
  TITLE_IS_DOMAIN_ONLY: 'Sources are named by their site only, not by their title.',
  CONFIDENCE_LENGTH_MISMATCH: 'The provider’s confidence figures do not match its references in number.',
};

/** Providers by the names their makers write. Names not in the table are shown as they are. */
export const PROVIDER_NAMES: Readonly<Record<string, string>> = {
  gemini: 'Gemini',
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  perplexity: 'Perplexity',
  xai: 'xAI',
  cohere: 'Cohere',
  unknown: 'not known',
};

/** What a finding is about, as a filter. */
export const FINDING_KIND_WORDS: Readonly<Record<FindingKind, string>> = {
  status: 'the status',
  quotation: 'quotations',
  sentence: 'sentences',
  citation: 'citations',
  provider: 'the provider’s references',
  scope: 'another jurisdiction',
  link: 'links',
  import: 'the import',
  vote: 'votes of models',
  other: 'something else',
};

/** The part of the page to which a finding leads that has no place in the text. */
export const FINDING_HOME_WORDS: Readonly<Record<FindingKind, string>> = {
  status: 'Status',
  quotation: 'Sources',
  sentence: 'Findings',
  citation: 'Sources',
  provider: 'Sources (raw data)',
  scope: 'Sources',
  link: 'the part with the link',
  import: 'Import findings',
  vote: 'Findings',
  other: 'Findings',
};

/** Parts of a page, as a filter. */
export const REPORT_PART_WORDS: Readonly<Record<ReportPart, string>> = {
  'whole-page': 'The page as a whole',
  ...SECTION_TITLES,
  'summary-points': 'Summary points',
  'full-report': 'Full analysis report',
  'import-findings': 'The imported file',
};

/** How a thing is said, as it stands before who says it. */
export const MODALITY_WORDS: Readonly<Record<Modality, string>> = {
  asserted: 'said as a fact',
  announced: 'announced',
  planned: 'planned or under study',
  proposed: 'proposed',
  alleged: 'alleged',
  denied: 'denied',
  quoted: 'quoted, without a judgement of its own',
};

/** How a signal stands to a page: as a mark, after `it`, after a number of signals, and as a choice in a list. */
export const RELATION_WORDS: Readonly<
  Record<SignalRelationKind, { mark: Mark; words: string; many: string; name: string }>
> = {
  contradicts: {
    mark: 'contradicted',
    words: 'speaks against the page',
    many: 'against the page',
    name: 'Contradicts',
  },
  confirms: { mark: 'supported', words: 'confirms the page', many: 'for the page', name: 'Confirms' },
  supersedes: {
    mark: 'partial',
    words: 'replaces what the page rests on',
    many: 'replacing what it rests on',
    name: 'Supersedes',
  },
  amends: {
    mark: 'partial',
    words: 'changes a part of what the page says',
    many: 'changing a part of it',
    name: 'Amends',
  },
  'different-scope': {
    mark: 'not-addressed',
    words: 'is about something narrower or wider',
    many: 'of another scope',
    name: 'Different scope',
  },
  'not-addressed': {
    mark: 'not-addressed',
    words: 'is about what the page does not speak of',
    many: 'on what it does not speak of',
    name: 'Not addressed',
  },
};

/** What each kind of notice is of. */
export const NOTICE_KIND_WORDS: Readonly<Record<NoticeKind, string>> = {
  assigned: 'A review is given to you to look at',
  published: 'A version that readers see is published or withdrawn',
  challenged: 'A page is challenged',
  reviewed: 'Reviews, answers and outcomes',
  drafted: 'Work on drafts: saved, submitted, approved, returned',
  due: 'A page is due to be reviewed again',
};

/** Why somebody was told. */
export const NOTICE_REASON_WORDS: Readonly<Record<NoticeReason, string>> = {
  assignee: 'given to you',
  author: 'you made this version',
  thread: 'you take part in the discussion',
  watch: 'you watch it',
};

/** When a letter goes out. */
export const DELIVERY_WORDS: Readonly<Record<Delivery, string>> = {
  'at once': 'At once',
  daily: 'In a daily letter',
  weekly: 'In a weekly letter',
  never: 'No letter',
};
