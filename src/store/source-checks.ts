/** Later looks at the addresses of sources: append-only, the newest one counts. */
import { sql } from 'kysely';
import type { Drift, UrlState } from '#domain/source-check.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** One look. `newerSource` is the source that holds the changed document. Instants are ISO 8601, UTC. */
export type SourceCheck = {
  readonly source: number;
  readonly checkedAt: string;
  readonly requestedUrl: string;
  readonly state: UrlState;
  readonly reason: string;
  readonly finalUrl: string | null;
  readonly httpStatus: number | null;
  readonly drift: Drift | null;
  readonly newerSource: number | null;
};

/** Appends a look. */
export async function appendSourceCheck(tx: WriteTx, check: SourceCheck): Promise<void> {
  await tx
    .insertInto('source_check')
    .values({
      source: check.source,
      checked_at: check.checkedAt,
      requested_url: check.requestedUrl,
      state: check.state,
      reason: check.reason,
      final_url: check.finalUrl,
      http_status: check.httpStatus,
      drift: check.drift === null ? null : JSON.stringify(check.drift),
      newer_source: check.newerSource,
    })
    .execute();
}

const MOST_CHECKS = 20;

/** The newest looks at a source, newest first, twenty at most. */
export async function listSourceChecks(tx: ReadTx, source: number): Promise<SourceCheck[]> {
  const rows = await tx
    .selectFrom('source_check')
    .select([
      'source',
      'checked_at as checkedAt',
      'requested_url as requestedUrl',
      'state',
      'reason',
      'final_url as finalUrl',
      'http_status as httpStatus',
      'drift',
      'newer_source as newerSource',
    ])
    .where('source', '=', source)
    .orderBy('id', 'desc')
    .limit(MOST_CHECKS)
    .execute();
  return rows.map((row) => ({ ...row, drift: row.drift as Drift | null }));
}

/** Sources that have an address, those looked at longest ago (or never) first. */
export async function listSourcesToCheck(tx: ReadTx, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select s.id from source s
      left join lateral (select max(c.checked_at) as at from source_check c where c.source = s.id) last on true
     where s.url is not null
     order by last.at nulls first, s.id
     limit ${limit}`.execute(tx);
  return rows.map((row) => row.id);
}

/** Exact words of a stored text that pages quote, cite or state, by the verifications that count; in text order. */
export async function listReliedPassages(tx: ReadTx, sourceText: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('citation as c')
    .innerJoin('version_state as s', (join) =>
      join.onRef('s.version', '=', 'c.version').onRef('s.verification', '=', 'c.verification'),
    )
    .select('c.exact')
    .where('c.source_text', '=', sourceText)
    .where('c.kind', '<>', 'found')
    .orderBy('c.starts_at')
    .orderBy('c.version')
    .execute();
  return [...new Set(rows.map((row) => row.exact))];
}
