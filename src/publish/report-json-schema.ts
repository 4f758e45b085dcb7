/** The verification report's shape as JSON Schema, for those who read or make reports without us. */
import * as z from 'zod';
import { REPORT_SCHEMA, verificationReportSchema } from '#domain/verification.ts';

/** JSON Schema (2020-12) as text, two spaces of indent, LF at the end. */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(verificationReportSchema, { target: 'draft-2020-12' });
  return `${JSON.stringify({ $id: `urn:${REPORT_SCHEMA.replace('/', ':')}`, title: 'Verification report', ...schema }, null, 2)}\n`;
}
