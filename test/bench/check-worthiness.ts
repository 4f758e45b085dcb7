/**
 * Measures which sentences are taken to need evidence, on the check-worthiness labels of FactCheck-GPT (or on a JSON
 * Lines file of {sentence, checkworthy} given as argument). Prints one JSON line; `--detail` lists the differences.
 */
import { existsSync, readFileSync } from 'node:fs';
import { sentenceKind } from '#grounding/sentence-kinds.ts';

const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const file =
  given ??
  new URL('../../../shared/bench/factcheck-gpt/subtask1_sentence_checkworthiness.jsonl', import.meta.url);
if (!existsSync(file)) {
  console.log(JSON.stringify({ skipped: 'the labelled data is not there' }));
  process.exit(0);
}
const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as { sentence: string; checkworthy: string })
  .map(({ sentence, checkworthy }) => ({
    sentence,
    label: checkworthy,
    kind: sentenceKind(sentence, 'prose', 'paragraph'),
  }));
const needed = rows.filter(({ label }) => label === 'yes');
const found = rows.filter(({ kind }) => kind === 'claim');
const right = found.filter(({ label }) => label === 'yes').length;
const rounded = (share: number) => Math.round(share * 10_000) / 10_000;
const f1 = (hits: number, taken: number, wanted: number) => rounded((2 * hits) / (taken + wanted));
console.log(
  JSON.stringify({
    n: rows.length,
    precision: rounded(right / found.length),
    recall: rounded(right / needed.length),
    f1: f1(right, found.length, needed.length),
    everythingIsAClaim: {
      precision: rounded(needed.length / rows.length),
      recall: 1,
      f1: f1(needed.length, rows.length, needed.length),
    },
  }),
);
if (process.argv.includes('--detail'))
  for (const { sentence, label, kind } of rows)
    if ((label === 'yes') !== (kind === 'claim')) console.log(`  ${label} taken as ${kind}: ${sentence}`);
