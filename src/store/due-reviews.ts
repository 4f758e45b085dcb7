/**
 * When published pages are to be looked at again: a topic's interval after they were published, or after an editor other
 * than the author last approved the Live version. Days are UTC.
 */
import { type RawBuilder, sql } from 'kysely';
import { LOCK_SPACE, LOCKS } from './advisory-locks.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** Instant from which the next review of publication `p` is reckoned. */
export function renewedAt(): RawBuilder<Date> {
  return sql<Date>`greatest(p.approved_at, (
    select max(r.submitted_at) from review r join review_state state on state.review = r.id
     where r.version = p.version and r.kind = 'Approval' and state.state <> 'withdrawn'
       and r.person_role in ('editor', 'admin') and p.author <> 'person:' || r.person))`;
}

/** Day on which the review of publication `p` on topic `t` is due. */
export function reviewDueOn(): RawBuilder<string> {
  return sql<string>`((${renewedAt()} at time zone 'UTC')::date + t.review_interval_days)`;
}

/** Keeps others from noting due reviews until the transaction ends. */
export async function lockDueReviews(tx: WriteTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_SPACE}::int, ${LOCKS.dueReviews}::int)`.execute(tx);
}

/** A Live version whose review was due. `dueOn` is `YYYY-MM-DD`. */
export type DueReview = {
  readonly analysis: number;
  readonly version: number;
  readonly contentHash: string;
  readonly dueOn: string;
};

/** Live versions whose review was due before this day and of which the trail does not say so yet, by analysis. */
export async function listUntoldDueReviews(tx: ReadTx, today: string): Promise<DueReview[]> {
  const { rows } = await sql<DueReview>`
    select due.analysis, due.version, due."contentHash", due."dueOn"
      from (select v.analysis, v.number as version, v.content_hash as "contentHash",
                   to_char(${reviewDueOn()}, 'YYYY-MM-DD') as "dueOn"
              from version_state s
              join analysis_version v on v.id = s.version
              join publication p on p.version = v.id
              join topic t on t.key = v.topic
             where s.stage = 'Live') due
      left join (select e.subject, e.detail ->> 'dueOn' as "dueOn" from audit_event e
                  where e.action = 'review.due') told
        on told.subject = 'analysis:' || due.analysis || '/' || due.version and told."dueOn" = due."dueOn"
     where due."dueOn" < ${today} and told.subject is null
     order by due.analysis`.execute(tx);
  return rows;
}
