/**
 * Writes `docs/verification-report.schema.json`, the published JSON Schema of the verification report, from the schema
 * the program validates with. A test fails while the file is not what this writes.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reportJsonSchema } from '#publish/report-json-schema.ts';

const file = fileURLToPath(new URL('../docs/verification-report.schema.json', import.meta.url));
writeFileSync(file, reportJsonSchema());
