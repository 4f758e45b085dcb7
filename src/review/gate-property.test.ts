/**
 * Whatever people do in whatever order: nothing is Live without an Approval of exactly that version by an editor who did
 * not make it, nothing critical is passed without a recorded reason, and a cell never has two Live or two latest
 * versions. Held on the rules alone many times, and on the database step by step against the rules.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeOverridable, listBars } from '#domain/gate.ts';
import { type AccountRole, actorOf, type Viewer } from '#domain/person.ts';
import { appendApproval, listApprovals } from '#store/approvals.ts';
import type { Store } from '#store/connect.ts';
import { listCurrentVersions } from '#store/current-versions.ts';
import { addPerson } from '../../test/database/add-person.ts';
import {
  type Actor,
  GateModel,
  type ModelVersion,
  type Step,
  steps,
} from '../../test/database/gate-model.ts';
import {
  challenge,
  draftVersion,
  openDesk,
  publish,
  type Seen,
  seenBy,
  workflowDeps,
} from '../../test/database/staged-versions.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { approveVersion, takeBackApproval } from './approve-version.ts';
import { moveVersion } from './move-version.ts';

const ROLES: readonly AccountRole[] = ['contributor', 'analyst', 'analyst', 'editor', 'editor', 'admin'];
const RUNS_ON_DATABASE = 40;

describe('the rules, under any sequence of actions', () => {
  const cast: Actor[] = ROLES.map((role, index) => ({
    id: `00000000-0000-4000-8000-00000000000${index}`,
    role,
  }));

  it('reach Live only through an approval by another editor, and over something critical only with a reason', () => {
    let [published, overridden] = [0, 0];
    fc.assert(
      fc.property(steps(80), (sequence) => {
        const model = new GateModel(cast);
        for (const step of sequence) {
          model.take(step);
          expect(model.versions.filter(({ stage }) => stage === 'Live').length).toBeLessThanOrEqual(1);
          for (const version of model.versions) expectGated(version, cast);
        }
        published += model.versions.filter(({ publication }) => publication !== null).length;
        overridden += model.versions.filter(({ publication }) => publication?.overridden).length;
      }),
      { numRuns: 1_000 },
    );
    // Else all of it would hold of a gate that lets nothing pass.
    expect(published).toBeGreaterThan(300);
    expect(overridden).toBeGreaterThan(30);
  });
});

function expectGated({ stage, author, publication }: ModelVersion, cast: readonly Actor[]): void {
  if (stage === 'Live' || stage === 'Archived') expect(publication).not.toBeNull();
  if (publication === null) return;
  const counting = publication.approvedBy.filter(
    (by) => by !== author && ['editor', 'admin'].includes(cast[by]?.role ?? ''),
  );
  expect(counting.length).toBeGreaterThan(0);
  if (publication.critical > 0) expect(publication.overridden).toBe(true);
}

describeStore('the database, under any sequence of actions', (store) => {
  it(`does what the rules do, and holds the same, in ${RUNS_ON_DATABASE} sequences`, async () => {
    await openDesk(store());
    const people: Viewer[] = [];
    for (const role of ROLES) people.push(await store().write((tx) => addPerson(tx, `A ${role}`, role)));
    await fc.assert(
      fc.asyncProperty(steps(60), async (sequence) => {
        const run = new StoredRun(store(), people);
        for (const step of sequence) {
          const allowed = run.model.take(step);
          expect({ step, allowed: await run.take(step) }).toEqual({ step, allowed });
        }
        expect(await run.stages()).toEqual(run.model.versions.map(({ stage }) => stage));
        await expectSound(store());
        await run.clear();
      }),
      { numRuns: RUNS_ON_DATABASE, endOnFailure: true },
    );
    const { rows } = await store().pool.query('select from publication');
    expect(rows.length).toBeGreaterThan(0);
  });
});

/** The same steps, on stored versions. */
class StoredRun {
  readonly model: GateModel;
  private readonly seen: Seen[] = [];
  private readonly open: string[][] = [];
  private readonly store: Store;
  private readonly people: readonly Viewer[];

  constructor(store: Store, people: readonly Viewer[]) {
    this.store = store;
    this.people = people;
    this.model = new GateModel(people);
  }

