/**
 * The verdict on a sentence that makes more than one claim. Each claim is held against the sources alone, with the same
 * judge as a sentence; what comes out is what a careful reader would say of the whole: supported when all are,
 * contradicted when one is, partly supported when some are. A sentence that one passage bears as a whole needs no more.
 */
import type { Place } from '#domain/finding.ts';
import type { ClaimCheck, SentenceCheck, SupportVerdict } from '#domain/verification.ts';
import { offsetMap } from './offsets.ts';
import { splitClaims } from './split-claims.ts';

/** What the judge says of a text. */
export type JudgedText = {
  readonly verdict: SupportVerdict;
  readonly reasons: readonly string[];
  readonly passages: SentenceCheck['passages'];
};

/** A verdict with the claims it was put together from; no claims for a sentence that makes one. */
export type JudgedWithClaims = JudgedText & {
  /** Offsets are code points from the beginning of the sentence. */
  readonly claims: readonly Omit<ClaimCheck, 'place'>[];
  readonly spans: readonly { readonly start: number; readonly end: number }[];
};

const MOST_PASSAGES = 5;

/** Judges the claims of a sentence whose words as a whole were judged `whole`. `judge` is asked once for each. */
export function judgeClaims(
  sentence: string,
  whole: JudgedText,
  judge: (claim: string) => JudgedText,
): JudgedWithClaims {
  const none = { ...whole, claims: [], spans: [] };
  if (whole.verdict === 'not-checkable') return none;
  const claims = splitClaims(sentence);
  if (claims.length < 2) return none;
  const offsets = offsetMap(sentence);
  const judged = claims.map(({ text }) => (whole.verdict === 'supported' ? borneWhole(whole) : judge(text)));
  return {
    ...combineClaims(whole, judged),
    claims: claims.map(({ text }, index) => ({
      text,
      verdict: judged[index]?.verdict ?? whole.verdict,
      reasons: [...(judged[index]?.reasons ?? [])],
    })),
    spans: claims.map(({ start, end }) => ({
      start: offsets.toCodePoint(start),
      end: offsets.toCodePoint(end),
    })),
  };
}

/** The claims with their places on the page; `place` is the sentence's. */
export function placeClaims(place: Place, { claims, spans }: JudgedWithClaims): ClaimCheck[] {
  return claims.map((claim, index) => ({
    ...claim,
    place: {
      ...place,
      start: place.start + (spans[index]?.start ?? 0),
      end: place.start + (spans[index]?.end ?? place.end - place.start),
    },
  }));
}

function borneWhole(whole: JudgedText): JudgedText {
  return {
    verdict: 'supported',
    reasons: ['A stored source bears the whole sentence.'],
    passages: whole.passages,
  };
}

/** The verdict on the whole from those on its claims. */
export function combineClaims(whole: JudgedText, claims: readonly JudgedText[]): JudgedText {
  const verdict = combinedVerdict(
    whole.verdict,
    claims.map((claim) => claim.verdict),
  );
  if (verdict === whole.verdict) return whole;
  const deciding = claims.filter((claim) => claim.verdict === verdict);
  const shown = deciding.length > 0 ? deciding : claims.filter((claim) => claim.verdict !== 'not-addressed');
  const borne = claims.filter((claim) => claim.verdict === 'supported').length;
  return {
    verdict,
    reasons: [
      `It makes ${claims.length} claims; stored sources bear ${borne === 0 ? 'none of them whole' : `${borne} of them`}.`,
      ...new Set(shown.flatMap((claim) => claim.reasons)),
    ],
    passages: distinct([...shown.flatMap((claim) => claim.passages.slice(0, 1)), ...whole.passages]),
  };
}

function combinedVerdict(whole: SupportVerdict, claims: readonly SupportVerdict[]): SupportVerdict {
  if (whole === 'supported' || whole === 'contradicted') return whole;
  if (claims.includes('contradicted')) return 'contradicted';
  if (claims.every((verdict) => verdict === 'supported')) return 'supported';
  const isPart = claims.some((verdict) => verdict === 'supported' || verdict === 'partially-supported');
  return isPart ? 'partially-supported' : whole;
}

function distinct(passages: SentenceCheck['passages']): SentenceCheck['passages'] {
  const key = ({ source, position }: SentenceCheck['passages'][number]) =>
    `${source} ${position.start} ${position.end}`;
  return [...new Map(passages.toReversed().map((each) => [key(each), each])).values()]
    .toReversed()
    .slice(0, MOST_PASSAGES);
}
