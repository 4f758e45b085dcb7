import { beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '#domain/errors.ts';
import { type AccountRole, ROLES, type Role, type Viewer } from '#domain/person.ts';
import { decideAction, STAGE_ACTIONS, STAGES, type Stage, type StageAction } from '#domain/workflow.ts';
import { addPerson } from '../../test/database/add-person.ts';
import {
  type Desk,
  openDesk,
  publish,
  type Seen,
  seenBy,
  stageOf,
  versionIn,
  workflowDeps,
} from '../../test/database/staged-versions.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { approveVersion } from './approve-version.ts';
import { moveVersion } from './move-version.ts';

const COUNT = STAGES.length * STAGE_ACTIONS.length * ROLES.length;

describeStore('the actions of people on stored versions', (store) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(store());
  });

  /** What became of it: the stage after, or the code of the refusal. */
  async function attempt(action: StageAction, seen: Seen, actor: Viewer): Promise<string> {
    const deps = workflowDeps();
    try {
      if (action === 'publish') await publish(store(), seen, actor);
      else if (action === 'approve')
        await store().write((tx) => approveVersion(tx, deps, { ...seenBy(seen, actor), note: '' }));
      else
        await store().write((tx) =>
          moveVersion(tx, deps, { ...seenBy(seen, actor), action, reason: 'So that it is done.' }),
        );
      return await stageOf(store(), seen);
    } catch (error) {
      if (isAppError(error)) return error.code;
      throw error;
    }
  }

  async function somebody(role: Role): Promise<Viewer> {
    // Nobody without an account gets as far as a use-case; should one, it must refuse them as well.
    const person = await store().write((tx) =>
      addPerson(tx, 'Eve', role === 'reader' ? 'contributor' : role),
    );
    return { ...person, role: role as AccountRole };
  }

  /** What the table has for it, in the words of {@link attempt}. */
  function expected(action: StageAction, stage: Stage, role: Role): string {
    const decision = decideAction(action, stage, role);
    if ('rule' in decision) return decision.rule.to;
    return decision.refused === 'stage' ? 'conflict' : 'forbidden';
  }

  describe(`all ${COUNT} combinations of stage, action and role`, () => {
    it.each(STAGES)('do from %s what the table says', async (stage: Stage) => {
      let checked = 0;
      for (const action of STAGE_ACTIONS) {
        for (const role of ROLES) {
          const seen = await versionIn(store(), stage, desk);
          const eve = await somebody(role);
          // What the gate asks for is there, so that nothing but stage and role decides.
          if (stage === 'In review') {
            await store().write((tx) =>
              approveVersion(tx, workflowDeps(), { ...seenBy(seen, desk.cem), note: '' }),
            );
          }
          const became = expected(action, stage, role);
          expect({ action, role, became: await attempt(action, seen, eve) }).toEqual({
            action,
            role,
            became,
          });
          const isRefused = became === 'conflict' || became === 'forbidden';
          expect(await stageOf(store(), seen)).toBe(isRefused ? stage : became);
          checked += 1;
        }
      }
      expect(checked).toBe(COUNT / STAGES.length);
    });
  });

  it('keep each move with who made it and why, and an event in the trail', async () => {
    const seen = await versionIn(store(), 'In review', desk);
    const input = { ...seenBy(seen, desk.ben), action: 'return', reason: ' The date is missing. ' } as const;
    await store().write((tx) => moveVersion(tx, workflowDeps(), input));
    const { rows: moves } = await store().pool.query(
      'select from_stage, to_stage, actor, reason from stage_move where version = $1 order by id desc limit 1',
      [seen.id],
    );
    expect(moves).toEqual([
      {
        ...{ from_stage: 'In review', to_stage: 'Draft' },
        ...{ actor: `person:${desk.ben.id}`, reason: 'The date is missing.' },
      },
    ]);
    const { rows: events } = await store().pool.query(
      'select action, actor, subject, before_hash from audit_event order by id desc limit 1',
    );
    expect(events).toEqual([
      {
        ...{ action: 'version.returned', actor: `person:${desk.ben.id}` },
        ...{ subject: `analysis:${seen.analysis}/1`, before_hash: seen.contentHash },
      },
    ]);
  });

  it.each([
    ['no reason', '  ', 'reason: is needed'],
    ['a reason that nobody could see', 'a\u200bb', 'U+200B'],
    ['a reason longer than anybody reads', 'a'.repeat(2_001), '2000'],
  ])('refuse to return with %s', async (_, reason, words) => {
    const seen = await versionIn(store(), 'In review', desk);
    const input = { ...seenBy(seen, desk.ben), action: 'return', reason } as const;
    await expect(store().write((tx) => moveVersion(tx, workflowDeps(), input))).rejects.toMatchObject({
      code: 'invalid-input',
      place: { field: 'reason' },
      message: expect.stringContaining(words.replace('reason: ', '')),
    });
    expect(await stageOf(store(), seen)).toBe('In review');
  });

  it('are refused on another content than was seen, and on a version that is not there', async () => {
    const seen = await versionIn(store(), 'Draft', desk);
    const submit = (change: object) =>
      store().write((tx) =>
        moveVersion(tx, workflowDeps(), {
          ...{ ...seenBy(seen, desk.ana), action: 'submit', reason: '' },
          ...change,
        }),
      );
    await expect(submit({ contentHash: '0'.repeat(64) })).rejects.toMatchObject({ code: 'conflict' });
    await expect(submit({ version: 9 })).rejects.toMatchObject({ code: 'not-found' });
    expect(await stageOf(store(), seen)).toBe('Draft');
  });

  it('let one of two who act at once through, and tell the other', async () => {
    const seen = await versionIn(store(), 'In review', desk);
    const moves = [desk.ben, desk.cem].map((editor) => attempt('return', seen, editor));
    expect((await Promise.all(moves)).sort()).toEqual(['Draft', 'conflict']);
  });
});
