import { defineConfig } from 'vitest/config';
import { countReporter } from './scripts/count-reporter.ts';

/** Rooms without a database: their tests start no PostgreSQL, so that one file of them runs at once. */
const PURE = ['src/domain/**', 'src/grounding/**', 'src/fetch/**'];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    maxWorkers: 2,
    reporters: ['default', countReporter],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE.map((room) => `${room}/*.test.ts`) } },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts'],
          exclude: PURE,
          globalSetup: ['test/database/global-setup.ts'],
        },
      },
    ],
  },
});
