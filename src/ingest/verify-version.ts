/**
 * Verifies a stored version against the stored sources that could bear on it, and keeps the report. The report is a
 * function of its inputs; when they are the same as before, nothing is written.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { contentHash } from '#domain/canonical-json.ts';
import { findCountingApproval } from '#domain/gate.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import type { PassageMatch, VerificationReport } from '#domain/verification.ts';
import { ENGINE, type VerifyInput, verifyContent } from '#grounding/verify-content.ts';
import { listApprovals } from '#store/approvals.ts';
import type { StoredSourceText } from '#store/candidate-sources.ts';
import type { WriteTx } from '#store/connect.ts';
import { countStandingChallenges } from '#store/reviews.ts';
import { getAuthor } from '#store/stages.ts';
import {
  appendVerification,
  findVerification,
  findVerificationByInput,
  holdEvidence,
  lockVerification,
  type NewCitation,
  useVerification,
} from '#store/verifications.ts';
import { getVersionById } from '#store/versions.ts';
import { castKnownVotes, hasVotes } from '#store/votes.ts';
import { chooseSources, type EvidenceSearch } from './choose-sources.ts';
import { listAskable } from './collect-votes.ts';
import { findTopic, type Reference, referenceHash } from './reference.ts';

/** Does the pure work, here or in a thread; what it is given and what it answers can be copied between threads. */
export type RunVerification = (
  input: Omit<VerifyInput, 'gazetteer' | 'memory'>,
) => Promise<VerificationReport>;

/**
 * What verification needs from outside. Without `search` only sources tied to the page are compared; without
 * `runVerification` the calling thread does the work.
 */
export type VerifyDeps = {
  readonly reference: Reference;
  readonly clock: Clock;
  readonly search?: EvidenceSearch | undefined;
  readonly runVerification?: RunVerification;
  /** Called in the transaction that stores a new verification; not when its inputs were seen before. */
  readonly onVerified?: (tx: WriteTx, versionId: string) => Promise<void>;
};

/** Verifies the version and returns the report that now counts. Throws `not-found`. */
export async function verifyVersion(
  tx: WriteTx,
  deps: VerifyDeps,
  versionId: string,
): Promise<VerificationReport> {
  await holdEvidence(tx);
  await lockVerification(tx, versionId);
  const version = await getVersionById(tx, versionId);
  const { content } = version;
  const sources = await chooseSources(tx, content, deps.reference.gazetteer, deps.search);
  const at = nowIso(deps.clock);
  const asOf = at.slice(0, 10);
  const reviewed = await readReviewed(tx, versionId);
  const inputHash = contentHash({
    engine: ENGINE,
    reference: referenceHash(deps.reference),
    content: version.contentHash,
    asOf,
    ...reviewed,
    sources: sources.map(({ text: _text, ...facts }) => facts),
  });
  const known = await findVerificationByInput(tx, versionId, inputHash);
  if (known !== undefined) {
    if (version.verification !== known) await useVerification(tx, versionId, known);
    const stored = await findVerification(tx, known);
    if (stored !== undefined) return stored.report;
  }
  const report = await reportOn(deps, { content, sources, asOf, ...reviewed });
  const verification = await appendVerification(tx, {
    versionId,
    inputHash,
    report,
    citations: listCitations(report, sources),
    at,
  });
  await keepVotes(tx, verification, report, at);
  await deps.onVerified?.(tx, versionId);
  return report;
}

/**
 * Verifies a content that is no version yet, as it would be on becoming one now; stores nothing. The transaction keeps
 * sources from being added meanwhile.
 */
export async function checkContent(
  tx: WriteTx,
  deps: VerifyDeps,
  content: AnalysisContent,
  standing: { readonly open: number; readonly critical: number },
): Promise<VerificationReport> {
  await holdEvidence(tx);
  const sources = await chooseSources(tx, content, deps.reference.gazetteer, deps.search);
  const asOf = nowIso(deps.clock).slice(0, 10);
  const reviewed = { openChallenges: standing.open, criticalChallenges: standing.critical, approved: false };
  return reportOn(deps, { content, sources, asOf, ...reviewed });
}

function reportOn(
  deps: VerifyDeps,
  input: Pick<VerifyInput, 'asOf' | 'openChallenges' | 'criticalChallenges' | 'approved'> & {
    readonly content: AnalysisContent;
    readonly sources: readonly StoredSourceText[];
  },
): Promise<VerificationReport> {
  const { gazetteer, topics } = deps.reference;
  const run = deps.runVerification ?? (async (given) => verifyContent({ ...given, gazetteer }));
  return run({ ...input, topic: findTopic(deps.reference, input.content.topic) ?? null, topics });
}

/** What people have said of the version, as far as it counts for confidence. */
async function readReviewed(tx: WriteTx, versionId: string) {
  const { open, critical } = await countStandingChallenges(tx, versionId);
  const approvals = await listApprovals(tx, versionId);
  const author = await getAuthor(tx, versionId);
  const approved = findCountingApproval({ approvals, author }) !== undefined;
  return { openChallenges: open, criticalChallenges: critical, approved };
}

/** Where sentence and passages are what they were, what voters said of them holds for the new report, too. */
async function keepVotes(
  tx: WriteTx,
  verification: number,
  report: VerificationReport,
  at: string,
): Promise<void> {
  if (await hasVotes(tx)) await castKnownVotes(tx, verification, listAskable(report), at);
}

function listCitations(report: VerificationReport, sources: readonly StoredSourceText[]): NewCitation[] {
  const citations: NewCitation[] = [];
  const add = (citation: Omit<NewCitation, 'sourceTextId' | 'match'>, match: PassageMatch) => {
    const source = sources[match.source];
    if (source !== undefined) citations.push({ ...citation, sourceTextId: source.sourceTextId, match });
  };
  for (const quotation of report.quotations) {
    for (const match of quotation.matches) {
      add(
        { kind: 'quotation', place: quotation.place, words: quotation.text, verdict: quotation.verdict },
        match,
      );
    }
  }
  for (const citation of report.citations) {
    for (const match of citation.matches) {
      add(
        { kind: 'reference', place: null, words: citation.ref, verdict: citation.quotation ?? 'cited' },
        match,
      );
    }
  }
  for (const sentence of report.sentences) {
    const best = sentence.passages[0];
    if (best === undefined || sentence.verdict === null || sentence.verdict === 'not-addressed') continue;
    // That our check found a passage does not mean that the page cites it.
    const isCited = report.citations.some(
      ({ ref, source }) => source === best.source && sentence.refs.includes(ref),
    );
    const kind = isCited ? 'sentence' : 'found';
    add({ kind, place: sentence.place, words: sentence.text, verdict: sentence.verdict }, best);
  }
  return citations;
}
