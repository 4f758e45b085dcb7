/**
 * The verification report as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): one annotation for each
 * judged sentence, quotation and listed source, whose body is the verdict with its reasons and whose targets are the
 * words on the page and the passages in the stored sources. All positions are Unicode code points, end exclusive, in
 * the plain text of a block of the page or in the text extracted from a snapshot. Described in `docs/exports.md`.
 */

import { contentHash } from '#domain/canonical-json.ts';
import type { Place } from '#domain/finding.ts';
import { listUnits } from '#domain/page-text.ts';
import type { PassageMatch, VerificationReport } from '#domain/verification.ts';
import { withBlanks } from '#grounding/checkable-content.ts';
import { type OffsetMap, offsetMap } from '#grounding/offsets.ts';
import { readBlocks } from '#grounding/read-blocks.ts';
import { describePassage } from '#grounding/selectors.ts';
import { contentUrn, type PublishedPage, pageName, snapshotUrn } from './published-page.ts';

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';
/** How the fragment of a page target is written: `unit=<key>&block=<index>`. */
const FRAGMENTS = 'urn:regatlas:page-text:1';

type Json = Readonly<Record<string, unknown>>;

/** The annotation collection, with all annotations in its one page. The same report gives the same value. */
export function presentAnnotations(page: PublishedPage): Json {
  const { report } = page;
  const id = `urn:regatlas:annotations:${contentHash(report)}`;
  const items = listAnnotations(page, id);
  return {
    '@context': CONTEXT,
    id,
    type: 'AnnotationCollection',
    label: `Verification of ${pageName(page)}`,
    generator: { id: `urn:regatlas:engine:${report.engine}`, type: 'Software', name: report.engine },
    ...(page.verifiedAt === null ? {} : { generated: page.verifiedAt }),
    total: items.length,
    ...(items.length === 0
      ? {}
      : { first: { id: `${id}:1`, type: 'AnnotationPage', partOf: id, startIndex: 0, items } }),
  };
}

function listAnnotations(page: PublishedPage, id: string): Json[] {
  const { report } = page;
  const target = createPageTarget(page);
  const sources = (matches: readonly PassageMatch[]) =>
    matches.flatMap((match) => sourceTarget(match, report));
  return [
    ...report.sentences.flatMap(({ place, verdict, reasons, passages }, index) =>
      verdict === null
        ? []
        : [annotation(`${id}:sentence-${index}`, verdict, reasons, target(place), sources(passages))],
    ),
    ...report.quotations.map(({ place, verdict, reasons, matches }, index) =>
      annotation(`${id}:quotation-${index}`, verdict, reasons, target(place), sources(matches)),
    ),
    ...report.citations.map(({ ref, source, quotation, matches }, index) => {
      const verdict = quotation ?? (source === null ? 'snapshot-missing' : 'cited');
      const passages = matches.length > 0 || source === null ? sources(matches) : wholeSource(source, report);
      return annotation(`${id}:citation-${index}`, verdict, [], referenceTarget(report, ref), passages);
    }),
  ];
}

function annotation(
  id: string,
  verdict: string,
  reasons: readonly string[],
  onPage: Json,
  inSources: readonly Json[],
): Json {
  return {
    id,
    type: 'Annotation',
    motivation: inSources.length === 0 ? 'assessing' : ['assessing', 'linking'],
    body: [
      { type: 'TextualBody', purpose: 'classifying', format: 'text/plain', value: verdict },
      ...(reasons.length === 0
        ? []
        : [
            {
              type: 'TextualBody',
              purpose: 'assessing',
              format: 'text/plain',
              language: 'en',
              value: reasons.join(' '),
            },
          ]),
    ],
    target: [onPage, ...inSources],
  };
}

/** The words of the page at a place, by unit and block, then by their position and by the words themselves. */
function createPageTarget({ content, report }: PublishedPage): (place: Place) => Json {
  const units = new Map(listUnits(withBlanks(content)).map((unit) => [unit.key, unit]));
  const blocks = new Map<string, readonly { text: string; offsets: OffsetMap }[]>();
  const blocksOf = (key: string) => {
    const unit = units.get(key);
    const known =
      blocks.get(key) ??
      (unit === undefined ? [] : readBlocks(unit.text, unit.format)).map(({ text }) => ({
        text,
        offsets: offsetMap(text),
      }));
    blocks.set(key, known);
    return known;
  };
  return ({ unit, block, start, end }) => {
    const held = blocksOf(unit)[block];
    const position = { type: 'TextPositionSelector', start, end };
    const words =
      held === undefined
        ? []
        : [
            quoteSelector(
              describePassage(held.text, held.offsets.toUtf16(start), held.offsets.toUtf16(end), held.offsets)
                .quote,
            ),
          ];
    return {
      type: 'SpecificResource',
      source: contentUrn(report.contentHash),
      selector: {
        type: 'FragmentSelector',
        conformsTo: FRAGMENTS,
        value: `unit=${unit}&block=${block}`,
        refinedBy: [position, ...words],
      },
    };
  };
}

function referenceTarget(report: VerificationReport, ref: string): Json {
  return {
    type: 'SpecificResource',
    source: contentUrn(report.contentHash),
    selector: { type: 'FragmentSelector', conformsTo: FRAGMENTS, value: `ref=${encodeURIComponent(ref)}` },
  };
}

function sourceTarget({ source, quote, position }: PassageMatch, report: VerificationReport): Json[] {
  return wholeSource(source, report).map((whole) => ({
    ...whole,
    selector: [{ type: 'TextPositionSelector', ...position }, quoteSelector(quote)],
  }));
}

/** The text read out of a snapshot, by whatever read it. */
function wholeSource(index: number, { sources }: VerificationReport): Json[] {
  const source = sources[index];
  if (source === undefined) return [];
  return [
    {
      type: 'SpecificResource',
      source: {
        id: snapshotUrn(source.sha256),
        type: 'Text',
        ...(source.title === null ? {} : { label: source.title }),
        ...(source.url === null ? {} : { via: source.url }),
      },
      renderedVia: { type: 'Software', name: source.extractor },
    },
  ];
}

function quoteSelector({ exact, prefix, suffix }: PassageMatch['quote']): Json {
  return { type: 'TextQuoteSelector', exact, prefix, suffix };
}
