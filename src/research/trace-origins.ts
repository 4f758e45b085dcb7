/** Where each sentence of a blend comes from: the draft or a side, with the passages that bear it and why it stands here. */
import { listPageSentences } from '#compare/page-sentences.ts';
import type { SentenceOrigin } from '#domain/step-output.ts';
import type { SentenceCheck, VerificationReport } from '#domain/verification.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import type { Blend } from './blend-contents.ts';

/** Passages that are kept for one sentence. */
const MOST_PASSAGES = 3;

/** In reading order, one for each sentence; those that need no evidence rest on no passage. */
export function traceOrigins(
  { content, taken, whys }: Blend,
  report: VerificationReport,
  ofDraft: readonly SentenceOrigin[],
): SentenceOrigin[] {
  const checks = new Map(report.sentences.map((check) => [placeKey(check.place), check]));
  const drafted = new Map(ofDraft.map((origin) => [normaliseText(origin.text).text, origin]));
  return listPageSentences(content)
    .filter(({ words }) => words !== '')
    .map(({ place, words, key }): SentenceOrigin => {
      const found = passagesOf(checks.get(placeKey(place)), report);
      const from = taken.get(key);
      if (from !== undefined) {
        return { unit: place.unit, text: words, from: from.from, passages: found, why: from.why };
      }
      const passages = drafted.get(key)?.passages ?? found;
      return { unit: place.unit, text: words, from: { kind: 'draft' }, passages, why: whys.get(key) ?? null };
    });
}

const placeKey = ({ unit, block, start }: SentenceCheck['place']) => `${unit} ${block} ${start}`;

function passagesOf(
  check: SentenceCheck | undefined,
  { sources }: VerificationReport,
): SentenceOrigin['passages'] {
  if (check?.verdict !== 'supported') return [];
  return check.passages.slice(0, MOST_PASSAGES).flatMap(({ source, position: { start, end } }) => {
    const sha256 = sources[source]?.sha256;
    return sha256 === undefined || end <= start ? [] : [{ sha256, start, end }];
  });
}
