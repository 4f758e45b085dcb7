/**
 * The verdict on each sentence. Quotations decide first, because their words can be compared exactly; then the
 * cited sources, then all stored sources. A sentence is never better than the quotations in it, and without any
 * stored source there is nothing to say but that it cannot be checked.
 */
import type { CitationCheck, GroundingCheck, QuotationCheck, SentenceCheck } from '#domain/verification.ts';
import { readActName, shortName } from './act-names.ts';
import { type CitationUse, citedSources, judgeCited, weighCitations } from './cited-sources.ts';
import type { Gazetteer } from './gazetteer.ts';
import { type JudgedText, type JudgedWithClaims, judgeClaims, placeClaims } from './judge-claims.ts';
import type { SentenceDraft } from './list-sentences.ts';
import type { PreparedSource } from './prepared-source.ts';
import { createSearch, type Search } from './search-sources.ts';
import { withoutMarkers } from './sentence-refs.ts';
import { holdAgainstSignals, type StatusClaimJudge } from './signals/judge-status-claim.ts';
import type { SourceText } from './source-text.ts';
import type { SupportIndex } from './support-index.ts';
import { contentStems } from './support-profile.ts';

/** What sentences are held against, and what is already known of their parts. */
export type SentenceEvidence = {
  readonly sources: readonly SourceText[];
  readonly prepared: readonly PreparedSource[];
  readonly quotations: readonly QuotationCheck[];
  readonly citations: readonly CitationCheck[];
  readonly grounding: readonly GroundingCheck[];
  readonly gazetteer: Gazetteer;
  readonly index: SupportIndex;
  /** Code of the page's jurisdiction, meant where a sentence names none; null for none. */
  readonly jurisdiction: string | null;
  /** Holds what a sentence says of a status against what the sources say. */
  readonly statusClaim: StatusClaimJudge;
};

/** Words around a verified quotation that only say who speaks need no evidence of their own up to this many. */
const ATTRIBUTION_WORDS = 6;

/** Judges every sentence; kinds that need no evidence get a null verdict. */
export function judgeSentences(
  drafts: readonly SentenceDraft[],
  evidence: SentenceEvidence,
): SentenceCheck[] {
  const search = createSearch(evidence);
  const known = new Map<string, JudgedWithClaims & CitationUse>();
  return drafts.map((draft) => {
    if (draft.kind !== 'claim') return { ...draft, ...UNJUDGED };
    // Pages repeat their sentences in summary and report; the same sentence with the same quotations is judged once.
    const key = JSON.stringify([draft.text, draft.refs, draft.quotations, draft.supports]);
    const judged = known.get(key) ?? judgeWithCitations(draft, evidence, search);
    known.set(key, judged);
    const { verdict, reasons, passages, citations, uncitedSource, primarySource } = judged;
    const claims = placeClaims(draft.place, judged);
    return {
      ...draft,
      ...{ verdict, reasons: [...reasons], claims, passages: [...passages] },
      ...{ citations: [...citations], uncitedSource, primarySource },
    };
  });
}

const UNJUDGED = {
  ...{ verdict: null, reasons: [], claims: [], passages: [] },
  ...{ citations: [], uncitedSource: null, primarySource: null },
};

function judgeWithCitations(
  draft: SentenceDraft,
  evidence: SentenceEvidence,
  search: Search,
): JudgedWithClaims & CitationUse {
  const judged = judgeClaim(draft, evidence, search);
  return { ...judged, ...weighCitations({ ...draft, text: claimOf(draft) }, judged, evidence, search) };
}

function judgeClaim(draft: SentenceDraft, evidence: SentenceEvidence, search: Search): JudgedWithClaims {
  const dangling = danglingReasons(draft, evidence);
  if (evidence.sources.length === 0) {
    const reasons = [...dangling, 'No source is stored that the sentence could be held against.'];
    return { verdict: 'not-checkable', reasons, passages: [], claims: [], spans: [] };
  }
  const whole = holdAgainstSignals(judgeWords(draft, evidence, search), draft, evidence);
  // Words of others are compared exactly; taken apart they would be nobody's.
  const judged: JudgedWithClaims =
    draft.quotations.length > 0
      ? { ...whole, claims: [], spans: [] }
      : judgeClaims(draft.text, whole, (text) =>
          judgeCited(claimOf({ ...draft, text }), draft.refs, evidence, search),
        );
  return judged.verdict === 'supported' ? judged : { ...judged, reasons: [...judged.reasons, ...dangling] };
}

