/**
 * Reviews as they are read: each with the name its author has now, its outcome, and the version that mended what it
 * said. Names come from `person` at the moment of reading, so that taking a name out takes it out everywhere.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Review, ReviewDetail, ReviewOutcome, ReviewState } from '#domain/review.ts';
import type { ReadTx } from './connect.ts';
import { instantText } from './instant-text.ts';

/** How a review ended. `by`: a name; `vouched` false where only a file says so. */
export type RecordedOutcome = {
  readonly outcome: ReviewOutcome;
  readonly reason: string;
  readonly by: string;
  readonly vouched: boolean;
  readonly decidedAt: string;
};

/** Someone with an account, by the name they have now. */
export type NamedPerson = { readonly id: string; readonly name: string };

/** See the module comment. `version` is the number of the version it was written of. */
export type ReviewRecord = Review &
  ReviewDetail & {
    readonly analysis: number;
    readonly version: number;
    readonly name: string;
    readonly state: ReviewState;
    readonly assignee: NamedPerson | null;
    readonly outcome: RecordedOutcome | null;
    /** Number of the first version that names it as a cause; null while none does. */
    readonly causeOf: number | null;
    readonly commentsCount: number;
  };

/** Columns of {@link ReviewRecord} over {@link reviewTables}; instants as text, so that they can stand in JSON. */
export function reviewColumns(): RawBuilder<unknown> {
  return sql`r.id, r.version as "versionId", v.number as version, v.analysis, r.kind, r.origin, r.author,
    coalesce(p.name, r.author) as name, r.text, ${instantText(sql`r.submitted_at`)} as "submittedAt",
    r.person, r.person_role as role, r.severity, coalesce(r.target, '{"kind":"version"}'::json) as target,
    r.proposed_text as "proposedText", r.evidence, s.state,
    case when h.id is null then null else json_build_object('id', h.id, 'name', h.name) end as assignee,
    case when o.review is null then null
         else json_build_object('outcome', o.outcome, 'reason', o.reason, 'by', coalesce(d.name, o.actor),
                'vouched', o.person is not null, 'decidedAt', ${instantText(sql`o.decided_at`)}) end as outcome,
    (select min(m.number) from version_cause c join analysis_version m on m.id = c.version
      where c.review = r.id) as "causeOf",
    (select count(*)::integer from review_comment c where c.review = r.id) as "commentsCount"`;
}

/** Tables of {@link reviewColumns}: `r` is the review, `v` its version, `s` its state. */
export function reviewTables(): RawBuilder<unknown> {
  return sql`review r
    join analysis_version v on v.id = r.version
    join review_state s on s.review = r.id
    left join person p on p.id = r.person
    left join person h on h.id = s.assignee
    left join review_outcome o on o.review = r.id
    left join person d on d.id = o.person`;
}

/** Reviews of all versions of an analysis, oldest first. */
export async function listReviews(tx: ReadTx, analysis: number): Promise<ReviewRecord[]> {
  const { rows } = await sql<ReviewRecord>`
    select ${reviewColumns()} from ${reviewTables()}
     where v.analysis = ${analysis} order by r.submitted_at, r.id`.execute(tx);
  return rows;
}

/** The review with this id, or undefined. */
export async function findReview(tx: ReadTx, id: string): Promise<ReviewRecord | undefined> {
  const { rows } = await sql<ReviewRecord>`
    select ${reviewColumns()} from ${reviewTables()} where r.id = ${id}`.execute(tx);
  return rows[0];
}

/** A review that waits for an outcome, or was accepted and is not mended, as it stands on one version. */
export type UnsettledReview = Pick<
  ReviewRecord,
  'id' | 'kind' | 'origin' | 'name' | 'text' | 'state' | 'target'
> & {
  /** 2 critical, 1 major, 0 minor. */
  readonly weight: number;
  /** True for a Challenge that counts against the version. */
  readonly stands: boolean;
  /** How many there are, of which a list may hold only the first. */
  readonly total: number;
};

/**
 * A query for the {@link UnsettledReview}s on the version of alias `v`, the gravest first, at most `limit`; texts are cut
 * to 240 characters. Approvals are none: nobody has to do anything about them.
 */
export function unsettledOn(limit: number): RawBuilder<unknown> {
  return sql`select u.review as id, u.kind, u.origin, coalesce(p.name, r.author) as name, left(r.text, 240) as text,
      u.state, u.weight, is_standing(u, v) as stands, count(*) over ()::integer as total,
      coalesce(case when u.version = v.id then r.target else a.target end, '{"kind":"version"}'::json) as target
    from review_state u
    join review r on r.id = u.review
    left join person p on p.id = r.person
    left join review_anchor a on a.review = u.review and a.version = v.id
   where u.analysis = v.analysis and u.kind <> 'Approval' and u.state in ('open', 'accepted')
     and (u.version = v.id or (u.origin <> 'system' and u.version_number < v.number and coalesce(a.state, 'anchored') = 'anchored'))
     and not (u.state = 'accepted' and exists (
           select from version_cause c join analysis_version m on m.id = c.version
            where c.review = u.review and m.number <= v.number))
   order by u.weight desc, u.submitted_at, u.review limit ${limit}`;
}
