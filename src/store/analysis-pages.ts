/**
 * What stands around the immutable content of an analysis page, in one round trip: a page is the product's most
 * read answer, and eight small queries cost its server more than rendering it.
 */
import { sql } from 'kysely';
import type { VersionOrigin } from '#domain/analysis.ts';
import type { Finding } from '#domain/finding.ts';
import type { Stage } from '#domain/workflow.ts';
import type { ReadTx } from './connect.ts';
import { isCurrent, standingVersion } from './current-versions.ts';
import { renewedAt } from './due-reviews.ts';
import { instantText } from './instant-text.ts';
import { personName } from './person-names.ts';
import {
  type ReviewRecord,
  reviewColumns,
  reviewTables,
  type UnsettledReview,
  unsettledOn,
} from './review-records.ts';
import { authorOf } from './stages.ts';

/** A decision to publish: who approved exactly this content, who published it when, and why the gate was overridden. */
export type Publication = {
  readonly approvedBy: string;
  readonly publishedBy: string;
  readonly approvedAt: string;
  readonly overrideReason: string | null;
  /** When an editor other than the author last approved the version; later than `approvedAt` after a renewal. */
  readonly renewedAt: string;
};

/** A version by its numbers. */
export type VersionName = { readonly analysis: number; readonly version: number };

/** Where a version stands among the others of its cell. People are named as they are called now. */
export type VersionStanding = {
  /** Null where no person made it: a file, a program, the command line. */
  readonly author: string | null;
  /** True of the version that stands for its cell. */
  readonly isCurrent: boolean;
  /** The newest version of the analysis when it is a later one that is being worked on. */
  readonly newer: { readonly version: number; readonly stage: Stage } | null;
  /** The Live version of the cell when that is another one. */
  readonly live: VersionName | null;
  /** Of an Archived version: which one took its place, and when. */
  readonly supersededBy: (VersionName & { readonly at: string }) | null;
  /** Of a Withdrawn version. */
  readonly withdrawn: { readonly by: string; readonly at: string; readonly reason: string } | null;
};

/** A version's frame. `sourceIds` names the source page of each snapshot that the verification was held against. */
export type AnalysisPageRow = VersionStanding & {
  readonly versionId: string;
  readonly number: number;
  readonly contentHash: string;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly origin: VersionOrigin;
  readonly recordedAt: string;
  readonly stage: Stage;
  readonly verification: number | null;
  readonly verifiedAt: string | null;
  /** Votes on sentences of that verification. */
  readonly votesCount: number;
  readonly versionsCount: number;
  /** Other analyses of the same cell. */
  readonly siblings: readonly number[];
  readonly importFindings: readonly Finding[];
  /** The newest {@link NEWEST_REVIEWS} of all versions, oldest first. */
  readonly reviews: readonly PageReview[];
  readonly reviewsCount: number;
  /** The gravest {@link MOST_UNSETTLED} reviews that wait for an outcome, or to be mended, as they stand on this version. */
  readonly unsettled: readonly UnsettledReview[];
  /** Names of those whose Refinement is a cause of this version. */
  readonly wordsBy: readonly string[];
  /** True when any signal was held against the version. */
  readonly hasSignals: boolean;
  readonly publication: Publication | null;
};

/** Reviews that a page shows; more would let anyone make it as long as they like. */
export const NEWEST_REVIEWS = 50;

/** Unsettled reviews that a page shows and marks; the queue has all of them. */
export const MOST_UNSETTLED = 100;

/** A review on the page of a version. `anchor`: where it stands on that version when it was written of an earlier one. */
export type PageReview = ReviewRecord & {
  readonly anchor: 'anchored' | 'outdated' | null;
  /** The newest answer of the editors, cut to 400 characters; null while there is none. */
  readonly answer: { readonly by: string; readonly text: string } | null;
};

/** The newest reviews of the analysis of `v`, as {@link PageReview}s on that version. */
function newestReviews() {
  // Inside, `v` is the version of each review.
  return sql`select ${reviewColumns()},
      (select a.state from review_anchor a where a.review = r.id and a.version = shown.id) as anchor,
      (select json_build_object('by', coalesce(q.name, c.author), 'text', left(c.text, 400))
         from review_comment c left join person q on q.id = c.person
        where c.review = r.id and c.kind = 'answer' order by c.written_at desc limit 1) as answer
    from (select v.id, v.analysis) shown, ${reviewTables()}
   where r.id in (select w.id from review w join analysis_version n on n.id = w.version
                   where n.analysis = shown.analysis order by w.submitted_at desc, w.id desc limit ${NEWEST_REVIEWS})`;
}

