/**
 * Checks a working copy against the stored sources, as the version that it would be now, and keeps the report with it.
 * A content that cannot be a version yet is not checked: what has to be corrected first is told instead.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Viewer } from '#domain/person.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { WriteTx } from '#store/connect.ts';
import { listStatusValues } from '#store/reference-data.ts';
import { countStandingChallenges } from '#store/reviews.ts';
import { holdEvidence } from '#store/verifications.ts';
import { keepCheck } from '#store/working-copies.ts';
import { holdOpenCopy } from './own-working-copy.ts';
import { type ContentFault, listContentFaults } from './working-content.ts';

/** Challenges that stand against the version that a copy was begun from. */
export type StandingChallenges = { readonly open: number; readonly critical: number };

const NONE: StandingChallenges = { open: 0, critical: 0 };

/** The check itself, which is another room's. */
export type CheckContent = (
  tx: WriteTx,
  content: AnalysisContent,
  standing: StandingChallenges,
) => Promise<VerificationReport>;

/** Throws `not-found`, and `conflict` for a finished copy. */
export async function checkWorkingCopy(
  tx: WriteTx,
  deps: { readonly checkContent: CheckContent },
  input: { readonly actor: Viewer; readonly id: string },
): Promise<{ readonly report: VerificationReport | null; readonly faults: readonly ContentFault[] }> {
  await holdEvidence(tx);
  const copy = await holdOpenCopy(tx, input.actor, input.id);
  const faults = listContentFaults(copy.content, await listStatusValues(tx, copy.topic));
  if (faults.length > 0) return { report: null, faults };
  const standing = copy.basedOn === null ? NONE : await countStandingChallenges(tx, copy.basedOn);
  const report = await deps.checkContent(tx, copy.content, standing);
  await keepCheck(tx, copy.id, copy.revision, report);
  return { report, faults };
}