function judgeWords(draft: SentenceDraft, evidence: SentenceEvidence, search: Search): JudgedText {
  const quotations = draft.quotations.flatMap((index) => evidence.quotations[index] ?? []);
  const passages = quotations.flatMap((each) => each.matches.map((match) => ({ ...match, score: 1 })));
  const altered = quotations.find((each) => each.verdict === 'altered');
  if (altered !== undefined) {
    return { verdict: 'contradicted', reasons: ['Its quotation was altered.', ...altered.reasons], passages };
  }
  const other = quotations.find((each) => each.verdict === 'other-source');
  if (other !== undefined) {
    const reasons = ['Its quotation stands in another source than the one named.', ...other.reasons];
    return { verdict: 'partially-supported', reasons, passages };
  }
  const verified = quotations.filter(isVerifiedQuotation);
  if (quotations.length > 0 && verified.length === quotations.length) {
    return judgeAround(draft, verified, passages, evidence, search);
  }
  const judged = judgeCited(claimOf(draft), draft.refs, evidence, search);
  if (quotations.length === 0) return judged;
  const reasons = ['A quotation in it could not be verified.', ...judged.reasons];
  const verdict =
    judged.verdict === 'supported' || verified.length > 0 ? 'partially-supported' : judged.verdict;
  return { verdict, reasons, passages: [...passages, ...judged.passages] };
}

function claimOf({ text, refs }: SentenceDraft): string {
  return withoutMarkers(text, new Set(refs));
}

/** All quotations verify: what is left is who said it, or a claim of the page's own. */
function judgeAround(
  draft: SentenceDraft,
  verified: readonly QuotationCheck[],
  passages: JudgedText['passages'],
  evidence: SentenceEvidence,
  search: Search,
): JudgedText {
  const rest = verified.reduce((text, each) => text.replace(each.text, ' '), claimOf(draft));
  const reason = 'Its quotation stands word for word in a stored source.';
  if (
    rest.trim() === '' ||
    contentStems(withoutNames(rest, draft, evidence)).length <= ATTRIBUTION_WORDS ||
    insideQuotation(draft, verified)
  ) {
    return { verdict: 'supported', reasons: [reason], passages };
  }
  const judged = judgeCited(rest, draft.refs, evidence, search);
  const verdict =
    judged.verdict === 'supported' || judged.verdict === 'contradicted'
      ? judged.verdict
      : 'partially-supported';
  const around =
    verdict === 'partially-supported'
      ? ['The words around it were not found in a stored source.']
      : judged.reasons;
  return { verdict, reasons: [reason, ...around], passages: [...passages, ...judged.passages] };
}

/** Without what the cited sources are called, word for word: a long title claims no more than a short one. */
function withoutNames(rest: string, { refs }: SentenceDraft, evidence: SentenceEvidence): string {
  const cited = citedSources(refs, evidence.citations).flatMap((index) => evidence.sources[index] ?? []);
  const names = cited.flatMap(({ title, publisher }) => {
    const { act } = readActName(title ?? '');
    return [title, act, shortName(act), publisher];
  });
  const known = names.filter((name) => name !== null && name.trim() !== '') as string[];
  // The longest first: an act's name may stand in its article's.
  return known.sort((a, b) => b.length - a.length).reduce((text, name) => text.replace(name, ' '), rest);
}

function insideQuotation({ place }: SentenceDraft, quotations: readonly QuotationCheck[]): boolean {
  return quotations.some((each) => each.place.start <= place.start && place.end <= each.place.end + 2);
}

function danglingReasons(draft: SentenceDraft, { grounding }: SentenceEvidence): string[] {
  const supports = draft.supports.flatMap(([answer, support]) => grounding[answer]?.supports[support] ?? []);
  if (supports.length === 0 || supports.some((support) => support.chunks.length > 0)) return [];
  return ['The provider’s reference points at nothing.'];
}

/** Only these two verdicts verify a quotation. */
export function isVerifiedQuotation({ verdict }: Pick<QuotationCheck, 'verdict'>): boolean {
  return verdict === 'verbatim' || verdict === 'normalised';
}
