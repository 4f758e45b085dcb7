/**
 * How the checks of two versions differ where the words do not: verdicts on sentences and quotations that both have,
 * and confidence with the sentences that explain it. A report is a value of the past and is compared as it stands.
 */
import type { Confidence } from '#domain/confidence.ts';
import type { QuotationCheck, VerificationReport } from '#domain/verification.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import type {
  ConfidenceChange,
  DiffSide,
  EvidenceDiff,
  PageSentence,
  QuotationChange,
  VerdictChange,
} from './version-diff.ts';

/** Two sentences with the same words. */
export type SamePair = { readonly before: PageSentence; readonly after: PageSentence };

/** See the module comment. */
export function compareEvidence(before: DiffSide, after: DiffSide, same: readonly SamePair[]): EvidenceDiff {
  const [own, theirs] = [before.report, after.report];
  if (own === null || theirs === null) {
    const unchecked = own === null && theirs === null ? 'both' : own === null ? 'before' : 'after';
    return { unchecked, rules: null, sentences: [], quotations: [], confidence: null };
  }
  return {
    unchecked: null,
    rules: own.engine === theirs.engine ? null : { before: own.engine, after: theirs.engine },
    sentences: compareVerdicts(own, theirs, same),
    quotations: compareQuotations(own.quotations, theirs.quotations),
    confidence: compareConfidence(own.confidence, theirs.confidence),
  };
}

function compareVerdicts(
  before: VerificationReport,
  after: VerificationReport,
  same: readonly SamePair[],
): VerdictChange[] {
  const [own, theirs] = [bySentence(before), bySentence(after)];
  return same.flatMap((pair) => {
    const old = own.get(placeKey(pair.before.place))?.verdict ?? null;
    const check = theirs.get(placeKey(pair.after.place));
    const verdict = check?.verdict ?? null;
    if (old === null || verdict === null || old === verdict) return [];
    return [{ sentence: pair.after, before: old, after: verdict, reasons: check?.reasons ?? [] }];
  });
}

const placeKey = ({ unit, block, start }: PageSentence['place']) => `${unit} ${block} ${start}`;

function bySentence({ sentences }: VerificationReport) {
  return new Map(sentences.map((check) => [placeKey(check.place), check]));
}

/** Quotations by their words; the first of the same words with the first. */
function compareQuotations(
  before: readonly QuotationCheck[],
  after: readonly QuotationCheck[],
): QuotationChange[] {
  const keyOf = ({ text }: QuotationCheck) => normaliseText(text).text;
  const waiting = Map.groupBy(before.toReversed(), keyOf);
  return after.flatMap((check) => {
    const old = waiting.get(keyOf(check))?.pop();
    if (old === undefined || old.verdict === check.verdict) return [];
    const { text, attributedTo, place, verdict, reasons } = check;
    return [{ text, attributedTo, place, before: old.verdict, after: verdict, reasons }];
  });
}

function compareConfidence(before: Confidence, after: Confidence): ConfidenceChange | null {
  const [own, theirs] = [readReasons(before), readReasons(after)];
  const reasons = [...new Set([...own.keys(), ...theirs.keys()])].flatMap((key) => {
    const [left, right] = [own.get(key) ?? null, theirs.get(key) ?? null];
    return left === right ? [] : [{ key, before: left, after: right }];
  });
  if (before.level === after.level && before.figure === after.figure && reasons.length === 0) return null;
  return {
    before: { level: before.level, figure: before.figure },
    after: { level: after.level, figure: after.figure },
    reasons,
  };
}

/** Factors by their key; a cap is its own key, as it applies or does not. */
function readReasons({ factors, caps }: Confidence): Map<string, string> {
  return new Map([
    ...factors.map(({ key, sentence }) => [key, sentence] as const),
    ...caps.map((sentence) => [`cap: ${sentence}`, sentence] as const),
  ]);
}
