/**
 * What stands around the immutable content of an analysis page, in one round trip: a page is the product's most
 * read answer, and eight small queries cost its server more than rendering it.
 */
import { sql } from 'kysely';
import type { VersionOrigin } from '#domain/analysis.ts';
import type { Finding } from '#domain/finding.ts';
import type { Review } from '#domain/review.ts';
import type { Stage } from '#domain/workflow.ts';
import type { ReadTx } from './connect.ts';
import { instantText } from './instant-text.ts';

/** A decision to publish: who approved exactly this content, and why the gate was overridden if it was. */
export type Publication = {
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly overrideReason: string | null;
};

/** A version's frame. `sourceIds` names the source page of each snapshot that the verification was held against. */
export type AnalysisPageRow = {
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
  readonly reviews: readonly (Review & { readonly version: number })[];
  readonly reviewsCount: number;
  /** True when any signal was held against the version. */
  readonly hasSignals: boolean;
  readonly publication: Publication | null;
};

/** Reviews that a page shows; more would let anyone make it as long as they like. */
export const NEWEST_REVIEWS = 50;

/** The newest version, or the one with this number; undefined when there is none. */
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
           (select coalesce(json_agg(json_build_object('id', w.id, 'versionId', w.version, 'version', n.number,
                     'kind', w.kind, 'origin', w.origin, 'author', w.author, 'text', w.text, 'submittedAt', ${instantText(sql`w.submitted_at`)})
                     order by w.submitted_at, w.id), '[]')
              from (select w.* from review w join analysis_version n on n.id = w.version
                     where n.analysis = v.analysis order by w.submitted_at desc, w.id desc limit ${NEWEST_REVIEWS}) w
              join analysis_version n on n.id = w.version) as reviews,
           (select count(*)::integer from review w join analysis_version n on n.id = w.version
             where n.analysis = v.analysis) as "reviewsCount",
           exists (select from signal_relation g where g.version = v.id) as "hasSignals",
           (select json_build_object('approvedBy', p.approved_by, 'approvedAt', ${instantText(sql`p.approved_at`)},
                     'overrideReason', p.override_reason)
              from publication p where p.version = v.id) as publication
      from analysis_version v
      join version_state s on s.version = v.id
      left join verification r on r.id = s.verification
     where v.analysis = ${analysis} and (${version ?? null}::integer is null or v.number = ${version ?? null})
     order by v.number desc
     limit 1`.execute(tx);
  return rows[0];
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
