/**
 * The whole of `npm test`: sees to a browser, a PostgreSQL server and Transformers.js, then lint, types, build and every
 * test. Lint, types and build count as one test each. The last line is the sum, for people and for CI; arguments go to
 * Vitest.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestCounts } from './count-reporter.ts';
import { ensureChromium } from './ensure-chromium.ts';
import { ensurePostgres } from './ensure-postgres.ts';
import { ensureTransformers } from './ensure-transformers.ts';
import { runCommand } from './run-command.ts';

const CHECKS: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ['lint', 'biome', ['ci', '.']],
  ['types', 'tsc', ['--noEmit']],
  ['build', 'node', ['scripts/build.ts']],
];

const chromium = await ensureChromium();
if (chromium === undefined) {
  console.error(
    'There is no Chromium, so the browser tests will fail: install one, or set CHROMIUM_PATH to it.',
  );
}
if (!(await ensurePostgres())) {
  console.error(
    'There is no PostgreSQL server, so its suite is skipped: set REGATLAS_TEST_DATABASE_URL to one.',
  );
}
if (!(await ensureTransformers())) {
  console.error('Transformers.js could not be installed, so the tests on the entailment voter are skipped.');
}

const total: TestCounts = { passed: 0, failed: 0, skipped: 0 };
for (const [name, command, args] of CHECKS) {
  const passed = (await runCommand(command, args)) === 0;
  console.log(`${passed ? '✓' : '×'} ${name}`);
  total[passed ? 'passed' : 'failed'] += 1;
}
const tests = await runTests(chromium);
total.passed += tests.passed;
total.failed += tests.failed;
total.skipped += tests.skipped;

const skipped = total.skipped === 0 ? '' : `, ${total.skipped} skipped`;
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runTests(browser: string | undefined): Promise<TestCounts> {
  const dir = mkdtempSync(join(tmpdir(), 'regatlas-counts-'));
  const file = join(dir, 'counts.json');
  const env = browser === undefined ? {} : { CHROMIUM_PATH: browser };
  const code = await runCommand('vitest', ['run', ...process.argv.slice(2)], {
    ...env,
    REGATLAS_TEST_COUNTS: file,
  });
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8')) as TestCounts;
    // Vitest has reasons to fail beyond its tests, such as finding none.
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
