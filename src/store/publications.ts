/** Decisions to publish, and what the gate to Live looks at. */
import { sql } from 'kysely';
import type { GateFacts } from '#domain/gate.ts';
import { listApprovals, type StandingApproval } from './approvals.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import { countStandingChallenges } from './reviews.ts';
import { authorOf } from './stages.ts';

/** {@link GateFacts} with the approvals as they are shown. */
export type LoadedGateFacts = Omit<GateFacts, 'approvals'> & {
  readonly approvals: readonly StandingApproval[];
};

/** What stands of a version at this moment; before a decision the caller holds its locks. */
export async function loadGateFacts(tx: ReadTx, version: string): Promise<LoadedGateFacts> {
  const { rows } = await sql<Omit<GateFacts, 'criticalChallenges' | 'approvals'>>`
    select s.stage, v.status, ${authorOf('v')} as author, r.id is not null as verified,
           coalesce(r.evidence_state, 'unknown') as "evidenceState",
           coalesce(r.critical_findings, 0) as "criticalFindings",
           (select max(l.number) from analysis_version l join version_state ls on ls.version = l.id
             where l.analysis = v.analysis and l.number > v.number
               and ls.stage in ('Live', 'Archived')) as "laterPublished"
      from analysis_version v
      join version_state s on s.version = v.id
      left join verification r on r.id = s.verification
     where v.id = ${version}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error(`version ${version} is gone although versions are never removed`);
  const { critical } = await countStandingChallenges(tx, version);
  return { ...row, criticalChallenges: critical, approvals: await listApprovals(tx, version) };
}

/** A decision: this content, as this verification found it, on the ground of this approval. */
export type NewPublication = {
  readonly version: string;
  readonly contentHash: string;
  readonly verification: number;
  readonly author: string;
  /** Id of the Approval, and the actor who gave it. */
  readonly approval: string;
  readonly approvedBy: string;
  readonly overrideReason: string | null;
  readonly at: string;
};

/** Keeps a decision; a version has one at most. */
export async function appendPublication(tx: WriteTx, publication: NewPublication): Promise<void> {
  await tx
    .insertInto('publication')
    .values({
      version: publication.version,
      content_hash: publication.contentHash,
      verification: publication.verification,
      author: publication.author,
      approved_by: publication.approvedBy,
      override_reason: publication.overrideReason,
      approved_at: publication.at,
      approval: publication.approval,
    })
    .execute();
}
