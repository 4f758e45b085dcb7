/**
 * The gate to Live (product invariant 8), in one place: what stands between a version in review and publication. The
 * database holds the same conditions as constraints, so that no other way leads around them.
 */
import type { EvidenceState } from './confidence.ts';
import type { AccountRole } from './person.ts';
import { UNKNOWN_STATUS } from './topic.ts';
import type { Stage } from './workflow.ts';

/** An Approval of exactly this version that has not been withdrawn. `person` is null where nobody vouches for the name. */
export type GateApproval = {
  readonly review: string;
  readonly person: string | null;
  readonly role: AccountRole | null;
};

/** What the gate looks at. */
export type GateFacts = {
  readonly stage: Stage;
  readonly status: string;
  /** Actor who made the version, such as `person:<id>`. */
  readonly author: string;
  /** False before the first verification. */
  readonly verified: boolean;
  readonly evidenceState: EvidenceState;
  readonly criticalFindings: number;
  /** Challenges of severity critical that stand against the version, answered or not, until their outcome. */
  readonly criticalChallenges: number;
  /** Number of a later version of the analysis that is Live or was; null while there is none. */
  readonly laterPublished: number | null;
  readonly approvals: readonly GateApproval[];
};

/** Why a version may not go live. */
export const BAR_CODES = [
  'not-in-review',
  'not-verified',
  'status-unsupported',
  'critical-findings',
  'critical-challenges',
  'later-published',
  'not-approved',
] as const;

/** See {@link BAR_CODES}. */
export type BarCode = (typeof BAR_CODES)[number];

/** One thing in the way. `overridable`: an editor may pass it with a reason that readers see. */
export type GateBar = { readonly code: BarCode; readonly message: string; readonly overridable: boolean };

/** The approval that counts: by an editor or admin who is not the author; undefined while there is none. */
export function findCountingApproval({
  approvals,
  author,
}: Pick<GateFacts, 'approvals' | 'author'>): (GateApproval & { readonly person: string }) | undefined {
  for (const approval of approvals) {
    const { person, role } = approval;
    if (person === null || (role !== 'editor' && role !== 'admin')) continue;
    if (`person:${person}` !== author) return { ...approval, person };
  }
  return undefined;
}

/** Everything in the way, in the order of {@link BAR_CODES}; empty when the version may go live. */
export function listBars(facts: GateFacts): GateBar[] {
  const bars: GateBar[] = [];
  const bar = (code: BarCode, message: string, overridable = false) =>
    bars.push({ code, message, overridable });
  if (facts.stage !== 'In review') {
    bar('not-in-review', `The version is ${facts.stage}; only one in review can go live.`);
  }
  if (!facts.verified) {
    bar('not-verified', 'The version has not been checked against the stored sources yet.');
  } else if (facts.status !== UNKNOWN_STATUS && facts.evidenceState !== 'verified') {
    // Unknown claims nothing that a source could bear, and says why it is unknown.
    bar('status-unsupported', 'No stored source bears the status.');
  }
  if (facts.criticalFindings > 0) {
    bar(
      'critical-findings',
      counted(facts.criticalFindings, 'critical finding is open', 'critical findings are open'),
      true,
    );
  }
  if (facts.criticalChallenges > 0) {
    const words = counted(facts.criticalChallenges, 'critical challenge stands', 'critical challenges stand');
    bar('critical-challenges', words, true);
  }
  if (facts.laterPublished !== null) {
    const words = `Version ${facts.laterPublished} is a later one and was published already.`;
    bar('later-published', words, true);
  }
  if (findCountingApproval(facts) === undefined) {
    bar('not-approved', 'No editor other than the author has approved exactly this version.');
  }
  return bars;
}

/**
 * What an override would pass, in words; empty when nothing needs one. Whoever overrides sends it along as they saw it,
 * so that a challenge raised in the meantime is not passed unseen.
 */
export function describeOverridable(bars: readonly GateBar[]): string {
  return bars
    .filter(({ overridable }) => overridable)
    .map(({ message }) => message)
    .join(' ');
}

function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}.`;
}
