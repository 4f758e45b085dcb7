/** Approvals by people with accounts. Rows of `review`; whoever gave one can take it back, which is its outcome. */
import { sql } from 'kysely';
import type { GateApproval } from '#domain/gate.ts';
import { personOf, type Viewer } from '#domain/person.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** An Approval that stands, with the name of whoever gave it: of a person as it is now, else as the file had it. */
export type StandingApproval = GateApproval & { readonly name: string; readonly submittedAt: string };

/** Approvals of exactly this version, as a whole, that have not been withdrawn, oldest first. */
export async function listApprovals(tx: ReadTx, version: string): Promise<StandingApproval[]> {
  const { rows } = await sql<StandingApproval>`
    select r.id as review, r.person, r.person_role as role, coalesce(p.name, r.author) as name,
           r.submitted_at as "submittedAt"
      from review r
      join review_state s on s.review = r.id
      left join person p on p.id = r.person
     where r.version = ${version} and r.kind = 'Approval' and r.target is null and s.state <> 'withdrawn'
     order by r.submitted_at, r.id`.execute(tx);
  return rows;
}

/** Appends an Approval of this version by this person, with the role they have now. */
export async function appendApproval(
  tx: WriteTx,
  approval: {
    readonly id: string;
    readonly version: string;
    readonly by: Viewer;
    readonly actor: string;
    readonly text: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('review')
    .values({
      id: approval.id,
      version: approval.version,
      kind: 'Approval',
      origin: 'submitted',
      author: approval.actor,
      text: approval.text,
      submitted_at: approval.at,
      person: approval.by.id,
      person_role: approval.by.role,
    })
    .execute();
}

/** Takes an Approval back. The caller has seen it standing under the lock on the version. */
export async function withdrawApproval(
  tx: WriteTx,
  outcome: { readonly review: string; readonly reason: string; readonly actor: string; readonly at: string },
): Promise<void> {
  const { review, reason, actor, at } = outcome;
  await tx
    .insertInto('review_outcome')
    .values({ review, outcome: 'withdrawn', reason, person: personOf(actor) ?? null, actor, decided_at: at })
    .execute();
}
