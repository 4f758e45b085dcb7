/**
 * A model of the workflow in memory, for tests: people act on versions of one cell by the rules of `domain`, and a
 * history is kept of which the invariants speak. It knows nothing of the database.
 */
import fc from 'fast-check';
import { describeOverridable, findCountingApproval, type GateFacts, listBars } from '#domain/gate.ts';
import { type AccountRole, actorOf } from '#domain/person.ts';
import { decideAction, type Stage, type StageAction } from '#domain/workflow.ts';

/** Somebody of the cast; by position everywhere. */
export type Actor = { readonly id: string; readonly role: AccountRole };

/** One thing somebody does. Numbers are positions, taken modulo what there is. */
export type Step =
  | { readonly do: 'draft'; readonly by: number }
  | { readonly do: StageAction; readonly by: number; readonly on: number; readonly overrides: boolean }
  /** An Approval sent as a review by anybody at all, the author included: kept, but it must not count for what it is not. */
  | { readonly do: 'confirm'; readonly by: number; readonly on: number }
  | { readonly do: 'take-back'; readonly by: number; readonly on: number }
  | { readonly do: 'challenge'; readonly by: number; readonly on: number }
  | { readonly do: 'settle'; readonly by: number; readonly on: number };

const by = fc.nat(11);
// Few versions and mostly steps forward: else hardly any sequence would get as far as the gate.
const on = fc.nat(3);
const FORWARD: readonly StageAction[] = ['submit', 'submit', 'approve', 'approve', 'publish', 'publish'];
const BACK: readonly StageAction[] = ['return', 'withdraw'];

/** Any sequence of this many steps at most, of which most lead towards publication. */
export function steps(maxLength: number): fc.Arbitrary<Step[]> {
  const act = (actions: readonly StageAction[]) =>
    fc.record({ do: fc.constantFrom(...actions), by, on, overrides: fc.boolean() });
  const others = fc.constantFrom<('take-back' | 'challenge' | 'settle' | 'confirm')[]>(
    'take-back',
    'challenge',
    'challenge',
    'settle',
    'confirm',
    'confirm',
  );
  return fc.array(
    fc.oneof(
      { weight: 2, arbitrary: fc.record({ do: fc.constant('draft' as const), by }) },
      { weight: 14, arbitrary: act(FORWARD) },
      { weight: 1, arbitrary: act(BACK) },
      { weight: 3, arbitrary: fc.record({ do: others, by, on }) },
    ),
    { minLength: Math.floor(maxLength / 2), maxLength, size: 'max' },
  );
}

/** A version in the model. */
export type ModelVersion = {
  readonly author: number;
  stage: Stage;
  approvals: number[];
  criticalChallenges: number;
  /** What stood when it went live; null while it never did. */
  publication: {
    readonly approvedBy: readonly number[];
    readonly critical: number;
    readonly overridden: boolean;
  } | null;
};

/** Steps are taken as the rules have it; true when a step was allowed. */
export class GateModel {
  readonly versions: ModelVersion[] = [];
  readonly cast: readonly Actor[];

  constructor(cast: readonly Actor[]) {
    this.cast = cast;
  }

  take(step: Step): boolean {
    if (step.do === 'draft') {
      const author = step.by % this.cast.length;
      this.versions.push({ author, stage: 'Draft', approvals: [], criticalChallenges: 0, publication: null });
      return true;
    }
    const version = this.versions[step.on % this.versions.length];
    if (version === undefined) return false;
    const by = step.by % this.cast.length;
    if (step.do === 'challenge') {
      version.criticalChallenges += 1;
      return true;
    }
    if (step.do === 'settle') {
      if (version.criticalChallenges === 0) return false;
      version.criticalChallenges -= 1;
      return true;
    }
    if (step.do === 'confirm') {
      if (version.approvals.includes(by)) return false;
      version.approvals.push(by);
      return true;
    }
    if (step.do === 'take-back') return this.takeBack(version, by);
    return this.act(version, step.do, by, step.overrides);
  }

  /** What the gate looks at, of a version in the model. */
  facts(version: ModelVersion): GateFacts {
    return {
      ...{
        stage: version.stage,
        status: 'Allowed',
        verified: true,
        evidenceState: 'verified',
        criticalFindings: 0,
      },
      author: actorOf(this.person(version.author)),
      criticalChallenges: version.criticalChallenges,
      // Each is of an analysis of its own, so that none is later than another.
      laterPublished: null,
      approvals: version.approvals.map((by, index) => ({
        ...{ review: `r${index}`, person: this.person(by).id, role: this.person(by).role },
      })),
    };
  }

  private person(position: number): Actor {
    const found = this.cast[position];
    if (found === undefined) throw new Error('nobody has this position');
    return found;
  }

  private takeBack(version: ModelVersion, by: number): boolean {
    if (!version.approvals.includes(by)) return false;
    version.approvals = version.approvals.filter((one) => one !== by);
    return true;
  }

  private act(version: ModelVersion, action: StageAction, by: number, overrides: boolean): boolean {
    const decision = decideAction(action, version.stage, this.person(by).role);
    if (!('rule' in decision)) return false;
    if (action === 'approve') {
      if (by === version.author || version.approvals.includes(by)) return false;
      version.approvals.push(by);
      return true;
    }
    if (action === 'publish') return this.publish(version, overrides);
    version.stage = decision.rule.to;
    return true;
  }

  private publish(version: ModelVersion, overrides: boolean): boolean {
    const facts = this.facts(version);
    const bars = listBars(facts);
    if (bars.some(({ overridable }) => !overridable)) return false;
    if (describeOverridable(bars) !== '' && !overrides) return false;
    if (findCountingApproval(facts) === undefined) return false;
    for (const other of this.versions) if (other.stage === 'Live') other.stage = 'Archived';
    version.stage = 'Live';
    version.publication = {
      approvedBy: [...version.approvals],
      critical: version.criticalChallenges,
      overridden: bars.length > 0,
    };
    return true;
  }
}
