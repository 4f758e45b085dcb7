/**
 * What the status of a page rests on: the stored sources that bear a sentence stating it. A sentence states the
 * status when it uses the words of the scale's value, its label or one of its other names, and does not deny them.
 */
import type { EvidenceState } from '#domain/confidence.ts';
import { type Topic, UNKNOWN_STATUS } from '#domain/topic.ts';
import type { CitationCheck, QuotationCheck, SentenceCheck } from '#domain/verification.ts';
import type { CheckableContent } from './checkable-content.ts';
import type { EvidenceSource } from './confidence.ts';
import { criticalTokens } from './critical-tokens.ts';
import { isVerifiedQuotation } from './judge-sentences.ts';
import type { PreparedSource } from './prepared-source.ts';
import { documentKeys } from './same-document.ts';
import type { SourceText } from './source-text.ts';
import { contentStems } from './support-profile.ts';

/** What has been found out about the page's parts. */
export type CheckedParts = {
  readonly sentences: readonly SentenceCheck[];
  readonly quotations: readonly QuotationCheck[];
  readonly citations: readonly CitationCheck[];
};

/** Every stored source as evidence for the page and for its status. */
export function weighSources(
  content: CheckableContent,
  topic: Topic | null,
  parts: CheckedParts,
  sources: readonly SourceText[],
  prepared: readonly PreparedSource[],
): EvidenceSource[] {
  const statesStatus = createStatusTest(content.status, topic);
  const page = new Set<number>();
  const status = new Set<number>();
  for (const { text, source } of bearings(content, parts)) {
    page.add(source);
    if (statesStatus(text)) status.add(source);
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
function bearings(content: CheckableContent, parts: CheckedParts): { text: string; source: number }[] {
  const supported = parts.sentences.filter((sentence) => sentence.verdict === 'supported');
  const quotes = content.sources.map((entry) => entry.quote?.exact ?? '');
  return [
    ...supported.flatMap(({ text, passages, quotations }) => [
      // The best passage bears it; the others are only shown.
      ...passages.slice(0, 1).map(({ source }) => ({ text, source })),
      ...quotations
        .flatMap((index) => parts.quotations[index] ?? [])
        .filter(isVerifiedQuotation)
        .flatMap((quotation) => quotation.matches.map(({ source }) => ({ text, source }))),
    ]),
    ...parts.quotations
      .filter(isVerifiedQuotation)
      .flatMap(({ text, matches }) => matches.map(({ source }) => ({ text, source }))),
    ...parts.citations.flatMap(({ quotation, matches }, index) =>
      quotation !== null && isVerifiedQuotation({ verdict: quotation })
        ? matches.map(({ source }) => ({ text: quotes[index] ?? '', source }))
        : [],
    ),
  ];
}

/** True for texts that state the status. A term of several words is stated when all of them stand in the text. */
function createStatusTest(status: string | null, topic: Topic | null): (text: string) => boolean {
  if (status === null || status === UNKNOWN_STATUS) return () => false;
  const value = topic?.statuses.find((each) => each.value === status);
  const names = [status.replaceAll('-', ' '), value?.label ?? '', ...(value?.alsoCalled ?? [])];
  const terms = names
    .map((name) => ({ stems: contentStems(name), denies: isDenial(name) }))
    .filter(({ stems }) => stems.length > 0);
  return (text) => {
    const held = new Set(contentStems(text));
    const denies = isDenial(text);
    return terms.some((term) => term.denies === denies && term.stems.every((stem) => held.has(stem)));
  };
}

function isDenial(text: string): boolean {
  return criticalTokens(text).some((token) => token.kind === 'negation');
}
