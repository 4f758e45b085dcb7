/**
 * Measures sentence splitting on the fixtures (or the JSON Lines files given) and prints one JSON line for each,
 * with `Intl.Segmenter` alone as comparison. `--detail` lists what was split wrongly.
 */
import { readFileSync } from 'node:fs';
import { splitSentences } from '#grounding/sentences.ts';
import { compareSegments } from '../../src/cli/bench/compare-segments.ts';

type Case = { readonly id: string; readonly text: string; readonly sentences: readonly string[] };
type Split = (text: string) => string[];

const own: Split = (text) => splitSentences(text).map(({ start, end }) => text.slice(start, end));
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const platform: Split = (text) =>
  [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter((sentence) => sentence !== '');

function measure(cases: readonly Case[], split: Split) {
  const compared = cases.map((each) => ({
    each,
    result: compareSegments(each.text, split(each.text), each.sentences),
  }));
  return {
    exact: compared.filter(({ result }) => result.exact).length,
    overSplits: compared.reduce((sum, { result }) => sum + result.extra.length, 0),
    underSplits: compared.reduce((sum, { result }) => sum + result.missing.length, 0),
    wrong: compared.filter(({ result }) => !result.exact),
  };
}

const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const fixtures = ['hard-cases', 'unseen-cases', 'unseen-cases-2', 'unseen-cases-3'].map(
  (name) => new URL(`../fixtures/segments/${name}.jsonl`, import.meta.url),
);
for (const file of given.length > 0 ? given : fixtures) {
  const cases = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Case);
  const { wrong, ...figures } = measure(cases, own);
  const { wrong: _, ...alone } = measure(cases, platform);
  const name = String(file).split('/').at(-1);
  console.log(JSON.stringify({ file: name, n: cases.length, ...figures, intlSegmenterAlone: alone }));
  if (!process.argv.includes('--detail')) continue;
  for (const { each, result } of wrong)
    console.log(
      `  ${each.id}: extra ${JSON.stringify(result.extra)}, missing ${JSON.stringify(result.missing)}`,
    );
}
