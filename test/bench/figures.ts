/**
 * Every figure that docs/benchmarks.md has for the verifier: how its data is made, which command measures it, what is
 * read from the result, and the bar it is held against. A bar that is not met is printed as it is.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A result as `regatlas bench KIND --json` or a script prints it. */
export type BenchJson = Readonly<Record<string, unknown>>;

/** One figure in a result. `least` or `most` is the bar; neither for a figure without one. */
export type Figure = {
  readonly what: string;
  /** Path of members in the result: `contradicted.f1`. */
  readonly at: string;
  readonly least?: number;
  readonly most?: number;
};

/** One measurement. `make` prints or writes the data; without it the path is taken as it is. */
export type Measurement = {
  readonly name: string;
  /** What must be there for it; absolute. */
  readonly needs: string | null;
  /** Script below `test/bench` that prints the records, with arguments; `FILE` stands for the file it is to write. */
  readonly make?: readonly string[];
  /** Kind of `regatlas bench`; null for a script that prints its own JSON. */
  readonly kind: string | null;
  /** The data itself, or the script of a `kind` that is null. */
  readonly path?: string;
  readonly figures: readonly Figure[];
};

const shared = (path: string) => fileURLToPath(new URL(`../../../shared/bench/${path}`, import.meta.url));
const fixture = (path: string) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));
const script = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const SUPPORTED: readonly Figure[] = [
  { what: 'AUC', at: 'auc' },
  { what: 'precision of “supported”', at: 'supportedPrecision' },
];

const SIGNALS: readonly Figure[] = [
  { what: 'jurisdiction × topic: precision', at: 'cells.precision' },
  { what: 'recall', at: 'cells.recall' },
  { what: 'F1', at: 'cells.f1' },
  { what: 'with the status: precision', at: 'statuses.precision' },
  { what: 'recall', at: 'statuses.recall' },
  { what: 'F1', at: 'statuses.f1' },
];

