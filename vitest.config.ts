import { defineConfig } from 'vitest/config';
import { countReporter } from './scripts/count-reporter.ts';

/** Rooms without a database: their tests start no PostgreSQL, so that one file of them runs at once. */
const PURE = [
  'src/domain/**',
  'src/grounding/**',
  'src/compare/**',
  'src/fetch/**',
  'src/llm/**',
  'src/websearch/**',
];

/** Tests that run the built program: its commands in processes of their own, its pages in a browser. */
const PROGRAM = ['test/cli/**', 'test/e2e/**'];

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
          exclude: [...PURE, ...PROGRAM],
          globalSetup: ['test/database/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'program',
          include: PROGRAM.map((folder) => `${folder}/*.test.ts`),
          globalSetup: ['test/program/build-program.ts', 'test/database/global-setup.ts'],
        },
      },
    ],
  },
});
