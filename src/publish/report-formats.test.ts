/** The views of a report hold to their vocabularies, and their selectors lead back to the stored words. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type AnalysisContent, CONTENT_SCHEMA } from '#domain/analysis.ts';
import { sha256Hex } from '#domain/canonical-json.ts';
import type { SourceText } from '#domain/source.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { verifyContent } from '#grounding/verify-content.ts';
import type { PublishedPage } from './published-page.ts';
import { formatReport } from './report-formats.ts';

// Characters outside the basic plane, so that counting in UTF-16 would be seen.
const DECREE =
  '𝐃ecree 7 𐍈 of 2024. The mining of crypto-assets is prohibited in Bermuda from 1 March 2024. ' +
  'A person who mines crypto-assets pays a fine of up to 40,000 dollars. The ministry may seize the machines.';
const SUMMARY =
  '𝒮ummary first. The mining of crypto-assets is prohibited in Bermuda from 1 March 2024. [1] The decree says ' +
  '“The ministry must seize the machines.” Fines reach 90,000 dollars for a person who mines crypto-assets. ' +
  'Nobody knows how many machines there are on the island today.';

const source: SourceText = {
  sha256: sha256Hex(`bytes of ${DECREE}`),
  textSha256: sha256Hex(DECREE),
  extractor: 'plain-text',
  text: DECREE,
  pageStarts: [],
  title: 'Decree 7',
  publisher: 'The ministry',
  url: 'https://example.org/decree-7',
  publishedOn: '2024-02-01',
  tier: 'law',
  fileName: 'decree.txt',
};

const content: AnalysisContent = {
  schema: CONTENT_SCHEMA,
  jurisdiction: 'BM',
  topic: 'Mining_Status',
  language: 'en',
  textFormat: 'plain',
  status: 'Banned',
  unknownReason: null,
  ground: null,
  statusSince: null,
  sections: [{ key: 'executive-summary', text: `A heading\n\n${SUMMARY}` }],
  laws: [],
  outline: null,
  report: null,
  sources: [
    {
      ref: '1',
      title: 'Decree 7',
      publisher: null,
      url: 'https://example.org/decree-7',
      publishedOn: null,
      snapshot: null,
      quote: null,
      note: null,
    },
  ],
  grounding: [],
  reviews: [],
  declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
};

const gazetteer = createGazetteer([
  {
    code: 'BM',
    alpha3: null,
    kind: 'territory',
    officialName: 'Bermuda',
    everydayName: 'Bermuda',
    aliases: [],
    demonyms: [],
    capitals: [],
  },
]);

function publish(
  over: Partial<PublishedPage> = {},
  sources: readonly SourceText[] = [source],
): PublishedPage {
  const input = { content, sources, gazetteer, topic: null, asOf: '2024-06-01', openChallenges: 0 };
  const report = verifyContent(input);
  return { content, report, analysis: 7, version: 2, verifiedAt: '2024-06-01T10:00:00.000Z', ...over };
}

// The vocabulary as the recommendation has it, as far as this export uses it; nothing else may be in there.
const positionSchema = z.strictObject({
  type: z.literal('TextPositionSelector'),
  start: z.int().min(0),
  end: z.int().min(0),
});
const quoteSchema = z.strictObject({
  type: z.literal('TextQuoteSelector'),
  exact: z.string().min(1),
  prefix: z.string(),
  suffix: z.string(),
});
const textSelectorSchema = z.union([positionSchema, quoteSchema]);
const fragmentSchema = z.strictObject({
  type: z.literal('FragmentSelector'),
  conformsTo: z.string(),
  value: z.string(),
  refinedBy: z.array(textSelectorSchema).optional(),
});
const resourceSchema = z.strictObject({
  id: z.string(),
  type: z.enum(['Dataset', 'Image', 'Video', 'Sound', 'Text']),
  label: z.string().optional(),
  via: z.string().optional(),
});
const targetSchema = z.strictObject({
  type: z.literal('SpecificResource'),
  source: z.union([z.string(), resourceSchema]),
  selector: z.union([fragmentSchema, z.array(textSelectorSchema)]).optional(),
  renderedVia: z.strictObject({ type: z.literal('Software'), name: z.string() }).optional(),
});
const motivationSchema = z.enum(['assessing', 'linking', 'classifying']);
const annotationSchema = z.strictObject({
  id: z.string(),
  type: z.literal('Annotation'),
  motivation: z.union([motivationSchema, z.array(motivationSchema)]),
  body: z
    .array(
      z.strictObject({
        type: z.literal('TextualBody'),
        purpose: motivationSchema,
        format: z.string(),
        language: z.string().optional(),
        value: z.string(),
      }),
    )
    .min(1),
  target: z.array(targetSchema).min(1),
});
const collectionSchema = z.strictObject({
  '@context': z.literal('http://www.w3.org/ns/anno.jsonld'),
  id: z.string(),
  type: z.literal('AnnotationCollection'),
  label: z.string(),
  generator: z.strictObject({ id: z.string(), type: z.literal('Software'), name: z.string() }),
  generated: z.iso.datetime().optional(),
  total: z.int(),
  first: z
    .strictObject({
      id: z.string(),
      type: z.literal('AnnotationPage'),
      partOf: z.string(),
      startIndex: z.literal(0),
      items: z.array(annotationSchema),
    })
    .optional(),
});
type Target = z.infer<typeof targetSchema>;

const annotate = (page: PublishedPage) =>
  collectionSchema.parse(JSON.parse(formatReport(page, 'annotations')));

/** A reader that knows nothing of us: takes the position in code points, and holds the words against it. */
function anchor(text: string, selectors: readonly z.infer<typeof textSelectorSchema>[]): string {
  const points = [...text];
  const position = selectors.find((one) => one.type === 'TextPositionSelector');
  const quote = selectors.find((one) => one.type === 'TextQuoteSelector');
  if (position === undefined || quote === undefined) throw new Error('a selector is missing');
  const found = points.slice(position.start, position.end).join('');
  expect(found).toBe(quote.exact);
  expect(points.slice(0, position.start).join('').endsWith(quote.prefix)).toBe(true);
  expect(points.slice(position.end).join('').startsWith(quote.suffix)).toBe(true);
  return found;
}

