import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from './person.ts';
import {
  decideAction,
  FIRST_STAGE,
  listAllowed,
  STAGE_ACTIONS,
  STAGE_MOVES,
  STAGES,
  type Stage,
  type StageAction,
} from './workflow.ts';

describe('the stages', () => {
  it('begin as a draft and end where nothing leads on', () => {
    expect(FIRST_STAGE).toBe('Draft');
    expect(STAGES.filter((stage) => STAGE_MOVES[stage].length === 0)).toEqual(['Archived', 'Withdrawn']);
  });

  it('lead to Live through review only', () => {
    expect(STAGES.filter((stage) => STAGE_MOVES[stage].includes('Live'))).toEqual(['In review']);
  });

  it('are the moves that the database allows, no more and no fewer', () => {
    const file = fileURLToPath(new URL('../store/schema.sql', import.meta.url));
    const guard = readFileSync(file, 'utf8').match(/not in \(([\s\S]*?)\)\) then/)?.[1] ?? '';
    const inDatabase = [...guard.matchAll(/\('([^']+)', '([^']+)'\)?/g)].map(
      (move) => `${move[1]} > ${move[2]}`,
    );
    const inCode = STAGES.flatMap((from) => STAGE_MOVES[from].map((to) => `${from} > ${to}`));
    expect(inDatabase.sort()).toEqual(inCode.sort());
  });
});

/** Who may do what where, as product and issue have it, written out a second time: stage → action → least role. */
const EXPECTED: Readonly<Record<Stage, Partial<Record<StageAction, Role>>>> = {
  Draft: { submit: 'analyst', withdraw: 'analyst' },
  'In review': { return: 'analyst', approve: 'editor', publish: 'editor', withdraw: 'analyst' },
  Live: { approve: 'editor', withdraw: 'editor' },
  Archived: {},
  Withdrawn: {},
};

const COMBINATIONS = STAGES.flatMap((stage) =>
  STAGE_ACTIONS.flatMap((action) => ROLES.map((role) => ({ stage, action, role }))),
);

describe(`the table of actions, all ${COMBINATIONS.length} combinations of stage, action and role`, () => {
  it.each(COMBINATIONS)('$stage: $action by a $role', ({ stage, action, role }) => {
    const least = EXPECTED[stage][action];
    const decision = decideAction(action, stage, role);
    if (least === undefined) {
      expect(decision).toEqual({ refused: 'stage' });
    } else if (ROLES.indexOf(role) < ROLES.indexOf(least)) {
      expect(decision).toEqual({ refused: 'role', least });
    } else {
      expect(decision).toMatchObject({ rule: { action, from: stage, least } });
    }
  });

  it('lists for each stage and role exactly what they may do', () => {
    for (const { stage, role } of COMBINATIONS) {
      const allowed = STAGE_ACTIONS.filter((action) => 'rule' in decideAction(action, stage, role));
      expect(
        listAllowed(stage, role)
          .map(({ action }) => action)
          .sort(),
      ).toEqual([...allowed].sort());
    }
  });
});
