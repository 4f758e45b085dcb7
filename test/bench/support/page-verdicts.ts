/**
 * How far the word "supported" on a page can be relied on: `node test/bench/support/page-verdicts.ts FILE.jsonl`, records
 * of the support benchmark judged as sentences of a page are, with all slots compared and the page's own threshold.
 * Prints one JSON line. Far stricter than the benchmark, which asks for the likelier answer.
 */
import { readFileSync } from 'node:fs';
import { judgeCandidates } from '#grounding/judge-candidates.ts';
import { indexSource } from '#grounding/source-index.ts';
import { buildSupportIndex } from '#grounding/support-index.ts';
import { supportProfile } from '#grounding/support-profile.ts';
import type { SupportRecord } from './support-record.ts';

const file = process.argv[2];
if (file === undefined) {
  console.error('Name a file of support records.');
  process.exit(1);
}
const records = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as SupportRecord);

const judged = records.map(({ claim, evidence, label }) => {
  const index = buildSupportIndex([indexSource(evidence.join('\n\n'))]);
  const profile = supportProfile(claim);
  const ranked = judgeCandidates(claim, profile, index.candidates(profile), null);
  return { label, verdict: ranked[0]?.judged.verdict ?? 'not-addressed' };
});

const count = (isOne: (one: (typeof judged)[number]) => boolean) => judged.filter(isOne).length;
const share = (part: number, whole: number) => (whole === 0 ? null : Math.round((part / whole) * 1e4) / 1e4);
const said = count(({ verdict }) => verdict === 'supported');
const right = count(({ verdict, label }) => verdict === 'supported' && label === 'supported');
const against = count(({ verdict }) => verdict === 'contradicted');
const rightlyAgainst = count(({ verdict, label }) => verdict === 'contradicted' && label === 'contradicted');
console.log(
  JSON.stringify({
    n: judged.length,
    saidSupported: said,
    supportedPrecision: share(right, said),
    supportedRecall: share(
      right,
      count(({ label }) => label === 'supported'),
    ),
    saidContradicted: against,
    contradictedPrecision: share(rightlyAgainst, against),
  }),
);
