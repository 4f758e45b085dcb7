/** Writes an analysis in Regatlas's own JSON, so that the same analysis always gives the same bytes. */
import { exportSchema, type RegatlasExport } from '#domain/analysis-export.ts';

/**
 * The file's text: two spaces of indent, members in the order of the schema whatever order they came in, LF at the
 * end. A value outside the schema is a defect of the caller and throws.
 */
export function formatExport(value: RegatlasExport): string {
  return `${JSON.stringify(exportSchema.parse(value), null, 2)}\n`;
}
