/** Findings of imports; those of a verification live in its report and are stored beside it for counting. */
import type { Finding, Place } from '#domain/finding.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import { insertRows } from './insert-rows.ts';

/** Appends findings to a version: with a verification they belong to it, with null they are the import's. */
export async function appendFindings(
  tx: WriteTx,
  version: string,
  verification: number | null,
  findings: readonly Finding[],
): Promise<void> {
  const rows = findings.map((finding) => ({
    version,
    verification,
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    place: finding.place === null ? null : JSON.stringify(finding.place),
    line: finding.line,
    excerpt: finding.excerpt,
  }));
  await insertRows(rows, (part) => tx.insertInto('finding').values(part).execute());
}

/** Findings of the import that made the version, in the order they were made. */
export async function listImportFindings(tx: ReadTx, version: string): Promise<Finding[]> {
  const rows = await tx
    .selectFrom('finding')
    .select(['code', 'severity', 'message', 'place', 'line', 'excerpt'])
    .where('version', '=', version)
    .where('verification', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, place: row.place as Place | null }));
}
