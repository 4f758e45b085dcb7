/**
 * `npm run bench`: runs every measurement of `test/bench/figures.ts` and writes one table to docs/benchmarks.md with
 * machine, date and commit. Arguments choose measurements by a part of their name. What must be measured on a quiet
 * machine by hand (pages, imports at scale) has scripts of its own in `test/bench`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type BenchJson,
  type Figure,
  isThere,
  MEASUREMENTS,
  type Measurement,
  memberAt,
} from '../test/bench/figures.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENT = join(ROOT, 'docs', 'benchmarks.md');
const [BEGIN, END] = ['<!-- npm run bench: begin -->', '<!-- npm run bench: end -->'];

const wanted = process.argv.slice(2).map((word) => word.toLowerCase());
const chosen = MEASUREMENTS.filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word)),
);
const folder = mkdtempSync(join(tmpdir(), 'regatlas-bench-'));
try {
  const rows = chosen.flatMap(measure);
  const table = ['| What | Measured | Bar |', '|---|---|---|', ...rows].join('\n');
  console.log(`\n${table}`);
  if (wanted.length === 0) writeTable(table);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Rows of the table for one measurement; what is absent is said, never left out. */
function measure(measurement: Measurement): string[] {
  console.error(`${measurement.name} …`);
  if (!isThere(measurement)) return [`| ${measurement.name} | skipped: the data is not here | |`];
  const result = run(measurement);
  return measurement.figures.map((figure) => figureRow(measurement, figure, result));
}

function run({ make, kind, path }: Measurement): BenchJson {
  const data = make === undefined ? path : makeData(make);
  if (data === undefined) throw new Error('a measurement needs data');
  const output = join(folder, 'result.json');
  // A file and not a pipe: the items of a large set are more than a pipe's buffer can be set to.
  const args =
    kind === null ? [data] : [join(ROOT, 'dist', 'server', 'cli.js'), 'bench', kind, data, '--json'];
  execFileSync(process.execPath, args, { stdio: ['ignore', openSync(output, 'w'), 'inherit'] });
  return JSON.parse(readFileSync(output, 'utf8')) as BenchJson;
}

function makeData(make: readonly string[]): string {
  const [name = '', ...rest] = make;
  const file = join(folder, 'records.jsonl');
  const writesItself = rest.includes('FILE');
  const args = [join(ROOT, 'test', 'bench', name), ...rest.map((arg) => (arg === 'FILE' ? file : arg))];
  const target = writesItself ? 'inherit' : openSync(file, 'w');
  execFileSync(process.execPath, args, { stdio: ['ignore', target, 'inherit'] });
  return file;
}

function figureRow({ name, kind }: Measurement, figure: Figure, result: BenchJson): string {
  const value = memberAt(result, figure.at);
  const count = typeof result.n === 'number' ? ` (${result.n})` : '';
  const what = `${name}${kind === null ? '' : count}: ${figure.what}`;
  return `| ${what} | ${typeof value === 'number' ? value : 'none'} | ${describeBar(figure, value)} |`;
}

function describeBar({ least, most }: Figure, value: unknown): string {
  if (least === undefined && most === undefined) return '';
  const isMet =
    typeof value === 'number' &&
    value >= (least ?? Number.NEGATIVE_INFINITY) &&
    value <= (most ?? Number.POSITIVE_INFINITY);
  const bar = least === undefined ? `≤ ${most}` : `≥ ${least}`;
  return isMet ? `${bar}: met` : `${bar}: **not met**`;
}

function writeTable(table: string): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/benchmarks.md has no “${BEGIN}”`);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: ROOT,
    encoding: 'utf8',
  }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const head = `Machine: ${machine}. Date: ${new Date().toISOString().slice(0, 10)}. Commit: \`${commit}\`. Command: \`npm run bench\`.`;
  writeFileSync(DOCUMENT, `${before}${BEGIN}\n\n${head}\n\n${table}\n\n${END}${after}`);
}
