/** Runs every benchmark of `test/bench` in turn; figures go to docs/benchmarks.md by hand, with machine and commit. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BENCHMARKS = ['serve-page.ts', 'import-pages.ts', 'quotations.ts', 'segments.ts', 'check-worthiness.ts'];

for (const name of BENCHMARKS) {
  console.log(`\n${name}`);
  const file = fileURLToPath(new URL(`../test/bench/${name}`, import.meta.url));
  const { status } = spawnSync(process.execPath, [file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
