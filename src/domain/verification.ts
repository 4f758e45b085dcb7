/**
 * The verification report: for one content and one set of stored sources, what every sentence, quotation, citation,
 * provider reference and link turned out to be. It is a pure function of its inputs, so anyone can make it again
 * from the snapshots alone. All offsets are Unicode code points, end exclusive. Published as
 * `docs/verification-report.schema.json`.
 */
import * as z from 'zod';
import { textPositionSelectorSchema, textQuoteSelectorSchema } from './citation.ts';
import { confidenceSchema, EVIDENCE_STATES } from './confidence.ts';
import { findingSchema, placeSchema } from './finding.ts';
import { SOURCE_TIERS } from './source.ts';

/** Name and number of the report's shape. */
export const REPORT_SCHEMA = 'regatlas.verification/2';

/** Verdicts on a quotation; only `verbatim` and `normalised` verify. */
export const QUOTATION_VERDICTS = [
  'verbatim',
  'normalised',
  'altered',
  'partial',
  'ambiguous',
  'other-source',
  'not-found',
  'snapshot-missing',
] as const;

/** See {@link QUOTATION_VERDICTS}. */
export type QuotationVerdict = (typeof QUOTATION_VERDICTS)[number];

/** Verdicts on a sentence against the evidence. `not-checkable`: nothing stored that it could be held against. */
export const SUPPORT_VERDICTS = [
  'supported',
  'partially-supported',
  'contradicted',
  'not-addressed',
  'not-checkable',
] as const;

/** See {@link SUPPORT_VERDICTS}. */
export type SupportVerdict = (typeof SUPPORT_VERDICTS)[number];

/** A stored text the page was held against. `sha256` is the snapshot's, `textSha256` of the UTF-8 extracted text. */
export const reportSourceSchema = z.strictObject({
  sha256: z.string(),
  textSha256: z.string(),
  extractor: z.string(),
  title: z.string().nullable(),
  publisher: z.string().nullable(),
  url: z.string().nullable(),
  publishedOn: z.string().nullable(),
  tier: z.enum(SOURCE_TIERS),
  /** Name of the file the bytes came from, without folder, by which a page may name it; null when fetched. */
  fileName: z.string().nullable(),
});

/** See {@link reportSourceSchema}. */
export type ReportSource = z.infer<typeof reportSourceSchema>;

/** A passage in a stored source: index into `sources`, with both selectors; `page` is 1-based for PDFs. */
export const passageMatchSchema = z.strictObject({
  source: z.number().int().min(0),
  quote: textQuoteSelectorSchema,
  position: textPositionSelectorSchema,
  page: z.number().int().min(1).nullable(),
});

/** See {@link passageMatchSchema}. */
export type PassageMatch = z.infer<typeof passageMatchSchema>;

/** One run of a word diff from the page's words to the source's. */
export const diffPartSchema = z.strictObject({
  kind: z.enum(['same', 'page-only', 'source-only']),
  text: z.string(),
});

/** See {@link diffPartSchema}. */
export type DiffPart = z.infer<typeof diffPartSchema>;

/** One quotation found on the page. */
export const quotationCheckSchema = z.strictObject({
  place: placeSchema,
  /** The quoted words, without the marks. */
  text: z.string(),
  /** The words by which the page names the source; null when it names none. */
  attributedTo: z.string().nullable(),
  /** Index into `sources` of the source that name was resolved to; null when it is not stored. */
  attributedSource: z.number().int().min(0).nullable(),
  verdict: z.enum(QUOTATION_VERDICTS),
  /** Where it was found; more than one when elided or ambiguous; nearest place when altered. */
  matches: z.array(passageMatchSchema),
  /** Present for `altered` (and the nearest place of `not-found` when close): page against source. */
  diff: z.array(diffPartSchema),
  /** Each a sentence: `The source says “may”; the page says “must”.` */
  reasons: z.array(z.string()),
});

/** See {@link quotationCheckSchema}. */
export type QuotationCheck = z.infer<typeof quotationCheckSchema>;

/** What providers' grounding can be wrong with (closed set; grounding.md section 3). */
export const GROUNDING_DIAGNOSTICS = [
  'CHUNKS_EMPTY_BUT_REFERENCED',
  'CHUNK_INDEX_OUT_OF_RANGE',
  'CHUNK_WITHOUT_SOURCE',
  'OFFSET_UNIT_UTF16',
  'OFFSET_SPLITS_CODEPOINT',
  'OFFSET_OUT_OF_BOUNDS',
  'OFFSET_MISMATCH_RECOVERED_BY_TEXT',
  'SEARCHED_BUT_UNGROUNDED',
  'SEGMENT_TRIVIAL',
  'REDIRECT_URI_UNRESOLVED',
  'TITLE_IS_DOMAIN_ONLY',
  'CONFIDENCE_LENGTH_MISMATCH',
] as const;

