/**
 * How the steps of a run follow each other: a table of what becomes of all of them when one is asked for again, begins
 * or ends. No database here; whoever stores the states holds the run's row.
 */
import { COMPLETED_STATES, RUN_STEPS, type RunState, type RunStep, type StepResult } from '#domain/run.ts';

/** States of the steps of a run that was just asked for. */
export const FIRST_STATES: readonly RunState[] = RUN_STEPS.map((_, index) =>
  index === 0 ? 'Ready' : 'Blocked',
);

/** The step that takes what this one gives; undefined after the last. */
export function nextStepOf(step: RunStep): RunStep | undefined {
  return RUN_STEPS[RUN_STEPS.indexOf(step) + 1];
}

/** States after a step was begun. */
export function statesBegun(states: readonly RunState[], step: RunStep): RunState[] {
  return states.map((state, index) => (index === RUN_STEPS.indexOf(step) ? 'Running' : state));
}

/** States after a step ended: the next one has what it takes when this one was completed, and waits no more otherwise. */
export function statesEnded(
  states: readonly RunState[],
  step: RunStep,
  ended: StepResult['state'],
): RunState[] {
  const at = RUN_STEPS.indexOf(step);
  const next: RunState = COMPLETED_STATES.includes(ended) ? 'Ready' : 'Blocked';
  return states.map((state, index) => {
    if (index < at) return state;
    if (index === at) return ended;
    return index === at + 1 ? next : 'Blocked';
  });
}

/** States after a step was asked for again; undefined while what it takes is missing. */
export function statesAgain(states: readonly RunState[], step: RunStep): RunState[] | undefined {
  const at = RUN_STEPS.indexOf(step);
  if (!states.slice(0, at).every((state) => COMPLETED_STATES.includes(state))) return undefined;
  return states.map((state, index) => {
    if (index < at) return state;
    return index === at ? 'Ready' : 'Blocked';
  });
}
