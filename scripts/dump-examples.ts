/** Writes the worked examples of confidence into `docs/methodology.md`; a test fails while they are not what this writes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeExamples } from '#grounding/confidence-examples.ts';

const [BEGIN, END] = ['<!-- examples: begin -->', '<!-- examples: end -->'];
const file = fileURLToPath(new URL('../docs/methodology.md', import.meta.url));
const text = readFileSync(file, 'utf8');
const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
if (from < 0 || to < from) throw new Error(`${file} has no place for the examples`);
writeFileSync(file, `${text.slice(0, from + BEGIN.length)}\n\n${describeExamples()}\n\n${text.slice(to)}`);