/** See {@link GROUNDING_DIAGNOSTICS}. */
export type GroundingDiagnostic = (typeof GROUNDING_DIAGNOSTICS)[number];

/** How a support ended. `unlocated`: the claim's place in the text could not be found. */
export const SUPPORT_STATES = ['resolved', 'partially-resolved', 'unresolvable', 'unlocated'] as const;

/** One statement that the provider tied to sources. */
export const groundingSupportSchema = z.strictObject({
  /** The claim's words; null when neither text nor usable offsets were given. */
  text: z.string().nullable(),
  /** Offsets into the answer text that was held against it; null when unlocated. */
  span: textPositionSelectorSchema.nullable(),
  /** True when the offsets did not fit and the place was found by the words. */
  recoveredByText: z.boolean(),
  /** Every place on the page where the words stand. */
  places: z.array(placeSchema),
  /** Positions in `chunks` that resolved, in the provider's order. */
  chunks: z.array(z.number().int().min(0)),
  /** Indices that point at no chunk, as given. */
  dangling: z.array(z.number().int()),
  state: z.enum(SUPPORT_STATES),
  /**
   * Where references lead nowhere: passages of stored sources found by the statement's words, best first. The provider
   * did not cite them, so they resolve no reference and count for nothing.
   */
  regrounded: z.array(
    passageMatchSchema.extend({
      score: z.number().min(0).max(1),
      verdict: z.enum(SUPPORT_VERDICTS).exclude(['not-checkable']),
    }),
  ),
});

/** A source as the provider listed it. */
export const groundingChunkSchema = z.strictObject({
  url: z.string().nullable(),
  title: z.string().nullable(),
  /** The words of the source that the provider sent along (Anthropic, Cohere); null otherwise. */
  citedText: z.string().nullable(),
});

/** One provider answer, resolved. */
export const groundingCheckSchema = z.strictObject({
  provider: z.string(),
  supports: z.array(groundingSupportSchema),
  chunks: z.array(groundingChunkSchema),
  queries: z.array(z.string()),
  diagnostics: z.array(z.enum(GROUNDING_DIAGNOSTICS)),
  /** Indices given over all supports, and how many of them point nowhere. */
  references: z.number().int().min(0),
  dangling: z.number().int().min(0),
  /** Distinct chunk addresses and distinct sites among the resolved ones. */
  distinctUrls: z.number().int().min(0),
  distinctDomains: z.number().int().min(0),
});

/** See {@link groundingCheckSchema}. */
export type GroundingCheck = z.infer<typeof groundingCheckSchema>;

/** What kind of address a link is, by its syntax alone; nothing is fetched. */
export const LINK_CLASSES = [
  'document',
  'site-root',
  'search-page',
  'provider-redirect',
  'local-or-private',
  'not-http',
  'malformed',
] as const;

/** One link on the page. */
export const linkCheckSchema = z.strictObject({
  url: z.string(),
  /** Canonical form without tracking parameters and fragment; null when malformed. */
  canonical: z.string().nullable(),
  class: z.enum(LINK_CLASSES),
  /** Index into `sources` of the stored copy of this address; null when none is stored. */
  source: z.number().int().min(0).nullable(),
  /** Unit the link stands in. */
  unit: z.string(),
});

/** See {@link linkCheckSchema}. */
export type LinkCheck = z.infer<typeof linkCheckSchema>;

/** One entry of the page's reference list, resolved. */
export const citationCheckSchema = z.strictObject({
  ref: z.string(),
  /** Index into `sources`; null when no stored copy is known. */
  source: z.number().int().min(0).nullable(),
  /** By what the stored copy was recognised. */
  resolvedBy: z.enum(['snapshot', 'url', 'file', 'title', 'none']),
  /** Verdict on the words relied on; null when the author marked none. */
  quotation: z.enum(QUOTATION_VERDICTS).nullable(),
  matches: z.array(passageMatchSchema),
});

/** See {@link citationCheckSchema}. */
export type CitationCheck = z.infer<typeof citationCheckSchema>;

/**
 * What a sentence is, which decides whether it needs evidence: only `claim` does. `inference` is the author's own
 * conclusion or opinion that states nothing to look up; `meta` speaks of the page or to its reader.
 */
export const SENTENCE_KINDS = ['claim', 'heading', 'question', 'disclaimer', 'meta', 'inference'] as const;

