/**
 * What a version of an analysis says. The content is one immutable JSON value whose SHA-256 over its canonical
 * form is the version's identity; import, export, verification and pages all read this one shape.
 * What a page said about itself ("Live", "Latest", "High") is kept under `declared` and never taken as ours.
 */
import * as z from 'zod';
import { textQuoteSelectorSchema } from './citation.ts';
import { GROUNDS, UNKNOWN_REASONS } from './topic.ts';

/** The schema name written into every content; a change of shape gets a new number and a reader for the old one. */
export const CONTENT_SCHEMA = 'regatlas.analysis/1';

/** A legal date, as precise as the text gives it; no time zone. */
export const legalDateSchema = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

/** The prose sections of a page, in the order they are shown. */
export const SECTION_KEYS = [
  'executive-summary',
  'key-pillars',
  'landmark-laws',
  'considerations',
  'notes',
  'detailed-explanation',
] as const;

/** See {@link SECTION_KEYS}. */
export type SectionKey = (typeof SECTION_KEYS)[number];

/** One prose section; `text` is in the content's `textFormat`. */
export const sectionSchema = z.strictObject({ key: z.enum(SECTION_KEYS), text: z.string() });

/** A law or other instrument in the structured table. Null means not stated. */
export const landmarkLawSchema = z.strictObject({
  name: z.string().min(1),
  number: z.string().nullable(),
  article: z.string().nullable(),
  issuer: z.string().nullable(),
  proposedOn: legalDateSchema.nullable(),
  enactedOn: legalDateSchema.nullable(),
  inForceOn: legalDateSchema.nullable(),
  applicableOn: legalDateSchema.nullable(),
  repealedOn: legalDateSchema.nullable(),
  url: z.string().nullable(),
  note: z.string().nullable(),
});

/** See {@link landmarkLawSchema}. */
export type LandmarkLaw = z.infer<typeof landmarkLawSchema>;

/** A node of the summary points. `number` is the heading's own numeral (`IV`) where it has one. */
export type OutlineNode = {
  readonly number: string | null;
  /** The words before the colon in `Rationale: …`; null where the point has none. */
  readonly label: string | null;
  readonly text: string;
  readonly children: readonly OutlineNode[];
};

/** See {@link OutlineNode}. */
export const outlineNodeSchema: z.ZodType<OutlineNode> = z.lazy(() =>
  z.strictObject({
    number: z.string().nullable(),
    label: z.string().nullable(),
    text: z.string(),
    children: z.array(outlineNodeSchema),
  }),
);

/** The nested summary points. `headings` are the numbered ones (I to VIII on a full page). */
export const outlineSchema = z.strictObject({
  title: z.string().nullable(),
  overallStatus: z.string().nullable(),
  headings: z.array(outlineNodeSchema),
});

/** One excerpt of the report: who is quoted, in which context; quotations stand inside `context`. */
export const reportExcerptSchema = z.strictObject({ source: z.string(), context: z.string() });

/** One entry of the report's list of links: its text as written, and the http(s) addresses found in it. */
export const reportLinkSchema = z.strictObject({
  text: z.string(),
  urls: z.array(z.string()),
  note: z.string().nullable(),
});

/** The full analysis report of a page. */
export const analysisReportSchema = z.strictObject({
  title: z.string().nullable(),
  heading: z.string().nullable(),
  date: legalDateSchema.nullable(),
  topic: z.string().nullable(),
  question: z.string().nullable(),
  identifiedStatus: z.string().nullable(),
  narrative: z.string(),
  excerpts: z.array(reportExcerptSchema),
  links: z.array(reportLinkSchema),
  disclaimer: z.string().nullable(),
});

/** An entry of the page's reference list; `[ref]` in the text points at it. */
export const citedSourceSchema = z.strictObject({
  /** The marker without brackets: `1`. Unique on the page. */
  ref: z.string().min(1),
  title: z.string().nullable(),
  publisher: z.string().nullable(),
  url: z.string().nullable(),
  publishedOn: legalDateSchema.nullable(),
  /** SHA-256 of the snapshot this entry is known to be; null where only a name or link is known. */
  snapshot: z.string().nullable(),
  /** The words relied on, when the author marked them. */
  quote: textQuoteSelectorSchema.nullable(),
  note: z.string().nullable(),
});

/** See {@link citedSourceSchema}. */
export type CitedSource = z.infer<typeof citedSourceSchema>;

/** Who made a provider's grounding answer; `unknown` is kept too, and shown. */
export const GROUNDING_PROVIDERS = [
  'gemini',
  'openai',
  'anthropic',
  'perplexity',
  'xai',
  'cohere',
  'unknown',
] as const;

/** A provider's grounding as received. `raw` is the exact text; nothing derived is stored in its place. */
export const providerGroundingSchema = z.strictObject({
  provider: z.enum(GROUNDING_PROVIDERS),
  raw: z.string(),
});

/** See {@link providerGroundingSchema}. */
export type ProviderGrounding = z.infer<typeof providerGroundingSchema>;

/** A review that stood on the imported page. */
export const declaredReviewSchema = z.strictObject({ kind: z.string(), text: z.string() });

/** What the page said about itself; null where it said nothing. */
export const declaredSchema = z.strictObject({
  id: z.number().int().min(1).nullable(),
  version: z.string().nullable(),
  /** `YYYY-MM-DDTHH:MM`, in an unstated time zone. */
  created: z.string().nullable(),
  stage: z.string().nullable(),
  confidence: z.string().nullable(),
  /** The run or tool that produced it. */
  run: z.string().nullable(),
});

/** The whole content of a version. */
export const analysisContentSchema = z.strictObject({
  schema: z.literal(CONTENT_SCHEMA),
  jurisdiction: z.string(),
  topic: z.string(),
  language: z.string(),
  textFormat: z.enum(['plain', 'markdown']),
  status: z.string(),
  unknownReason: z.enum(UNKNOWN_REASONS).nullable(),
  ground: z.enum(GROUNDS).nullable(),
  /** Since when the status has held, in legal time. */
  statusSince: legalDateSchema.nullable(),
  sections: z.array(sectionSchema),
  laws: z.array(landmarkLawSchema),
  outline: outlineSchema.nullable(),
  report: analysisReportSchema.nullable(),
  sources: z.array(citedSourceSchema),
  grounding: z.array(providerGroundingSchema),
  reviews: z.array(declaredReviewSchema),
  declared: declaredSchema,
});

/** See {@link analysisContentSchema}. */
export type AnalysisContent = z.infer<typeof analysisContentSchema>;

/** How a version came to be. */
export const VERSION_ORIGINS = ['import', 'example', 'edit', 'run'] as const;

/** See {@link VERSION_ORIGINS}. */
export type VersionOrigin = (typeof VERSION_ORIGINS)[number];
