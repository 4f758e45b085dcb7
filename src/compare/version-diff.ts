/**
 * What differs between two versions of one analysis: status, laws, sentences, sources, evidence, confidence, and every
 * other member of the content. A diff is a pure function of both sides; an empty one means that the contents are equal.
 */
import { type AnalysisContent, type CitedSource, type LandmarkLaw, SECTION_KEYS } from '#domain/analysis.ts';
import type { ConfidenceLevel, EvidenceState } from '#domain/confidence.ts';
import type { Place } from '#domain/finding.ts';
import type { Ground, UnknownReason } from '#domain/topic.ts';
import type { QuotationVerdict, SupportVerdict, VerificationReport } from '#domain/verification.ts';

/** One of the two versions. `report` is null before the first verification. */
export type DiffSide = { readonly content: AnalysisContent; readonly report: VerificationReport | null };

/** The parts of a page within which sentences are compared in order, as the page shows them. */
export const DIFF_PARTS = [
  ...SECTION_KEYS,
  'law-notes',
  'summary-points',
  'report-narrative',
  'report-excerpts',
  'report-links',
  'report-disclaimer',
] as const;

/** See {@link DIFF_PARTS}. */
export type DiffPartKey = (typeof DIFF_PARTS)[number];

/** A sentence of one side. `text` has its markers; `refs` are those that hang on it. */
export type PageSentence = {
  readonly place: Place;
  readonly part: DiffPartKey;
  readonly text: string;
  readonly refs: readonly string[];
};

/** A run of words. `before` and `after` are the same words for `same`, perhaps in other typography; else one is empty. */
export type WordRun = {
  readonly kind: 'same' | 'removed' | 'added';
  readonly before: string;
  readonly after: string;
};

/**
 * What became of a sentence. `typography`: the same words with other quotation marks, dashes or spaces. `recited`: the
 * same words, citing other sources. A moved sentence has a row where it was and one where it is.
 */
export type RowKind =
  | 'same'
  | 'typography'
  | 'recited'
  | 'reworded'
  | 'added'
  | 'removed'
  | 'moved-away'
  | 'moved-here';

/** One row of both sides beside each other. All rows together hold each sentence of each side exactly once. */
export type DiffRow = {
  readonly kind: RowKind;
  readonly before: PageSentence | null;
  readonly after: PageSentence | null;
  /** Of a moved sentence its other end; null for others. */
  readonly other: PageSentence | null;
  /** Of a reworded sentence, also one that moved; empty for others. */
  readonly words: readonly WordRun[];
};

/** A part that at least one side has. `isLaidOutAnew`: only paragraphs, emphasis or numbering differ. */
export type PartDiff = {
  readonly key: DiffPartKey;
  readonly rows: readonly DiffRow[];
  readonly isLaidOutAnew: boolean;
};

/** A member of the content that has another value; null where it is not stated. `field` is its path. */
export type FieldChange = {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** A law that differs. `renamed` may have other changes as well. */
export type LawChange = {
  readonly kind: 'added' | 'removed' | 'renamed' | 'changed';
  readonly before: LandmarkLaw | null;
  readonly after: LandmarkLaw | null;
  readonly fields: readonly FieldChange[];
};

/** An entry of the reference list that differs. `replaced`: it is another snapshot or address now. */
export type SourceChange = {
  readonly kind: 'added' | 'removed' | 'replaced' | 'changed' | 'renumbered';
  readonly before: CitedSource | null;
  readonly after: CitedSource | null;
  readonly fields: readonly FieldChange[];
};

/** What a status stands with. */
export type StatusFacts = {
  readonly status: string;
  readonly unknownReason: UnknownReason | null;
  readonly ground: Ground | null;
  readonly statusSince: string | null;
  readonly evidenceState: EvidenceState;
};

/** A sentence whose words are unchanged and whose verdict is another; `sentence` is the later side's. */
export type VerdictChange = {
  readonly sentence: PageSentence;
  readonly before: SupportVerdict;
  readonly after: SupportVerdict;
  readonly reasons: readonly string[];
};

/** A quotation that both sides have, with another verdict. */
export type QuotationChange = {
  readonly text: string;
  readonly attributedTo: string | null;
  /** On the later side. */
  readonly place: Place;
  readonly before: QuotationVerdict;
  readonly after: QuotationVerdict;
  readonly reasons: readonly string[];
};

/** Level and figure of each side, and the sentences by which they differ; null where one side has none. */
export type ConfidenceChange = {
  readonly before: { readonly level: ConfidenceLevel; readonly figure: number | null };
  readonly after: { readonly level: ConfidenceLevel; readonly figure: number | null };
  readonly reasons: readonly {
    readonly key: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
};

/** How the checks differ. With `unchecked` other than null there is nothing to compare. */
export type EvidenceDiff = {
  readonly unchecked: 'before' | 'after' | 'both' | null;
  /** Names of the rules when they differ: then a verdict may be another without any new evidence. */
  readonly rules: { readonly before: string; readonly after: string } | null;
  readonly sentences: readonly VerdictChange[];
  readonly quotations: readonly QuotationChange[];
  readonly confidence: ConfidenceChange | null;
};

/** See the module comment. */
export type VersionDiff = {
  readonly status: { readonly before: StatusFacts; readonly after: StatusFacts };
  readonly laws: readonly LawChange[];
  readonly sources: readonly SourceChange[];
  readonly parts: readonly PartDiff[];
  readonly evidence: EvidenceDiff;
  /** Everything else that a content holds. */
  readonly details: readonly FieldChange[];
};

/** The members of a status that differ. */
export function changedStatusFacts({ before, after }: VersionDiff['status']): (keyof StatusFacts)[] {
  const keys: readonly (keyof StatusFacts)[] = [
    'status',
    'unknownReason',
    'ground',
    'statusSince',
    'evidenceState',
  ];
  return keys.filter((key) => before[key] !== after[key]);
}

/** True when nothing differs, neither in the contents nor in what their checks found. */
export function isEmptyDiff(diff: VersionDiff): boolean {
  const { evidence } = diff;
  return (
    changedStatusFacts(diff.status).length === 0 &&
    diff.laws.length + diff.sources.length + diff.details.length === 0 &&
    diff.parts.every(
      ({ rows, isLaidOutAnew }) => !isLaidOutAnew && rows.every(({ kind }) => kind === 'same'),
    ) &&
    evidence.sentences.length + evidence.quotations.length === 0 &&
    evidence.confidence === null
  );
}
