/**
 * What a version of an analysis says. The content is one immutable JSON value whose SHA-256 over its canonical
 * form is the version's identity; import, export, verification and pages all read this one shape.
 * What a page said about itself ("Live", "Latest", "High") is kept under `declared` and never taken as ours.
 */
import * as z from 'zod';
import { textQuoteSelectorSchema } from './citation.ts';
import { legalDateSchema } from './legal-date.ts';
import { filledTextSchema, textSchema } from './text.ts';
import { GROUNDS, UNKNOWN_REASONS, UNKNOWN_STATUS } from './topic.ts';

/** The schema name written into every content; a change of shape gets a new number and a reader for the old one. */
export const CONTENT_SCHEMA = 'regatlas.analysis/1';

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
export const sectionSchema = z.strictObject({ key: z.enum(SECTION_KEYS), text: textSchema });

/** A law or other instrument in the structured table. Null means not stated. */
export const landmarkLawSchema = z.strictObject({
  name: filledTextSchema,
  number: textSchema.nullable(),
  article: textSchema.nullable(),
  issuer: textSchema.nullable(),
  proposedOn: legalDateSchema.nullable(),
  enactedOn: legalDateSchema.nullable(),
  inForceOn: legalDateSchema.nullable(),
  applicableOn: legalDateSchema.nullable(),
  repealedOn: legalDateSchema.nullable(),
  url: textSchema.nullable(),
  note: textSchema.nullable(),
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
    number: textSchema.nullable(),
    label: textSchema.nullable(),
    text: textSchema,
    children: z.array(outlineNodeSchema),
  }),
);

/** The nested summary points. `headings` are the numbered ones (I to VIII on a full page). */
export const outlineSchema = z.strictObject({
  title: textSchema.nullable(),
  overallStatus: textSchema.nullable(),
  headings: z.array(outlineNodeSchema),
});

/** One excerpt of the report: who is quoted, in which context; quotations stand inside `context`. */
export const reportExcerptSchema = z.strictObject({ source: textSchema, context: textSchema });

/** One entry of the report's list of links: its text as written, and the http(s) addresses found in it. */
export const reportLinkSchema = z.strictObject({
  text: textSchema,
  urls: z.array(textSchema),
  note: textSchema.nullable(),
});

/** The full analysis report of a page. */
export const analysisReportSchema = z.strictObject({
  title: textSchema.nullable(),
  heading: textSchema.nullable(),
  date: legalDateSchema.nullable(),
  topic: textSchema.nullable(),
  question: textSchema.nullable(),
  identifiedStatus: textSchema.nullable(),
  narrative: textSchema,
  excerpts: z.array(reportExcerptSchema),
  links: z.array(reportLinkSchema),
  disclaimer: textSchema.nullable(),
});

/** An entry of the page's reference list; `[ref]` in the text points at it. */
export const citedSourceSchema = z.strictObject({
  /** The marker without brackets: `1`. Unique on the page. */
  ref: filledTextSchema,
  title: textSchema.nullable(),
  publisher: textSchema.nullable(),
  url: textSchema.nullable(),
  publishedOn: legalDateSchema.nullable(),
  /** SHA-256 of the snapshot this entry is known to be; null where only a name or link is known. */
  snapshot: textSchema.nullable(),
  /** The words relied on, when the author marked them. */
  quote: textQuoteSelectorSchema
    .extend({ exact: textSchema.min(1), prefix: textSchema, suffix: textSchema })
    .nullable(),
  note: textSchema.nullable(),
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
  raw: textSchema,
});

/** See {@link providerGroundingSchema}. */
export type ProviderGrounding = z.infer<typeof providerGroundingSchema>;

/** A review that stood on the imported page. */
export const declaredReviewSchema = z.strictObject({ kind: textSchema, text: textSchema });

/** What the page said about itself; null where it said nothing. */
export const declaredSchema = z.strictObject({
  id: z.number().int().min(1).nullable(),
  version: textSchema.nullable(),
  /** `YYYY-MM-DDTHH:MM`, in an unstated time zone. */
  created: textSchema.nullable(),
  stage: textSchema.nullable(),
  confidence: textSchema.nullable(),
  /** The run or tool that produced it. */
  run: textSchema.nullable(),
});

/** What must hold between members; each fault is told at the member that is to be corrected. */
function checkContent(context: z.core.ParsePayload<z.infer<typeof contentMembers>>): void {
  const { status, unknownReason, sections, sources } = context.value;
  const refuse = (path: (string | number)[], message: string, input: unknown) => {
    context.issues.push({ code: 'custom', path, message, input });
  };
  if ((status === UNKNOWN_STATUS) !== (unknownReason !== null)) {
    const message =
      unknownReason === null ? 'A status that is Unknown needs its reason' : 'Only Unknown has a reason';
    refuse(['unknownReason'], message, unknownReason);
  }
  for (const index of repeats(sections.map(({ key }) => key))) {
    refuse(['sections', index, 'key'], 'There is a section with this key already', sections[index]?.key);
  }
  for (const index of repeats(sources.map(({ ref }) => ref))) {
    refuse(['sources', index, 'ref'], 'There is a source with this mark already', sources[index]?.ref);
  }
}

/** Positions of words that stand earlier in the list. */
function repeats(words: readonly string[]): number[] {
  const seen = new Set<string>();
  return words.flatMap((word, index) => {
    if (seen.has(word)) return [index];
    seen.add(word);
    return [];
  });
}

const contentMembers = z.strictObject({
  schema: z.literal(CONTENT_SCHEMA),
  jurisdiction: textSchema,
  topic: textSchema,
  language: textSchema,
  textFormat: z.enum(['plain', 'markdown']),
  status: textSchema,
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

/** The whole content of a version: Unknown with its reason and nothing else with one, no key or mark twice. */
export const analysisContentSchema = contentMembers.check(checkContent);

/** See {@link analysisContentSchema}. */
export type AnalysisContent = z.infer<typeof analysisContentSchema>;

/** How a version came to be. */
export const VERSION_ORIGINS = ['import', 'example', 'edit', 'run'] as const;

/** See {@link VERSION_ORIGINS}. */
export type VersionOrigin = (typeof VERSION_ORIGINS)[number];