/** The version that stands for the analysis, or the one with this number; undefined when there is none. */
export async function findAnalysisPage(
  tx: ReadTx,
  analysis: number,
  version: number | undefined,
): Promise<AnalysisPageRow | undefined> {
  const { rows } = await sql<AnalysisPageRow>`
    select v.id as "versionId", v.number, v.content_hash as "contentHash", v.jurisdiction, v.topic, v.origin,
           v.recorded_at as "recordedAt", s.stage, s.verification, r.verified_at as "verifiedAt",
           (select count(*)::integer from sentence_vote o where o.verification = s.verification) as "votesCount",
           (select max(n.number) from analysis_version n where n.analysis = v.analysis) as "versionsCount",
           array(select a.number from analysis a where a.jurisdiction = v.jurisdiction and a.topic = v.topic
                   and a.number <> v.analysis order by a.number) as siblings,
           (select coalesce(json_agg(json_build_object('code', f.code, 'severity', f.severity, 'message', f.message,
                     'place', f.place, 'line', f.line, 'excerpt', f.excerpt) order by f.id), '[]')
              from finding f where f.version = v.id and f.verification is null) as "importFindings",
           (select coalesce(json_agg(to_json(w) order by w."submittedAt", w.id), '[]') from (${newestReviews()}) w) as reviews,
           (select coalesce(json_agg(to_json(w)), '[]') from (${unsettledOn(MOST_UNSETTLED)}) w) as unsettled,
           (select coalesce(json_agg(distinct coalesce(q.name, w.author)), '[]')
              from version_cause c join review w on w.id = c.review left join person q on q.id = w.person
             where c.version = v.id and w.kind = 'Refinement') as "wordsBy",
           (select count(*)::integer from review w join analysis_version n on n.id = w.version
             where n.analysis = v.analysis) as "reviewsCount",
           exists (select from signal_relation g where g.version = v.id) as "hasSignals",
           ${standingColumns()}
      from analysis_version v
      join version_state s on s.version = v.id
      left join verification r on r.id = s.verification
     where v.analysis = ${analysis}
       and ${version === undefined ? sql`v.id = ${standingVersion('v')}` : sql`v.number = ${version}`}`.execute(
    tx,
  );
  return rows[0];
}

/** {@link VersionStanding} and the publication, of `v` in stage `s`. */
function standingColumns() {
  return sql`
    (select q.name from person q where q.id = substring(${authorOf('v')} from '^person:([0-9a-f-]{36})$')::uuid) as author,
    (select ${isCurrent()} from version_state state where state.version = v.id) as "isCurrent",
    (select json_build_object('version', n.number, 'stage', ns.stage)
       from analysis_version n join version_state ns on ns.version = n.id
      where n.analysis = v.analysis and n.number > v.number and ns.stage in ('Draft', 'In review')
      order by n.number desc limit 1) as newer,
    (select json_build_object('analysis', o.analysis, 'version', o.number)
       from version_state os join analysis_version o on o.id = os.version
      where os.jurisdiction = v.jurisdiction and os.topic = v.topic and os.stage = 'Live' and o.id <> v.id) as live,
    case when s.stage = 'Archived' then
      (select json_build_object('analysis', o.analysis, 'version', o.number, 'at', ${instantText(sql`up.moved_at`)})
         from stage_move down
         join analysis a on a.jurisdiction = v.jurisdiction and a.topic = v.topic
         join analysis_version o on o.analysis = a.number
         join stage_move up on up.version = o.id and up.to_stage = 'Live' and up.id > down.id
        where down.version = v.id and down.to_stage = 'Archived'
        order by up.id limit 1) end as "supersededBy",
    case when s.stage = 'Withdrawn' then
      (select json_build_object('by', ${personName(sql`m.actor`)}, 'at', ${instantText(sql`m.moved_at`)}, 'reason', m.reason)
         from stage_move m where m.version = v.id and m.to_stage = 'Withdrawn') end as withdrawn,
    (select json_build_object('approvedBy', ${personName(sql`p.approved_by`)},
              'publishedBy', (select ${personName(sql`m.actor`)} from stage_move m
                               where m.version = v.id and m.to_stage = 'Live'),
              'approvedAt', ${instantText(sql`p.approved_at`)}, 'overrideReason', p.override_reason,
              'renewedAt', ${instantText(renewedAt())})
       from publication p where p.version = v.id) as publication`;
}

/** The immutable body of a page: what the version says, and what its verification found. */
export type AnalysisBodyRow = { readonly content: unknown; readonly report: unknown };

/** Content of the version and report of the verification (null before the first one). */
export async function getAnalysisBody(
  tx: ReadTx,
  versionId: string,
  verification: number | null,
): Promise<AnalysisBodyRow> {
  const { rows } = await sql<AnalysisBodyRow>`
    select v.content, (select r.report from verification r where r.id = ${verification}) as report
      from analysis_version v where v.id = ${versionId}`.execute(tx);
  const row = rows[0];
  if (row === undefined) throw new Error(`version ${versionId} is gone although versions are never removed`);
  return row;
}
