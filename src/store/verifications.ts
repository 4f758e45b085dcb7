/** Verification reports and the citations they found: append-only, the newest one counts. */
import { sql } from 'kysely';
import type { ConfidenceLevel, EvidenceState } from '#domain/confidence.ts';
import { readStoredReport } from '#domain/earlier-report.ts';
import type { Place } from '#domain/finding.ts';
import type { PassageMatch, VerificationReport } from '#domain/verification.ts';
import { LOCK_SPACE, LOCKS } from './advisory-locks.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import { checkedVersions, liveVersions, standingVersion } from './current-versions.ts';
import { appendFindings } from './findings.ts';
import { insertRows } from './insert-rows.ts';

/** A passage of a stored text that a page relies on, and for what. */
export type NewCitation = {
  readonly kind: 'quotation' | 'reference' | 'sentence' | 'found';
  readonly place: Place | null;
  /** The page's words, or the marker of the reference list. */
  readonly words: string;
  readonly verdict: string;
  readonly sourceTextId: number;
  readonly match: PassageMatch;
};

/** Appends a verification with its findings and citations and makes it the one that counts; returns its id. */
export async function appendVerification(
  tx: WriteTx,
  verification: {
    versionId: string;
    inputHash: string;
    report: VerificationReport;
    citations: readonly NewCitation[];
    at: string;
  },
): Promise<number> {
  const { report, versionId } = verification;
  const { id } = await tx
    .insertInto('verification')
    .values({
      version: versionId,
      engine: report.engine,
      input_hash: verification.inputHash,
      report: JSON.stringify(report),
      confidence_level: report.confidence.level,
      confidence_figure: report.confidence.figure,
      evidence_state: report.evidenceState,
      critical_findings: report.findings.filter((finding) => finding.severity === 'critical').length,
      verified_at: verification.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendFindings(tx, versionId, id, report.findings);
  await insertCitations(tx, versionId, id, verification.citations);
  await useVerification(tx, versionId, id);
  return id;
}

/**
 * Keeps sources from being added until the transaction ends: else a page and a source that arrive at once could miss
 * each other.
 */
export async function holdEvidence(tx: WriteTx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${LOCK_SPACE}::int, ${LOCKS.evidence}::int)`.execute(tx);
}

/** Keeps others from verifying the version until the transaction ends, so that the newest verification is the last. */
export async function lockVerification(tx: WriteTx, versionId: string): Promise<void> {
  await tx
    .selectFrom('version_state')
    .select('version')
    .where('version', '=', versionId)
    .forUpdate()
    .execute();
}

/** Makes a verification the one that counts for its version. */
export async function useVerification(tx: WriteTx, versionId: string, verification: number): Promise<void> {
  await tx.updateTable('version_state').set({ verification }).where('version', '=', versionId).execute();
}

function insertCitations(
  tx: WriteTx,
  version: string,
  verification: number,
  citations: readonly NewCitation[],
): Promise<void> {
  const rows = citations.map((citation, position) => ({
    verification,
    version,
    position,
    kind: citation.kind,
    place: citation.place === null ? null : JSON.stringify(citation.place),
    words: citation.words,
    verdict: citation.verdict,
    source_text: citation.sourceTextId,
    exact: citation.match.quote.exact,
    prefix: citation.match.quote.prefix,
    suffix: citation.match.quote.suffix,
    starts_at: citation.match.position.start,
    ends_at: citation.match.position.end,
    page: citation.match.page,
  }));
  return insertRows(rows, (part) => tx.insertInto('citation').values(part).execute());
}

/** Id of the verification of this version with these inputs, or undefined. */
export async function findVerificationByInput(
  tx: WriteTx,
  versionId: string,
  inputHash: string,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom('verification')
    .select('id')
    .where('version', '=', versionId)
    .where('input_hash', '=', inputHash)
    .executeTakeFirst();
  return row?.id;
}

/**
 * Ids of the versions that are kept checked whose current verification is by other rules than `engine`, or that have
 * none; by analysis and number.
 */
export async function listOutdatedVersions(tx: ReadTx, engine: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select v.id
      from analysis a
      left join ${liveVersions()} l on l.analysis = a.number
      join analysis_version v on v.id = any (${checkedVersions()})
      join version_state s on s.version = v.id
      left join verification r on r.id = s.verification
     where r.engine is distinct from ${engine}
     order by v.analysis, v.number`.execute(tx);
  return rows.map((row) => row.id);
}

/** A stored report with when it was made. */
export type StoredVerification = { readonly report: VerificationReport; readonly verifiedAt: string };

/** The verification with this id, or undefined. */
export async function findVerification(tx: ReadTx, id: number): Promise<StoredVerification | undefined> {
  const row = await tx
    .selectFrom('verification')
    .select(['report', 'verified_at as verifiedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  const report = row === undefined ? null : readStoredReport(row.report);
  return row === undefined || report === null ? undefined : { report, verifiedAt: row.verifiedAt };
}

/** A passage of one text that some page's current verification relies on. */
export type CitingPlace = {
  readonly analysis: number;
  readonly version: number;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly status: string;
  readonly confidenceLevel: ConfidenceLevel;
  readonly evidenceState: EvidenceState;
  readonly kind: 'quotation' | 'reference' | 'sentence' | 'found';
  readonly place: Place | null;
  readonly words: string;
  readonly verdict: string;
  readonly start: number;
  readonly end: number;
};

/** Who relies on which passage of a text, by position; only versions that stand for their analysis, and verifications that count. */
export async function listCitingPlaces(tx: ReadTx, sourceText: number): Promise<CitingPlace[]> {
  const rows = await tx
    .selectFrom('citation as c')
    .innerJoin('version_state as s', (join) =>
      join.onRef('s.version', '=', 'c.version').onRef('s.verification', '=', 'c.verification'),
    )
    .innerJoin('analysis_version as v', 'v.id', 'c.version')
    .innerJoin('verification as r', 'r.id', 'c.verification')
    .select([
      'v.analysis',
      'v.number as version',
      'v.jurisdiction',
      'v.topic',
      'v.status',
      'r.confidence_level as confidenceLevel',
      'r.evidence_state as evidenceState',
      'c.kind',
      'c.place',
      'c.words',
      'c.verdict',
      'c.starts_at as start',
      'c.ends_at as end',
    ])
    .where('c.source_text', '=', sourceText)
    .where('v.id', '=', standingVersion('v'))
    .orderBy('c.starts_at')
    .orderBy('v.analysis')
    .limit(1000)
    .execute();
  return rows.map((row) => ({ ...row, place: row.place as Place | null }));
}
