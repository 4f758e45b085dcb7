/**
 * What the sources that a sentence cites do for it. Each is left out in turn, as in ALCE (Gao and others, 2023): a
 * citation is needed when without it the others no longer bear the sentence. That another source bears it, or a primary
 * one does as well, are results, not errors.
 */
import { PRIMARY_TIERS } from '#domain/source.ts';
import type { CitationCheck, QuotationCheck, SentenceCheck } from '#domain/verification.ts';
import type { JudgedText } from './judge-claims.ts';
import { titleOf } from './judge-quotation.ts';
import type { Search } from './search-sources.ts';
import type { SourceText } from './source-text.ts';
import { splitClaims } from './split-claims.ts';

/** What was found of a sentence's citations. */
export type CitationUse = Pick<SentenceCheck, 'citations' | 'uncitedSource' | 'primarySource'>;

/** The page's sources and reference list, with the quotations found on it. */
export type CitedEvidence = {
  readonly sources: readonly SourceText[];
  readonly citations: readonly CitationCheck[];
  readonly quotations: readonly QuotationCheck[];
};

/** Sources of one sentence that are left out in turn; of more, each is only looked at alone. */
const MOST_LEFT_OUT = 12;

/** Indices of the stored sources that markers stand for, each once. */
export function citedSources(refs: readonly string[], citations: readonly CitationCheck[]): number[] {
  const found = citations.flatMap(({ ref, source }) =>
    source !== null && refs.includes(ref) ? [source] : [],
  );
  return [...new Set(found)];
}

/** The cited sources come first; what only another source bears is said to be so, and is no error. */
export function judgeCited(
  text: string,
  refs: readonly string[],
  { citations, sources }: Pick<CitedEvidence, 'citations' | 'sources'>,
  search: Search,
): JudgedText {
  const cited = citedSources(refs, citations);
  if (cited.length === 0) return search(text);
  const first = search(text, cited);
  if (first.verdict === 'supported' || first.verdict === 'contradicted') return first;
  const judged = search(text);
  const source = judged.passages[0]?.source;
  if (judged.verdict !== 'supported' || source === undefined)
    return first.verdict === 'not-addressed' ? judged : first;
  const reason = `${titleOf(sources, source)} bears it; the source cited does not.`;
  return { ...judged, reasons: [reason, ...judged.reasons] };
}

type Draft = Pick<SentenceCheck, 'text' | 'refs' | 'quotations'>;

/** See {@link CitationUse}. `judged` is the verdict on the sentence; `text` of the draft has no markers any more. */
export function weighCitations(
  draft: Draft,
  judged: JudgedText,
  evidence: CitedEvidence,
  search: Search,
): CitationUse {
  const { citations, sources } = evidence;
  const cited = citedSources(draft.refs, citations);
  const use = createUse(draft, cited, evidence, search);
  const listed = citations.filter(({ ref }) => draft.refs.includes(ref));
  const bearing = judged.verdict === 'supported' ? (judged.passages[0]?.source ?? null) : null;
  const isElsewhere = bearing !== null && cited.length > 0 && !use.isBorne;
  return {
    citations: listed.map(({ ref, source }) => ({
      ref,
      source,
      use: source === null ? 'not-stored' : use.of(source),
    })),
    uncitedSource: isElsewhere ? bearing : null,
    primarySource: bearing === null ? null : primaryInstead(draft.text, bearing, sources, search),
  };
}

type Use = {
  readonly isBorne: boolean;
  readonly of: (source: number) => SentenceCheck['citations'][number]['use'];
};

function createUse(draft: Draft, cited: readonly number[], evidence: CitedEvidence, search: Search): Use {
  const bears = (within: readonly number[]) =>
    within.length > 0 && areBearing(draft, within, evidence, search);
  const isBorne = bears(cited);
  return {
    isBorne,
    of: (source) => {
      if (!isBorne) return bearsPart(draft.text, source, search) ? 'part' : 'irrelevant';
      const isAlone = bears([source]);
      const rest = cited.filter((each) => each !== source);
      if (cited.length <= MOST_LEFT_OUT ? !bears(rest) : isAlone) return 'needed';
      return isAlone ? 'redundant' : 'irrelevant';
    },
  };
}

/** The sources together bear the sentence: its quotations stand in them, or they say it whole or claim by claim. */
function areBearing(
  draft: Draft,
  within: readonly number[],
  evidence: CitedEvidence,
  search: Search,
): boolean {
  const quoted = draft.quotations.flatMap((index) => evidence.quotations[index] ?? []);
  if (quoted.length > 0) {
    return quoted.every(
      ({ verdict, matches }) =>
        (verdict === 'verbatim' || verdict === 'normalised') &&
        matches.some(({ source }) => within.includes(source)),
    );
  }
  if (search(draft.text, within).verdict === 'supported') return true;
  const claims = splitClaims(draft.text);
  return claims.length > 1 && claims.every(({ text }) => search(text, within).verdict === 'supported');
}

/** The source bears a part of the sentence, or one of its claims. */
function bearsPart(text: string, source: number, search: Search): boolean {
  const { verdict } = search(text, [source]);
  if (verdict === 'supported' || verdict === 'partially-supported') return true;
  const claims = splitClaims(text);
  return claims.length > 1 && claims.some((claim) => search(claim.text, [source]).verdict === 'supported');
}

/** A primary source that says the same where the one shown is none; null where there is none to prefer. */
function primaryInstead(
  text: string,
  shown: number,
  sources: readonly SourceText[],
  search: Search,
): number | null {
  const isPrimary = (source: number) => PRIMARY_TIERS.includes(sources[source]?.tier ?? 'unknown');
  if (isPrimary(shown)) return null;
  const primary = sources.flatMap((_, index) => (isPrimary(index) ? [index] : []));
  if (primary.length === 0) return null;
  const judged = search(text, primary);
  return judged.verdict === 'supported' ? (judged.passages[0]?.source ?? null) : null;
}
