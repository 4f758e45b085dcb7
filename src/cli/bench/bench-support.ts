/** `regatlas bench support FILE.jsonl`: claims with evidence and a label that says how the two stand to each other. */
import * as z from 'zod';
import { assessEvidence } from '#grounding/evidence/assess-evidence.ts';
import { type Evidence, readEvidence } from '#grounding/evidence/read-evidence.ts';
import { type BenchKind, perSecond } from './bench-kind.ts';
import { meanOf, rocArea, scoreClass } from './classification-metrics.ts';
import { averagePrecision } from './rank-metrics.ts';
import { readJsonLines } from './read-records.ts';

/** Labels of a record; `unsupported` is anything but supported. */
export const SUPPORT_LABELS = [
  'supported',
  'partially-supported',
  'contradicted',
  'not-addressed',
  'unsupported',
] as const;

const recordSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  claim: z.string().min(1),
  evidence: z.array(z.string()),
  label: z.enum(SUPPORT_LABELS),
  /** Indices into `evidence` of what people marked as bearing on the claim. */
  evidenceLabels: z.array(z.number().int().min(0)).optional(),
});

type Item = {
  readonly id: string;
  readonly label: (typeof SUPPORT_LABELS)[number];
  readonly verdict: string;
  readonly score: number;
  readonly contradiction: number;
  readonly best: readonly number[];
  readonly averagePrecision: number | null;
};

/** Passages named for an item. */
const MOST_BEST = 5;

/** See the module comment. */
export const benchSupport: BenchKind = {
  name: 'support',
  expects: 'FILE.jsonl with lines of {id, claim, evidence, label, evidenceLabels?}',
  run: async (path) => {
    const records = await readJsonLines(path, recordSchema);
    const before = process.cpuUsage();
    const read = createReader();
    const assessed = records.map(({ claim, evidence }) => assessEvidence(claim, read(evidence)));
    const rate = perSecond(records.length, process.cpuUsage(before));
    const items = records.map(({ id, label, evidenceLabels }, index): Item => {
      const { verdict, score, contradiction, ranking } = assessed[index] ?? NOTHING;
      const precision = averagePrecision(ranking, new Set(evidenceLabels));
      const figures = {
        score: rounded(score),
        contradiction: rounded(contradiction),
        averagePrecision: precision === null ? null : rounded(precision),
      };
      return { id, label, verdict, ...figures, best: ranking.slice(0, MOST_BEST) };
    });
    return { metrics: { n: items.length, ...measure(items), perSecond: rate }, items };
  },
};

/** Records often share their evidence; the last few texts stay read. */
function createReader(): (passages: readonly string[]) => Evidence {
  const known = new Map<string, Evidence>();
  return (passages) => {
    const key = JSON.stringify(passages);
    const read = known.get(key) ?? readEvidence(passages);
    if (known.size >= MOST_READ) known.clear();
    known.set(key, read);
    return read;
  };
}

const MOST_READ = 64;

const NOTHING = { verdict: 'not-addressed', score: 0, contradiction: 0, ranking: [] } as const;

function measure(items: readonly Item[]) {
  const isSupported = items.map(({ label }) => label === 'supported');
  const saidSo = items.map(({ verdict }) => verdict === 'supported');
  const supported = scoreClass(isSupported, saidSo);
  const rest = scoreClass(
    isSupported.map((each) => !each),
    saidSo.map((each) => !each),
  );
  const area = rocArea(
    items.map(({ score }) => score),
    isSupported,
  );
  const precisions = items.flatMap(({ averagePrecision: each }) => each ?? []);
  return {
    supported: isSupported.filter(Boolean).length,
    balancedAccuracy: meanOf([supported.recall, rest.recall]),
    macroF1: meanOf([supported.f1, rest.f1]),
    auc: area === null ? null : rounded(area),
    supportedPrecision: supported.precision,
    supportedRecall: supported.recall,
    contradicted: measureContradicted(items),
    evidenceMap: precisions.length === 0 ? null : meanOf(precisions),
    evidenceLabelled: precisions.length,
  };
}

/** Null where no record is labelled so. */
function measureContradicted(items: readonly Item[]) {
  const isSo = items.map(({ label }) => label === 'contradicted');
  const n = isSo.filter(Boolean).length;
  if (n === 0) return null;
  const said = items.map(({ verdict }) => verdict === 'contradicted');
  const area = rocArea(
    items.map(({ contradiction }) => contradiction),
    isSo,
  );
  return { n, ...scoreClass(isSo, said), auc: area === null ? null : rounded(area) };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
