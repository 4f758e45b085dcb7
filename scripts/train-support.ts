/**
 * Trains the combiner of the support check on the labelled data beside the checkout (`../shared/bench`, nothing else)
 * and writes its figures: word weights, the model of support, the model of contradiction. The same data gives the same
 * files, byte for byte. Prints what the models reach in sample and out of fold. `--measure` writes nothing.
 */
import { writeFileSync } from 'node:fs';
import type { AdditiveModel, Scorer } from '#grounding/evidence/additive-model.ts';
import { createScorer } from '#grounding/evidence/additive-model.ts';
import { FEATURES } from '#grounding/evidence/evidence-features.ts';
import { OPPOSITION_FEATURES } from '#grounding/evidence/opposition-features.ts';
import { listAttributionBench } from '../test/bench/support/attributionbench.ts';
import { listContractNli } from '../test/bench/support/contract-nli.ts';
import { listFactcheckGpt } from '../test/bench/support/factcheck-gpt.ts';
import { listScifact } from '../test/bench/support/scifact.ts';
import { listWice } from '../test/bench/support/wice.ts';
import { countWords } from './support-training/count-words.ts';
import { fitLinear } from './support-training/fit-linear.ts';
import { fitTrees, type TreeSettings } from './support-training/fit-trees.ts';
import { measureContradiction, measureSupport } from './support-training/measure.ts';
import { countSamples, FOLDS, foldOf, type Sample } from './support-training/samples.ts';

/** How much a data set weighs, whatever its size: those nearest to what the product does weigh most. */
const SET_WEIGHTS: Readonly<Record<string, number>> = {
  wice: 1500,
  attributionbench: 2000,
  'contract-nli': 1000,
  'factcheck-gpt': 1000,
  scifact: 700,
};
const SUPPORT_PENALTY = 30;
const SUPPORT_TREES: TreeSettings = { questions: 150, depth: 2, rate: 0.1, penalty: 10, least: 4 };
const CONTRADICTION_PENALTY = 20;
/** The two sets without such a label teach what no contradiction looks like. */
const CONTRADICTION_WEIGHTS: Readonly<Record<string, number>> = {
  'contract-nli': 2000,
  'factcheck-gpt': 2000,
  scifact: 2000,
  wice: 1000,
  attributionbench: 1000,
};

const supportColumns = FEATURES.flatMap((name, at) => (OPPOSITION_FEATURES.includes(name) ? [] : [at]));
const allColumns = FEATURES.map((_, at) => at);

const sets = {
  wice: listWice(),
  attributionbench: listAttributionBench(),
  'contract-nli': listContractNli(),
  'factcheck-gpt': listFactcheckGpt(),
  scifact: listScifact(['train', 'dev']),
};
if (process.argv.includes('--words')) {
  const texts = Object.values(sets).flatMap((records) => records.map(({ evidence }) => evidence.join('\n')));
  write('word-weights.json', countWords([...new Set(texts)]));
  console.log('Word weights are written. Run again without --words to train on them.');
} else train();

function train(): void {
  const samples = countSamples(sets);
  const byGroup = samples.map(({ set, record }) => foldOf(`${set} ${record.group}`));
  const byHypothesis = samples.map(({ set, record }, index) =>
    set === 'contract-nli' ? foldOf(record.id.split('/')[1] ?? '') : (byGroup[index] ?? 0),
  );
  const support = fitSupport(samples);
  const contradiction = fitContradiction(samples);
  const chances = (scorer: Scorer) => samples.map(({ values }) => scorer(values));
  const say = (title: string, a: number[], b: number[]) => {
    console.log(`\n${title}`);
    console.log(measureSupport(samples, a));
    console.log(measureContradiction(samples, b));
  };
  say('in sample', chances(createScorer(support, FEATURES)), chances(createScorer(contradiction, FEATURES)));
  for (const [title, folds] of [
    ['out of fold, by claim or document', byGroup],
    ['out of fold, contracts by hypothesis', byHypothesis],
  ] as const) {
    say(title, outOfFold(samples, folds, fitSupport), outOfFold(samples, folds, fitContradiction));
  }
  if (process.argv.includes('--measure')) return;
  write('support-model.json', support);
  write('contradiction-model.json', contradiction);
}

function outOfFold(
  samples: readonly Sample[],
  folds: readonly number[],
  learn: (learnt: readonly Sample[]) => AdditiveModel,
): number[] {
  const chances = new Array<number>(samples.length).fill(0);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const scorer = createScorer(learn(samples.filter((_, index) => folds[index] !== fold)), FEATURES);
    samples.forEach(({ values }, index) => {
      if (folds[index] === fold) chances[index] = scorer(values);
    });
  }
  return chances;
}

/** Each set has its weight, half of it for supported claims and half for the rest. */
function fitSupport(samples: readonly Sample[]): AdditiveModel {
  const truth = samples.map(({ record }) => Number(record.label === 'supported'));
  const keys = samples.map(({ set }, index) => `${set} ${truth[index]}`);
  const counts = Map.groupBy(keys, (key) => key);
  const weights = samples.map(
    ({ set }, index) => (SET_WEIGHTS[set] ?? 0) / 2 / (counts.get(keys[index] ?? '')?.length ?? 1),
  );
  const lesson = { rows: samples.map(({ values }) => values), truth, weights };
  const linear = fitLinear(lesson, supportColumns, SUPPORT_PENALTY);
  const questions = fitTrees(lesson, supportColumns, FEATURES, SUPPORT_TREES);
  // The mean of both in log-odds.
  return {
    intercept: rounded(linear.intercept / 2),
    linear: termsOf(linear, supportColumns, 0.5),
    questions: JSON.parse(JSON.stringify(questions, halved)) as AdditiveModel['questions'],
  };
}

function halved(key: string, value: unknown): unknown {
  return typeof value === 'number' && key !== 'below' ? rounded(value / 2) : value;
}

/** Linear, so that what it learns of one set's claims holds for others. Labels keep their natural shares. */
function fitContradiction(samples: readonly Sample[]): AdditiveModel {
  const counts = Map.groupBy(samples, ({ set }) => set);
  const lesson = {
    rows: samples.map(({ values }) => values),
    truth: samples.map(({ record }) => Number(record.label === 'contradicted')),
    weights: samples.map(({ set }) => (CONTRADICTION_WEIGHTS[set] ?? 0) / (counts.get(set)?.length ?? 1)),
  };
  const linear = fitLinear(lesson, allColumns, CONTRADICTION_PENALTY);
  return { intercept: rounded(linear.intercept), linear: termsOf(linear, allColumns, 1), questions: [] };
}

function termsOf({ terms }: ReturnType<typeof fitLinear>, columns: readonly number[], factor: number) {
  return Object.fromEntries(
    terms.map(({ mean, spread, weight }, at) => [
      FEATURES[columns[at] ?? 0] ?? '',
      { mean: rounded(mean), spread: rounded(spread), weight: rounded(weight * factor) },
    ]),
  );
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function write(name: string, value: unknown): void {
  const file = new URL(`../src/grounding/evidence/${name}`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
