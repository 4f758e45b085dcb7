/**
 * A Vitest reporter that writes how many tests passed, failed and were skipped, as JSON, to the file named by
 * REGATLAS_TEST_COUNTS. A test file that cannot be loaded and an error outside of any test count as failed.
 */
import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** Tests by outcome. */
export type TestCounts = { passed: number; failed: number; skipped: number };

/** The reporter; without the variable it does nothing. */
export const countReporter: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env.REGATLAS_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(countTests(modules, unhandledErrors.length)));
  },
};

function countTests(modules: readonly TestModule[], unhandledErrors: number): TestCounts {
  const counts: TestCounts = { passed: 0, failed: unhandledErrors, skipped: 0 };
  for (const module of modules) {
    counts.failed += module.errors().length;
    for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // A test that never ran to its end, because the run was cut short, has not passed.
      counts[state === 'pending' ? 'failed' : state] += 1;
    }
  }
  return counts;
}
