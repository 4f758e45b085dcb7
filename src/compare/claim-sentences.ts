/**
 * The claims of a page: its sentences that need evidence, each once however often the page repeats it, with what its
 * check found. Without a report nothing is known of the evidence, and the claims are the same.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { listUnits } from '#domain/page-text.ts';
import type { HeldWords } from '#domain/step-output.ts';
import type {
  PassageMatch,
  ReportSource,
  SentenceCheck,
  SupportVerdict,
  VerificationReport,
} from '#domain/verification.ts';
import { listSentences, type SentenceDraft } from '#grounding/list-sentences.ts';
import { readBlocks } from '#grounding/read-blocks.ts';
import { type KeyedSentence, listPageSentences } from './page-sentences.ts';

/** A content with the report of its check; null before the first. */
export type CheckedContent = {
  readonly content: AnalysisContent;
  readonly report: VerificationReport | null;
};

/** What one side says, with the sources of its passages in the same order. */
export type Held = { readonly said: HeldWords; readonly sources: readonly ReportSource[] };

/** A claim where the page says it first. */
export type Claim = KeyedSentence & { readonly check: SentenceCheck | null };

/** Passages that are shown for one claim. */
const MOST_PASSAGES = 3;
/** Verdicts that a passage was found for. */
const FOUND: readonly (SupportVerdict | null)[] = ['supported', 'partially-supported', 'contradicted'];

/** Claims in reading order. The names of links and the disclaimer state nothing of the law. */
export function listClaims({ content, report }: CheckedContent): Claim[] {
  const kinds = new Map(listKinds(content).map(({ place, kind }) => [placeKey(place), kind]));
  const checks = new Map(report?.sentences.map((check) => [placeKey(check.place), check]));
  const claims = new Map<string, Claim>();
  for (const sentence of listPageSentences(content)) {
    const key = placeKey(sentence.place);
    if (kinds.get(key) !== 'claim' || sentence.key === '') continue;
    const check = checks.get(key) ?? null;
    const known = claims.get(sentence.key);
    // Where it is said twice and cited once, what counts is the better one.
    if (known === undefined) claims.set(sentence.key, { ...sentence, check });
    else if (rankOf(check?.verdict) > rankOf(known.check?.verdict)) {
      claims.set(sentence.key, { ...known, check });
    }
  }
  return [...claims.values()];
}

const placeKey = ({ unit, block, start }: SentenceCheck['place']) => `${unit} ${block} ${start}`;

/** Every sentence with what it is, without any report. */
export function listKinds(content: AnalysisContent): SentenceDraft[] {
  const units = listUnits(content).map((unit) => ({ unit, blocks: readBlocks(unit.text, unit.format) }));
  return listSentences(units, new Set(content.sources.map(({ ref }) => ref)), [], []);
}

/** From a claim that nothing speaks for to one that a stored source bears. */
export function rankOf(verdict: SupportVerdict | null | undefined): number {
  if (verdict === 'supported') return 3;
  if (verdict === 'partially-supported') return 2;
  return verdict === 'contradicted' ? 0 : 1;
}

/** The claim as one side of a point. */
export function holdClaim({ words, place, check }: Claim, report: VerificationReport | null): Held {
  const verdict = check?.verdict ?? null;
  const matches = FOUND.includes(verdict) ? (check?.passages ?? []) : [];
  return holdWords({ words, unit: place.unit, verdict }, matches, report);
}

/** Words with the passages that were found for them. */
export function holdWords(
  said: Pick<HeldWords, 'words' | 'unit' | 'verdict'>,
  matches: readonly PassageMatch[],
  report: VerificationReport | null,
): Held {
  const seen = new Set<string>();
  const found = matches.flatMap((match) => {
    const source = report?.sources[match.source];
    const key = `${match.source} ${match.position.start} ${match.position.end}`;
    if (source === undefined || match.position.end <= match.position.start || seen.has(key)) return [];
    seen.add(key);
    return [{ source, ...match.position, words: match.quote.exact }];
  });
  const shown = found.slice(0, MOST_PASSAGES);
  return {
    said: {
      ...said,
      passages: shown.map(({ source, start, end, words }) => ({ sha256: source.sha256, start, end, words })),
    },
    sources: shown.map(({ source }) => source),
  };
}
