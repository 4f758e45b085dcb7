import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COMPLETED_STATES,
  ENDED_STATES,
  hasEnded,
  RUN_STEPS,
  type RunState,
  runStateOf,
} from '#domain/run.ts';
import { FIRST_STATES, nextStepOf, statesAgain, statesBegun, statesEnded } from './step-states.ts';

type Ended = Parameters<typeof statesEnded>[2];

/** Anything that may happen to a run: what is due is worked and ends somehow, or it is asked for again. */
const happening = fc.record({
  ended: fc.constantFrom(...(ENDED_STATES as readonly Ended[])),
  begins: fc.boolean(),
  again: fc.constantFrom(...RUN_STEPS),
});

/** The states after each happening, from the beginning on. */
function liveThrough(
  happenings: readonly { ended: Ended; begins: boolean; again: (typeof RUN_STEPS)[number] }[],
) {
  const seen: RunState[][] = [[...FIRST_STATES]];
  const last = () => seen.at(-1) ?? [];
  for (const { ended, begins, again } of happenings) {
    const due = RUN_STEPS.find((_, index) => last()[index] === 'Ready' || last()[index] === 'Running');
    if (due === undefined) {
      const states = statesAgain(last(), again);
      if (states !== undefined) seen.push(states);
      continue;
    }
    if (begins && last()[RUN_STEPS.indexOf(due)] === 'Ready') seen.push(statesBegun(last(), due));
    seen.push(statesEnded(last(), due, ended));
  }
  return seen;
}

describe('the steps of a run', () => {
  it('follow each other', () => {
    expect(RUN_STEPS.map(nextStepOf)).toEqual(['comparison-analysis', 'blended-synthesis', undefined]);
  });

  it('whatever happens: one at most is due, all before it are completed, all after it wait', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
        for (const states of liveThrough(happenings)) {
          const at = states.findLastIndex((state) => state !== 'Blocked');
          expect(at).toBeGreaterThanOrEqual(0);
          for (const before of states.slice(0, at)) expect(COMPLETED_STATES).toContain(before);
          expect(states.slice(at + 1).every((state) => state === 'Blocked')).toBe(true);
        }
      }),
    );
  });

  it('whatever happens: a run has ended when nothing of it is due, and is completed with its last step only', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
        for (const states of liveThrough(happenings)) {
          const isDue = states.includes('Ready') || states.includes('Running');
          const state = runStateOf(states);
          expect(hasEnded(state)).toBe(!isDue);
          if (!COMPLETED_STATES.includes(state)) continue;
          expect(COMPLETED_STATES).toContain(states.at(-1));
          expect(state === 'Completed with findings').toBe(states.includes('Completed with findings'));
        }
      }),
    );
  });

  it('can be asked for again only when what they take is there', () => {
    expect(statesAgain(['Completed', 'Failed', 'Blocked'], 'blended-synthesis')).toBeUndefined();
    expect(statesAgain(['Abstained', 'Blocked', 'Blocked'], 'comparison-analysis')).toBeUndefined();
    expect(statesAgain(['Completed', 'Completed with findings', 'Failed'], 'comparison-analysis')).toEqual([
      'Completed',
      'Ready',
      'Blocked',
    ]);
  });
});
