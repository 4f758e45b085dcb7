/**
 * What the status of a page rests on: the stored sources that bear a sentence stating it, and state it themselves in
 * the sentence that bears it. A source that speaks against the status leaves it resting on nothing.
 */
import type { EvidenceState } from '#domain/confidence.ts';
import { UNKNOWN_STATUS } from '#domain/topic.ts';
import type { CitationCheck, PassageMatch, QuotationCheck, SentenceCheck } from '#domain/verification.ts';
import type { CheckableContent } from './checkable-content.ts';
import type { EvidenceSource } from './confidence.ts';
import { isVerifiedQuotation } from './judge-sentences.ts';
import type { PreparedSource } from './prepared-source.ts';
import { documentKeys } from './same-document.ts';
import { splitSentences } from './sentences.ts';
import type { SourceText } from './source-text.ts';
import type { StatusReader } from './status-terms.ts';

/** What has been found out about the page's parts. */
export type CheckedParts = {
  readonly sentences: readonly SentenceCheck[];
  readonly quotations: readonly QuotationCheck[];
  readonly citations: readonly CitationCheck[];
};

/** Every stored source as evidence for the page and for its status; `isContradicted` when one speaks against it. */
export function weighSources(
  content: CheckableContent,
  reader: StatusReader,
  isContradicted: boolean,
  parts: CheckedParts,
  sources: readonly SourceText[],
  prepared: readonly PreparedSource[],
): EvidenceSource[] {
  const page = new Set<number>();
  const status = new Set<number>();
  for (const { text, match } of bearings(content, parts)) {
    page.add(match.source);
    if (isContradicted || status.has(match.source) || !reader.states(text)) continue;
    if (sentencesAround(match, prepared).some(reader.states)) status.add(match.source);
  }
  const bearing = sources.map((_, index) => index).filter((index) => page.has(index));
  const keys = documentKeys(
    bearing.flatMap((index) => sources[index] ?? []),
    bearing.flatMap((index) => prepared[index] ?? []),
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

/** Words of the page together with the stored source that bears them. */
function bearings(content: CheckableContent, parts: CheckedParts): { text: string; match: PassageMatch }[] {
  const supported = parts.sentences.filter((sentence) => sentence.verdict === 'supported');
  const quotes = content.sources.map((entry) => entry.quote?.exact ?? '');
  return [
    ...supported.flatMap(({ text, passages, quotations }) => [
      // The best passage bears it; the others are only shown.
      ...passages.slice(0, 1).map((match) => ({ text, match })),
      ...quotations
        .flatMap((index) => parts.quotations[index] ?? [])
        .filter(isVerifiedQuotation)
        .flatMap((quotation) => quotation.matches.map((match) => ({ text, match }))),
    ]),
    ...parts.quotations
      .filter(isVerifiedQuotation)
      .flatMap(({ text, matches }) => matches.map((match) => ({ text, match }))),
    ...parts.citations.flatMap(({ quotation, matches }, index) =>
      quotation !== null && isVerifiedQuotation({ verdict: quotation })
        ? matches.map((match) => ({ text: quotes[index] ?? '', match }))
        : [],
    ),
  ];
}

const LONGEST_PARAGRAPH = 2_000;

/** The sentences of the source that a match lies in, whole: a few quoted words may stand in a denial or a claim. */
function sentencesAround({ source, position }: PassageMatch, prepared: readonly PreparedSource[]): string[] {
  const held = prepared[source];
  if (held === undefined) return [];
  const { raw, offsets } = held;
  const start = offsets().toUtf16(position.start);
  const end = offsets().toUtf16(position.end);
  const from = Math.max(raw.lastIndexOf('\n\n', start), start - LONGEST_PARAGRAPH, 0);
  const stop = raw.indexOf('\n\n', end);
  const text = raw.slice(from, Math.min(stop === -1 ? raw.length : stop, end + LONGEST_PARAGRAPH));
  return splitSentences(text)
    .filter((span) => from + span.start < end && start < from + span.end)
    .map((span) => text.slice(span.start, span.end));
}