  async take(step: Step): Promise<boolean> {
    const actor = this.people[step.by % this.people.length];
    if (actor === undefined) throw new Error('nobody is there');
    if (step.do === 'draft') {
      this.seen.push(await draftVersion(this.store, actor));
      this.open.push([]);
      return true;
    }
    const position = step.on % this.seen.length;
    const seen = this.seen[position];
    const open = this.open[position];
    if (seen === undefined || open === undefined) return false;
    if (step.do === 'challenge') {
      open.push(await challenge(this.store, seen, 'critical'));
      return true;
    }
    if (step.do === 'settle') return this.settle(open.pop());
    if (step.do === 'confirm') return this.confirm(seen, actor);
    return this.act(step, seen, actor);
  }

  stages(): Promise<string[]> {
    return Promise.all(
      this.seen.map(async ({ id }) => {
        const { rows } = await this.store.pool.query('select stage from version_state where version = $1', [
          id,
        ]);
        return rows[0]?.stage;
      }),
    );
  }

  /** Leaves no Live version to the next run, whose model begins with an empty cell. */
  async clear(): Promise<void> {
    await this.store.pool.query(`update version_state set stage = 'Withdrawn' where stage = 'Live'`);
  }

  private confirm(seen: Seen, by: Viewer): Promise<boolean> {
    return this.store.write(async (tx) => {
      const approvals = await listApprovals(tx, seen.id);
      if (approvals.some(({ person }) => person === by.id)) return false;
      const { clock, newId } = workflowDeps();
      const made = { id: newId(), version: seen.id, at: clock().toISOString() };
      await appendApproval(tx, { ...made, by, actor: actorOf(by), text: 'It is so.' });
      return true;
    });
  }

  private async settle(review: string | undefined): Promise<boolean> {
    if (review === undefined) return false;
    await this.store.pool.query(
      `insert into review_outcome (review, outcome, reason, actor, decided_at) values ($1, 'rejected', 'It is so.', 'test', now())`,
      [review],
    );
    return true;
  }

  private async act(
    step: Extract<Step, { overrides: boolean } | { do: 'take-back' }>,
    seen: Seen,
    actor: Viewer,
  ): Promise<boolean> {
    const by = seenBy(seen, actor);
    const deps = workflowDeps();
    const run = async () => {
      if (step.do === 'take-back') {
        return this.store.write((tx) => takeBackApproval(tx, deps, { ...by, reason: 'I read it again.' }));
      }
      if (step.do === 'approve')
        return this.store.write((tx) => approveVersion(tx, deps, { ...by, note: '' }));
      if (step.do === 'publish') return publish(this.store, seen, actor, this.overrideOf(step, seen));
      const { do: action } = step;
      return this.store.write((tx) => moveVersion(tx, deps, { ...by, action, reason: 'So it is.' }));
    };
    return run().then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && 'code' in error) return false;
        throw error;
      },
    );
  }

  private overrideOf(step: { overrides: boolean }, seen: Seen) {
    if (!step.overrides) return {};
    const challenges = this.open[this.seen.indexOf(seen)]?.length ?? 0;
    const [version] = this.model.versions;
    if (version === undefined) return {};
    const facts = { ...this.model.facts(version), criticalChallenges: challenges };
    return { overrideReason: 'It is settled elsewhere.', overridden: describeOverridable(listBars(facts)) };
  }
}

/** What must hold of everything stored, asked in SQL. */
async function expectSound(store: Store): Promise<void> {
  const { rows } = await store.pool.query<{ version: string }>(
    `select s.version from version_state s
      where s.stage in ('Live', 'Archived') and not exists (
        select from publication p join review a on a.id = p.approval join analysis_version v on v.id = p.version
         where p.version = s.version and a.version = s.version and p.content_hash = v.content_hash
           and a.person_role in ('editor', 'admin') and p.approved_by = 'person:' || a.person
           and p.approved_by <> (select m.actor from stage_move m where m.version = s.version order by m.id limit 1))`,
  );
  expect(rows).toEqual([]);
  const { rows: live } = await store.pool.query(`select from version_state where stage = 'Live'`);
  expect(live.length).toBeLessThanOrEqual(1);
  const cell = { jurisdiction: 'KP', topic: 'Test_Status' };
  const current = await store.read((tx) => listCurrentVersions(tx, cell));
  if (live.length === 1) expect(current).toHaveLength(1);
  expect(new Set(current.map(({ analysis }) => analysis)).size).toBe(current.length);
}
