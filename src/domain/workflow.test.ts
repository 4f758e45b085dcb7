import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FIRST_STAGE, STAGE_MOVES, STAGES } from './workflow.ts';

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