/** In the order of the table. */
export const MEASUREMENTS: readonly Measurement[] = [
  {
    name: 'Quotations, documents that nothing was tuned on',
    needs: null,
    make: ['make-quotes.ts', 'FILE', 'held'],
    kind: 'quotes',
    figures: [
      { what: 'harmless variants accepted', at: 'sameAccepted', least: 0.995 },
      { what: 'meaning-changed variants accepted', at: 'changedAccepted', most: 0.005 },
      { what: 'quotations a second of processor time', at: 'perSecond', least: 2000 },
    ],
  },
  {
    name: 'Quotations, documents used while the rules were written',
    needs: null,
    make: ['make-quotes.ts', 'FILE', 'tune'],
    kind: 'quotes',
    figures: [
      { what: 'harmless variants accepted', at: 'sameAccepted', least: 0.995 },
      { what: 'meaning-changed variants accepted', at: 'changedAccepted', most: 0.005 },
    ],
  },
  {
    name: 'Provider grounding cases',
    needs: shared('provider-fixtures/gemini-grounding.cases.json'),
    kind: 'grounding',
    path: shared('provider-fixtures/gemini-grounding.cases.json'),
    figures: [
      { what: 'passed', at: 'passed' },
      { what: 'failed', at: 'failed', most: 0 },
    ],
  },
  {
    name: 'WiCE, development split',
    needs: shared('wice'),
    make: ['support/wice.ts'],
    kind: 'support',
    figures: [{ what: 'balanced accuracy', at: 'balancedAccuracy', least: 0.68 }, ...SUPPORTED],
  },
  {
    name: 'AttributionBench, development split',
    needs: shared('attributionbench'),
    make: ['support/attributionbench.ts'],
    kind: 'support',
    figures: [{ what: 'macro-F1', at: 'macroF1', least: 0.72 }, ...SUPPORTED],
  },
  {
    name: 'ContractNLI, development split',
    needs: shared('contract-nli'),
    make: ['support/contract-nli.ts'],
    kind: 'support',
    figures: [
      { what: 'F1 of “contradicted”', at: 'contradicted.f1', least: 0.45 },
      { what: 'evidence mAP', at: 'evidenceMap', least: 0.5 },
      { what: 'items a second of processor time', at: 'perSecond' },
    ],
  },
  {
    name: 'Factcheck-GPT, stance',
    needs: shared('factcheck-gpt'),
    make: ['support/factcheck-gpt.ts'],
    kind: 'support',
    figures: [
      { what: 'AUC', at: 'auc' },
      { what: 'F1 of “contradicted”', at: 'contradicted.f1' },
    ],
  },
  {
    name: 'SciFact, claims against their abstracts',
    needs: shared('scifact'),
    make: ['support/scifact.ts'],
    kind: 'support',
    figures: [
      { what: 'balanced accuracy', at: 'balancedAccuracy' },
      { what: 'F1 of “contradicted”', at: 'contradicted.f1' },
      { what: 'evidence mAP', at: 'evidenceMap' },
    ],
  },
  {
    name: 'Pairs that differ in one slot',
    needs: null,
    make: ['support/slot-pairs.ts'],
    kind: 'support',
    figures: [
      { what: 'precision of “contradicted”', at: 'contradicted.precision', least: 0.8 },
      { what: 'recall of “contradicted”', at: 'contradicted.recall' },
      { what: 'unchanged and harmlessly changed sentences supported', at: 'supportedRecall' },
    ],
  },
  {
    name: 'SciFact, retrieval through the product’s index',
    needs: shared('scifact'),
    kind: 'retrieval',
    path: shared('scifact'),
    figures: [
      { what: 'nDCG@10', at: 'ndcg10', least: 0.679 },
      { what: 'MAP', at: 'map' },
      { what: 'P@30', at: 'p30' },
      { what: 'R@100', at: 'r100' },
      { what: 'queries a second of processor time', at: 'perSecond' },
    ],
  },
  {
    name: 'Sentences, 100 hard cases of our own',
    needs: null,
    kind: 'segments',
    path: fixture('segments/hard-cases.jsonl'),
    figures: [{ what: 'exact', at: 'exactShare', least: 0.97 }],
  },
  {
    name: 'Signals, documents that nothing was tuned on',
    needs: null,
    kind: 'signals',
    path: fixture('signals/measured.jsonl'),
    figures: SIGNALS,
  },
  {
    name: 'Signals, documents used while the cues were written',
    needs: null,
    kind: 'signals',
    path: fixture('signals/tuned.jsonl'),
    figures: SIGNALS,
  },
  {
    name: 'Import of 100 finished reports',
    needs: shared('deepresearch-bench'),
    kind: null,
    path: script('import-reports.ts'),
    figures: [
      { what: 'imported', at: 'imported', least: 100 },
      { what: 'markers `[n]`', at: 'markers' },
      { what: 'that lead to an entry of the list', at: 'resolved' },
      { what: 'reported as leading nowhere', at: 'reported' },
      { what: 'neither', at: 'lost', most: 0 },
      { what: 'seconds for all', at: 'seconds' },
    ],
  },
  {
    name: '200 extractive runs queued at once, two workers',
    needs: null,
    kind: null,
    path: script('runs.ts'),
    figures: [
      { what: 'drafts', at: 'drafts' },
      { what: 'made twice', at: 'madeTwice', most: 0 },
      { what: 'drafts a minute', at: 'draftsPerMinute' },
      { what: '95 % of steps within milliseconds', at: 'p95StepMs' },
      { what: 'most memory of a worker, MB', at: 'peakMemoryMb' },
    ],
  },
  {
    name: 'Intake of the articles of five laws',
    needs: fileURLToPath(new URL('../../../shared/data/law_texts_compliance_compass', import.meta.url)),
    kind: null,
    path: script('articles.ts'),
    figures: [
      { what: 'articles stored', at: 'added', least: 355 },
      { what: 'passages', at: 'passages' },
      {
        what: 'articles a second of processor time, read for signals and the database included',
        at: 'perSecond',
      },
      { what: 'seconds for all', at: 'seconds' },
      { what: 'stored by the same command again', at: 'addedAgain', most: 0 },
      { what: 'seconds for that', at: 'secondsAgain' },
    ],
  },
];

/** True when the data lies beside this checkout. */
export function isThere({ needs }: Measurement): boolean {
  return needs === null || existsSync(needs);
}

/** The member at a path; undefined when there is none. */
export function memberAt(result: BenchJson, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], result);
}
