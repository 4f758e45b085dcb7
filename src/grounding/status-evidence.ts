/**
 * What the status of a page rests on: the stored sources that bear a sentence stating it, and state it themselves in
 * the sentence that bears it. A source that speaks against the status leaves it resting on nothing.
 */
import type { EvidenceState } from '#domain/confidence.ts';
import { isPartOfDocument } from '#domain/source.ts';
import { UNKNOWN_STATUS } from '#domain/topic.ts';
import type { CitationCheck, QuotationCheck, SentenceCheck } from '#domain/verification.ts';
import { type BearingInput, findBearing } from './bearing-sources.ts';
import { canonicalUrl } from './canonical-url.ts';
import type { CheckableContent } from './checkable-content.ts';
import type { EvidenceSource } from './confidence.ts';
import { documentKeys } from './same-document.ts';
import type { SourceText } from './source-text.ts';

/** What has been found out about the page's parts. */
export type CheckedParts = {
  readonly sentences: readonly SentenceCheck[];
  readonly quotations: readonly QuotationCheck[];
  readonly citations: readonly CitationCheck[];
};

/** Every stored source as evidence for the page and for its status. `input.prepared[i]` belongs to `sources[i]`. */
export function weighSources(input: BearingInput, sources: readonly SourceText[]): EvidenceSource[] {
  const { page, status } = findBearing(input);
  const bearing = sources.map((_, index) => index).filter((index) => page.has(index));
  const texts = bearing.flatMap((index) => sources[index] ?? []);
  const keys = joinParts(
    texts,
    documentKeys(
      texts,
      bearing.flatMap((index) => input.prepared[index] ?? []),
    ),
  );
  return sources.map(({ tier, publishedOn, textSha256 }, index) => {
    const key = keys[bearing.indexOf(index)];
    const first = key === undefined ? undefined : sources[bearing[key] ?? -1];
    return {
      key: first?.textSha256 ?? textSha256,
      tier,
      publishedOn,
      bearsPage: page.has(index),
      bearsStatus: status.has(index),
    };
  });
}

/** The keys with one for all parts of a document: two articles of a law bear each other out as little as two copies do. */
function joinParts(sources: readonly SourceText[], keys: readonly number[]): number[] {
  const whole = sources.map((source) =>
    isPartOfDocument(source) && source.url !== null ? canonicalUrl(source.url) : null,
  );
  return keys.map((key) => {
    const address = whole[key] ?? null;
    return address === null ? key : whole.indexOf(address);
  });
}

/** See `EVIDENCE_STATES`: a status is verified as soon as one stored source bears it. */
export function evidenceStateOf(
  content: CheckableContent,
  weighed: readonly EvidenceSource[],
  sentences: readonly SentenceCheck[],
): EvidenceState {
  if (content.status === null || content.status === UNKNOWN_STATUS) return 'unknown';
  if (weighed.some((source) => source.bearsStatus)) return 'verified';
  return sentences.some((sentence) => sentence.verdict !== null) ? 'unverified' : 'unknown';
}
