/** What models reach on each data set, at the thresholds of the product. */

import { meanOf, rocArea, scoreClass } from '#cli/bench/classification-metrics.ts';
import { CONTRADICTED_FROM, SUPPORTED_FROM } from '#grounding/evidence/thresholds.ts';
import type { Sample } from './samples.ts';

/** A line for each set: balanced accuracy, macro-F1 and AUC of supported against the rest. */
export function measureSupport(samples: readonly Sample[], chances: readonly number[]): string {
  return linesOf(samples, (members) => {
    const truth = members.map((index) => samples[index]?.record.label === 'supported');
    const scores = members.map((index) => chances[index] ?? 0);
    const said = scores.map((score) => score >= SUPPORTED_FROM);
    const yes = scoreClass(truth, said);
    const no = scoreClass(
      truth.map((each) => !each),
      said.map((each) => !each),
    );
    const area = rocArea(scores, truth)?.toFixed(3);
    return `balanced accuracy ${meanOf([yes.recall, no.recall])}, macro-F1 ${meanOf([yes.f1, no.f1])}, AUC ${area}`;
  });
}

/** A line for each set that has contradictions: precision, recall, F1 and AUC. */
export function measureContradiction(samples: readonly Sample[], chances: readonly number[]): string {
  return linesOf(samples, (members) => {
    const truth = members.map((index) => samples[index]?.record.label === 'contradicted');
    if (!truth.includes(true)) return undefined;
    const scores = members.map((index) => chances[index] ?? 0);
    const { precision, recall, f1 } = scoreClass(
      truth,
      scores.map((score) => score >= CONTRADICTED_FROM),
    );
    const area = rocArea(scores, truth)?.toFixed(3);
    return `contradicted: precision ${precision}, recall ${recall}, F1 ${f1}, AUC ${area}`;
  });
}

function linesOf(
  samples: readonly Sample[],
  describe: (members: readonly number[]) => string | undefined,
): string {
  const bySet = Map.groupBy(samples.keys(), (index) => samples[index]?.set ?? '');
  return [...bySet]
    .flatMap(([set, members]) => {
      const line = describe(members);
      return line === undefined ? [] : [`  ${set.padEnd(18)}${line}`];
    })
    .join('\n');
}
