/**
 * How the passages that could bear a sentence stand to it, best first. Slots decide: what differs in one is never
 * borne. Where only the wording differs, or the statement is spread over neighbouring sentences, the combiner is
 * asked, with a threshold far above the one by which it is measured, since a reader relies on "supported".
 */
import { compareJudgements, type PassageJudgement } from './support.ts';
import type { CandidatePassage } from './support-index.ts';
import type { SupportProfile } from './support-profile.ts';

/** A passage with the judgement on it. */
export type Ranked = { readonly candidate: CandidatePassage; readonly judged: PassageJudgement };

/** Chance from which the combiner's word is taken on a page; precision at it is in docs/methodology.md. */
const BORNE_FROM = 0.8;
/** Chance of contradiction above which it is not. */
const OPPOSED_FROM = 0.15;
/** Passages for which the combiner is asked; each costs about a millisecond. */
const MOST_ASKED = 2;

/** Judges all candidates. `home` is the page's jurisdiction, meant where a sentence names none. */
export function judgeCandidates(
  text: string,
  sentence: SupportProfile,
  candidates: readonly CandidatePassage[],
  home: string | null,
): Ranked[] {
  const ranked = candidates
    .map((candidate) => ({ candidate, judged: candidate.judge(sentence, home) }))
    .sort(byRank);
  if (ranked[0]?.judged.verdict === 'supported' || ranked[0]?.judged.verdict === 'contradicted')
    return ranked;
  let asked = 0;
  const weighed = ranked.map((each): Ranked => {
    if (!each.judged.isOpen || asked >= MOST_ASKED) return each;
    asked += 1;
    const { support, contradiction } = each.candidate.weigh(text);
    if (support < BORNE_FROM || contradiction > OPPOSED_FROM) return each;
    const reason = each.candidate.passage.isSentence
      ? 'A sentence of the source says this in other words.'
      : 'Neighbouring sentences of the source say this together.';
    return { ...each, judged: { ...each.judged, verdict: 'supported', reasons: [reason] } };
  });
  return weighed.sort(byRank);
}

/** By judgement, then the shorter passage; the position last, so that the order is always the same. */
function byRank(a: Ranked, b: Ranked): number {
  return (
    compareJudgements(a.judged, b.judged) ||
    a.candidate.end - a.candidate.start - (b.candidate.end - b.candidate.start) ||
    a.candidate.source - b.candidate.source ||
    a.candidate.start - b.candidate.start
  );
}
