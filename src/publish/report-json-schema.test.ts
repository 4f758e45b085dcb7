import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { reportJsonSchema } from './report-json-schema.ts';

it('is the published one (else run node scripts/dump-report-schema.ts)', () => {
  const file = fileURLToPath(new URL('../../docs/verification-report.schema.json', import.meta.url));
  expect(readFileSync(file, 'utf8')).toBe(reportJsonSchema());
});