function onPage({ selector }: Target): string {
  if (selector === undefined || Array.isArray(selector)) throw new Error('not a place on the page');
  const unit = new URLSearchParams(selector.value);
  expect(unit.get('unit')).toBe('section/executive-summary');
  const block = (content.sections[0]?.text ?? '').split('\n\n')[Number(unit.get('block'))] ?? '';
  return anchor(block, selector.refinedBy ?? []);
}

describe('the annotations', () => {
  const collection = annotate(publish());
  const items = collection.first?.items ?? [];
  const withVerdict = (verdict: string, kind: string) =>
    items.filter(({ id, body }) => body[0]?.value === verdict && id.includes(`:${kind}-`));

  it('say how many there are and name each once', () => {
    expect(collection.total).toBe(items.length);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  it('lead to the words of the page and of the source, counted in code points', () => {
    for (const { target, id } of items) {
      if (id.includes(':citation-')) continue;
      expect(onPage(target[0]!).length).toBeGreaterThan(5);
      for (const { selector } of target.slice(1)) {
        expect(anchor(DECREE, Array.isArray(selector) ? selector : []).length).toBeGreaterThan(5);
      }
    }
    const [supported] = withVerdict('supported', 'sentence');
    expect(onPage(supported!.target[0]!)).toContain('is prohibited in Bermuda');
    expect(supported!.motivation).toEqual(['assessing', 'linking']);
  });

  it('give the verdict and its reasons', () => {
    const [altered] = withVerdict('altered', 'quotation');
    expect(altered?.body[1]?.value).toContain('must');
    expect(withVerdict('cited', 'citation')[0]?.target[1]?.source).toMatchObject({
      id: `urn:regatlas:snapshot:${source.sha256}`,
      via: 'https://example.org/decree-7',
    });
    expect(withVerdict('not-addressed', 'sentence').length).toBeGreaterThan(0);
  });

  it('say of a page without sources that it was assessed, and link to nothing', () => {
    const alone = annotate(publish({}, []));
    const motivations = new Set(alone.first?.items.map(({ motivation }) => motivation));
    expect(motivations).toEqual(new Set(['assessing']));
  });

  it('are an empty collection for an empty page', () => {
    const { report } = publish();
    const empty = { ...report, sentences: [], quotations: [], citations: [] };
    const collected = annotate({ ...publish(), report: empty, verifiedAt: null });
    expect([collected.total, collected.first]).toEqual([0, undefined]);
  });
});

const reviewSchema = z.strictObject({
  '@type': z.literal('ClaimReview'),
  '@id': z.string(),
  claimReviewed: z.string().min(1),
  datePublished: z.iso.datetime().optional(),
  author: z.strictObject({ '@type': z.literal('Organization'), name: z.string(), description: z.string() }),
  reviewRating: z.strictObject({
    '@type': z.literal('Rating'),
    ratingValue: z.int().min(1).max(3),
    bestRating: z.literal(3),
    worstRating: z.literal(1),
    alternateName: z.string(),
    ratingExplanation: z.string(),
  }),
  itemReviewed: z.strictObject({
    '@type': z.literal('Claim'),
    text: z.string(),
    appearance: z.strictObject({
      '@type': z.literal('CreativeWork'),
      '@id': z.string(),
      name: z.string(),
      url: z.string().optional(),
      position: z.string(),
    }),
  }),
  isBasedOn: z.array(
    z.looseObject({ '@type': z.literal('CreativeWork'), '@id': z.string(), text: z.string() }),
  ),
});
const graphSchema = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@graph': z.array(reviewSchema),
});

describe('the claim reviews', () => {
  const page = publish();
  const reviews = graphSchema.parse(JSON.parse(formatReport(page, 'claim-review')))['@graph'];

  it('rate what sources bear, bear in part or contradict, and nothing else', () => {
    const rated = page.report.sentences.filter(({ verdict }) =>
      ['supported', 'partially-supported', 'contradicted'].includes(verdict ?? ''),
    );
    expect(reviews.map((one) => one.claimReviewed)).toEqual(rated.map(({ text }) => text));
    expect(reviews.map((one) => one.reviewRating.ratingValue)).toEqual(expect.arrayContaining([3, 1]));
    expect(JSON.stringify(reviews)).not.toContain('Nobody knows how many machines');
  });

  it('say that the rating is not about truth, and on which words it rests', () => {
    for (const { reviewRating, isBasedOn } of reviews) {
      expect(reviewRating.ratingExplanation).toContain('not whether it is true');
      expect(isBasedOn.length).toBeGreaterThan(0);
      for (const { text } of isBasedOn) expect(DECREE).toContain(text);
    }
  });

  it('are none where nothing is stored', () => {
    const none = graphSchema.parse(JSON.parse(formatReport(publish({}, []), 'claim-review')));
    expect(none['@graph']).toEqual([]);
  });
});

it('writes the report with its members in one order, wherever it was kept', () => {
  const page = publish();
  const shuffled = Object.fromEntries(Object.entries(page.report).toReversed()) as typeof page.report;
  expect(formatReport({ ...page, report: shuffled }, 'report')).toBe(formatReport(page, 'report'));
});
