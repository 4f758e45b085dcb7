/**
 * How long two versions of a long page take to compare. The page is made of invented sentences, changed in four ways;
 * printed are the median and the highest of the rounds, and the median of processor time.
 *
 *   node test/bench/compare-versions.ts [--sentences 3000] [--rounds 15] [--json]
 */
import { parseArgs } from 'node:util';
import { compareVersions } from '#compare/compare-versions.ts';
import { type AnalysisContent, CONTENT_SCHEMA, SECTION_KEYS } from '#domain/analysis.ts';

const { values: flags } = parseArgs({
  options: {
    sentences: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '15' },
    json: { type: 'boolean', default: false },
  },
});
const COUNT = Number(flags.sentences);
const ROUNDS = Number(flags.rounds);

/** Numbers from 0 to 1 that are the same in every run. */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const WHO =
  'The central bank;The securities commission;The ministry of finance;Every exchange;A custodian;The tax office;The issuer of a token;The registrar';
const DOES =
  'publishes;supervises;must keep;may refuse;reports;collects;has to notify;reviews;audits;registers;suspends;lists';
const WHAT =
  'records of customers;transfers above the threshold;applications for a licence;reserves held in trust;advertisements to the public;annual accounts;complaints of holders;transactions with foreign platforms;rules of conduct;capital of the operator;white papers;wallet addresses';
const HOW =
  'within thirty days;under article 12 of the act;as the guidance of 2023 sets out;unless the court orders otherwise;at the end of each quarter;before trading begins;without giving reasons;in the official gazette;for at least five years;on the request of an inspector';
const TAIL =
  'and informs the other authorities;which the parliament confirmed;where retail customers are concerned;so far as the decree provides;although practice differs;and nothing else applies;as the minister said in spring;for persons resident abroad';

function makeSentence(chance: () => number): string {
  const pick = (list: string) => {
    const words = list.split(';');
    return words[Math.floor(chance() * words.length)] ?? '';
  };
  const number = Math.floor(chance() * 900) + 100;
  return `${pick(WHO)} ${pick(DOES)} ${pick(WHAT)} ${pick(HOW)} ${pick(TAIL)} in case ${number}.`;
}

function reword(sentence: string, chance: () => number): string {
  const words = sentence.slice(0, -1).split(' ');
  const at = 2 + Math.floor(chance() * (words.length - 4));
  words.splice(at, 2, 'newly', 'amended', 'provisions');
  return `${words.join(' ')}.`;
}

function shuffle<T>(list: readonly T[], chance: () => number): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
  }
  return copy;
}

function makeContent(sentences: readonly string[]): AnalysisContent {
  const size = Math.ceil(sentences.length / SECTION_KEYS.length);
  const paragraphs = (list: readonly string[]) =>
    Array.from({ length: Math.ceil(list.length / 6) }, (_, at) => list.slice(at * 6, at * 6 + 6).join(' '));
  return {
    schema: CONTENT_SCHEMA,
    ...{ jurisdiction: 'ZZ', topic: 'Token_Trading', language: 'en', textFormat: 'plain', status: 'Banned' },
    ...{ unknownReason: null, ground: 'practice', statusSince: null, laws: [], outline: null, report: null },
    sections: SECTION_KEYS.map((key, at) => ({
      key,
      text: paragraphs(sentences.slice(at * size, at * size + size)).join('\n\n'),
    })),
    ...{ sources: [], grounding: [], reviews: [] },
    declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const chance = createChance(7);
const sentences = Array.from({ length: COUNT }, () => makeSentence(chance));
const KINDS: readonly (readonly [string, readonly string[]])[] = [
  ['all the same', sentences],
  ['10 % reworded', sentences.map((one, at) => (at % 10 === 3 ? reword(one, chance) : one))],
  ['all reworded', sentences.map((one) => reword(one, chance))],
  ['shuffled', shuffle(sentences, chance)],
  ['shuffled and reworded', shuffle(sentences, chance).map((one) => reword(one, chance))],
  [
    'nothing in common',
    sentences.map((_, at) => `Zeile ${at} lautet nun ganz anders als zuvor, Nummer ${at * 7}.`),
  ],
  ['one sentence again and again', sentences.map(() => sentences[0] ?? '')],
];

const results = KINDS.map(([kind, changed]) => {
  const before = { content: makeContent(sentences), report: null };
  const after = { content: makeContent(changed), report: null };
  compareVersions(before, after);
  const [wall, processor]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    const used = process.cpuUsage();
    compareVersions(before, after);
    const { user, system } = process.cpuUsage(used);
    wall.push(performance.now() - from);
    processor.push((user + system) / 1000);
  }
  return { kind, medianMs: median(wall), highestMs: Math.max(...wall), processorMs: median(processor) };
});

if (flags.json) console.log(JSON.stringify({ sentences: COUNT, rounds: ROUNDS, results }));
else
  for (const { kind, medianMs, highestMs, processorMs } of results)
    console.log(
      `${kind.padEnd(30)} median ${medianMs.toFixed(0)} ms, highest ${highestMs.toFixed(0)} ms, processor ${processorMs.toFixed(0)} ms`,
    );
