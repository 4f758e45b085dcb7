/** What the front page counts. */
import { sql } from 'kysely';
import type { Severity } from '#domain/finding.ts';
import type { ReadTx } from './connect.ts';
import { liveVersions, standingOrLive } from './current-versions.ts';

/** Counts over everything stored. */
export type Overview = {
  readonly analyses: number;
  readonly versions: number;
  readonly sources: number;
  readonly jurisdictions: number;
  readonly topics: number;
};

/** See {@link Overview}; jurisdictions and topics are those with at least one analysis. */
export async function readOverview(tx: ReadTx): Promise<Overview> {
  const { rows } = await sql<Overview>`
    select (select count(*)::int from analysis) as analyses,
           (select count(*)::int from analysis_version) as versions,
           (select count(*)::int from source) as sources,
           (select count(distinct jurisdiction)::int from analysis) as jurisdictions,
           (select count(distinct topic)::int from analysis) as topics`.execute(tx);
  const row = rows[0];
  if (row === undefined) throw new Error('a query of counts gave no row');
  return row;
}

/** A finding that is open on the version that stands for an analysis. */
export type OpenFinding = {
  readonly analysis: number;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
};

/** Critical and major findings of the versions that stand for their analyses, gravest first. */
export async function listOpenFindings(tx: ReadTx, limit: number): Promise<OpenFinding[]> {
  const { rows } = await sql<OpenFinding>`
    select a.number as analysis, a.jurisdiction, a.topic, f.code, f.severity, f.message
      from analysis a
      left join ${liveVersions()} l on l.analysis = a.number
      join analysis_version v on v.id = ${standingOrLive()}
      join version_state s on s.version = v.id
      join finding f on f.version = v.id and (f.verification is null or f.verification = s.verification)
     where f.severity in ('critical', 'major')
     order by f.severity, a.number desc, f.id
     limit ${limit}`.execute(tx);
  return rows;
}