/** One of several claims of a sentence. `text` stands alone: subject and speaker are repeated from the sentence. */
export const claimCheckSchema = z.strictObject({
  text: z.string(),
  /** The claim's own words on the page. */
  place: placeSchema,
  verdict: z.enum(SUPPORT_VERDICTS),
  reasons: z.array(z.string()),
});

/** See {@link claimCheckSchema}. */
export type ClaimCheck = z.infer<typeof claimCheckSchema>;

/**
 * What a cited source does for a sentence. `needed`: the cited sources bear it, and not without this one. `redundant`:
 * it bears it alone, and others do as well. `part`: they do not bear it, this one bears a part. `irrelevant`: none of
 * these. `not-stored`: nothing can be said.
 */
export const CITATION_USES = ['needed', 'redundant', 'part', 'irrelevant', 'not-stored'] as const;

/** One marker of a sentence; `source` is an index into `sources`, null when no copy is stored. */
export const sentenceCitationSchema = z.strictObject({
  ref: z.string(),
  source: z.number().int().min(0).nullable(),
  use: z.enum(CITATION_USES),
});

/** See {@link sentenceCitationSchema}. */
export type SentenceCitation = z.infer<typeof sentenceCitationSchema>;

/** One sentence of the page with its verdict. */
export const sentenceCheckSchema = z.strictObject({
  place: placeSchema,
  text: z.string(),
  kind: z.enum(SENTENCE_KINDS),
  /** Null for kinds that need no evidence. */
  verdict: z.enum(SUPPORT_VERDICTS).nullable(),
  reasons: z.array(z.string()),
  /** What the sentence states, where that is more than one thing; empty for a sentence that is one claim. */
  claims: z.array(claimCheckSchema),
  /** Indices into `quotations` that lie in the sentence. */
  quotations: z.array(z.number().int().min(0)),
  /** Markers of cited sources in or right behind the sentence. */
  refs: z.array(z.string()),
  /** What each of them does for the sentence; empty for kinds that need no evidence. */
  citations: z.array(sentenceCitationSchema),
  /** Index into `sources` of the source that bears it although others are cited, which do not; null otherwise. */
  uncitedSource: z.number().int().min(0).nullable(),
  /** Index into `sources` of a primary source that says the same, where the passage shown is from none; null otherwise. */
  primarySource: z.number().int().min(0).nullable(),
  /** [answer, support] pairs into `grounding` whose words cover the sentence. */
  supports: z.array(z.tuple([z.number().int().min(0), z.number().int().min(0)])),
  /** The best passages for it, best first. */
  passages: z.array(passageMatchSchema.extend({ score: z.number().min(0).max(1) })),
});

/** See {@link sentenceCheckSchema}. */
export type SentenceCheck = z.infer<typeof sentenceCheckSchema>;

/**
 * How well the page cites, over the sentences that cite a stored source. `recall` is the share of them that what they
 * cite bears, `precision` the share of citations that are needed or bear the sentence alone; null of nothing.
 */
export const citationQualitySchema = z.strictObject({
  sentences: z.number().int().min(0),
  /** Sentences that need evidence and cite nothing. */
  uncited: z.number().int().min(0),
  borne: z.number().int().min(0),
  citations: z.number().int().min(0),
  precise: z.number().int().min(0),
  recall: z.number().min(0).max(1).nullable(),
  precision: z.number().min(0).max(1).nullable(),
});

/** The whole report. */
export const verificationReportSchema = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  /** Name and number of the rules; a change of any verdict gets a new number. */
  engine: z.string(),
  /** Hash of the content checked. */
  contentHash: z.string(),
  /** Day against which the age of sources was reckoned, `YYYY-MM-DD`; null leaves age out. */
  asOf: z.string().nullable(),
  /**
   * Challenges that stood when it was made. They, the critical ones among them and the approval are with content, sources
   * and day all that a report depends on; of reports made before the latter two were looked at, there were none.
   */
  openChallenges: z.number().int().min(0),
  /** How many of them are critical. */
  criticalChallenges: z.number().int().min(0).default(0),
  /** Whether an editor other than the author had approved exactly this version. */
  approved: z.boolean().default(false),
  jurisdiction: z.string().nullable(),
  topic: z.string().nullable(),
  status: z.string().nullable(),
  sources: z.array(reportSourceSchema),
  sentences: z.array(sentenceCheckSchema),
  quotations: z.array(quotationCheckSchema),
  citations: z.array(citationCheckSchema),
  citationQuality: citationQualitySchema,
  grounding: z.array(groundingCheckSchema),
  links: z.array(linkCheckSchema),
  findings: z.array(findingSchema),
  confidence: confidenceSchema,
  evidenceState: z.enum(EVIDENCE_STATES),
});

/** See {@link verificationReportSchema}. */
export type VerificationReport = z.infer<typeof verificationReportSchema>;
