/** The three steps of runs, made of what the application has. */
import { AppError } from '#domain/errors.ts';
import { RUN_STEPS, type RunStep } from '#domain/run.ts';
import type { StepWork } from '#research/step-work.ts';

/** The steps as the queue works them. */
export function openSteps(): Readonly<Record<RunStep, StepWork>> {
  const missing: StepWork = async ({ step }) => {
    throw new AppError('internal', `The step ${step} is not built yet.`);
  };
  return Object.fromEntries(RUN_STEPS.map((step) => [step, missing])) as Record<RunStep, StepWork>;
}
