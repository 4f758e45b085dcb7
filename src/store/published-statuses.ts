/** What a publication said of the status, with the evidence it was published on, and what was live before it. */
import { sql } from 'kysely';
import type { ConfidenceLevel, EvidenceState } from '#domain/confidence.ts';
import type { ReadTx } from './connect.ts';

/** See the module comment. `before` is null when nothing was live in the cell. */
export type PublishedStatus = {
  readonly status: string;
  readonly evidenceState: EvidenceState;
  readonly confidenceLevel: ConfidenceLevel;
  readonly confidenceFigure: number | null;
  readonly before: string | null;
};

/** Of these versions, those that were published, by `analysis/version`. */
export async function listPublishedStatuses(
  tx: ReadTx,
  versions: readonly { readonly analysis: number; readonly version: number }[],
): Promise<ReadonlyMap<string, PublishedStatus>> {
  if (versions.length === 0) return new Map();
  const { rows } = await sql<PublishedStatus & { place: string }>`
    select v.analysis || '/' || v.number as place, v.status, r.evidence_state as "evidenceState",
           r.confidence_level as "confidenceLevel", r.confidence_figure as "confidenceFigure",
           (select b.status from publication q join analysis_version b on b.id = q.version
             where b.jurisdiction = v.jurisdiction and b.topic = v.topic and q.approved_at < p.approved_at
             order by q.approved_at desc limit 1) as before
      from publication p
      join analysis_version v on v.id = p.version
      join verification r on r.id = p.verification
     where v.analysis || '/' || v.number = any (${versions.map((one) => `${one.analysis}/${one.version}`)}::text[])
       and v.analysis = any (${versions.map((one) => one.analysis)}::int[])`.execute(tx);
  return new Map(rows.map(({ place, ...status }) => [place, status]));
}
