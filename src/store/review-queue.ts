/**
 * The review queue: what waits for somebody, the gravest first and then the oldest. Only the rows of one page are joined
 * to their texts, so that ten thousand open ones cost a stretch of an index (measured: docs/benchmarks.md).
 */
import { type RawBuilder, sql } from 'kysely';
import type { ReviewKind, ReviewOrigin, ReviewState, ReviewTarget } from '#domain/review.ts';
import type { ReadTx } from './connect.ts';
import type { NamedPerson } from './review-records.ts';

/** A review in the queue. `text` is cut to 200 characters. */
export type QueueRow = {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly origin: ReviewOrigin;
  readonly state: ReviewState;
  /** 2 critical, 1 major, 0 minor. */
  readonly weight: number;
  readonly analysis: number;
  readonly version: number;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly name: string;
  readonly text: string;
  readonly target: ReviewTarget;
  readonly submittedAt: string;
  readonly assignee: NamedPerson | null;
};

/**
 * Which reviews; absent members do not filter. `by`: submitted by this person, and then Approvals are among them.
 * `assignee`: null for those that nobody has taken. `after`: id of the review behind which to begin.
 */
export type QueueFilter = {
  readonly state: ReviewState;
  readonly by?: string;
  readonly assignee?: string | null;
  readonly kind?: ReviewKind;
  readonly weight?: number;
  readonly isSystem?: boolean;
  readonly after?: string;
};

function conditions(filter: QueueFilter): RawBuilder<unknown> {
  const all = [sql`u.state = ${filter.state}`];
  if (filter.by === undefined) all.push(sql`u.kind <> 'Approval'`);
  else all.push(sql`u.person = ${filter.by}`);
  if (filter.assignee === null) all.push(sql`u.assignee is null`);
  else if (filter.assignee !== undefined) all.push(sql`u.assignee = ${filter.assignee}`);
  if (filter.kind !== undefined) all.push(sql`u.kind = ${filter.kind}`);
  if (filter.weight !== undefined) all.push(sql`u.weight = ${filter.weight}`);
  if (filter.isSystem !== undefined) {
    all.push(filter.isSystem ? sql`u.origin = 'system'` : sql`u.origin <> 'system'`);
  }
  return sql.join(all, sql` and `);
}

/** Written so that the index is entered at the review, not read up to it. */
function behindReview(after: string): RawBuilder<unknown> {
  const weight = sql`(select c.weight from review_state c where c.review = ${after})`;
  return sql`and u.weight <= ${weight} and (u.weight < ${weight} or (u.submitted_at, u.review) >
    (select c.submitted_at, c.review from review_state c where c.review = ${after}))`;
}

/** At most `limit` reviews, from worst and oldest. */
export async function listQueue(tx: ReadTx, filter: QueueFilter, limit: number): Promise<QueueRow[]> {
  const behind = filter.after === undefined ? sql`` : behindReview(filter.after);
  const { rows } = await sql<QueueRow>`
    with page as materialized (
      select u.* from review_state u where ${conditions(filter)} ${behind}
       order by u.weight desc, u.submitted_at, u.review limit ${limit})
    select u.review as id, u.kind, u.origin, u.state, u.weight, u.analysis, u.version_number as version,
           a.jurisdiction, a.topic, coalesce(p.name, r.author) as name, left(r.text, 200) as text,
           coalesce(r.target, '{"kind":"version"}'::json) as target, u.submitted_at as "submittedAt",
           case when h.id is null then null else json_build_object('id', h.id, 'name', h.name) end as assignee
      from page u
      join review r on r.id = u.review
      join analysis a on a.number = u.analysis
      left join person p on p.id = u.person
      left join person h on h.id = u.assignee
     order by u.weight desc, u.submitted_at, u.review`.execute(tx);
  return rows;
}

/** How many pass the filter, wherever one begins. */
export async function countQueue(tx: ReadTx, filter: QueueFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from review_state u where ${conditions(filter)}`.execute(tx);
  return rows[0]?.n ?? 0;
}
