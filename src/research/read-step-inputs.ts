/** Reads what the steps before a step gave, as the shapes that were agreed on for them. */
import type * as z from 'zod';
import { AppError } from '#domain/errors.ts';
import type { RunStep } from '#domain/run.ts';
import {
  type BaseResearchOutput,
  baseResearchOutputSchema,
  type ComparisonOutput,
  comparisonOutputSchema,
} from '#domain/step-output.ts';
import type { ReadTx } from '#store/connect.ts';
import { findStepOutput } from '#store/run-steps.ts';

/** What a step is handed; null where it takes nothing. */
export type StepInputs = {
  readonly base: BaseResearchOutput | null;
  readonly comparison: ComparisonOutput | null;
};

/** Throws `invalid-input` when what is stored is not of its shape, such as after an upgrade that changed it. */
export async function readStepInputs(tx: ReadTx, run: number, step: RunStep): Promise<StepInputs> {
  const takesBase = step !== 'base-research';
  return {
    base: takesBase ? await readOutput(tx, run, 'base-research', baseResearchOutputSchema) : null,
    comparison:
      step === 'blended-synthesis'
        ? await readOutput(tx, run, 'comparison-analysis', comparisonOutputSchema)
        : null,
  };
}

async function readOutput<Output>(
  tx: ReadTx,
  run: number,
  step: RunStep,
  schema: z.ZodType<Output>,
): Promise<Output> {
  const read = schema.safeParse(await findStepOutput(tx, run, step));
  if (read.success) return read.data;
  throw new AppError('invalid-input', `What ${step} gave is not of the shape that this version reads.`, {
    remedy: `Begin the run again from ${step}.`,
  });
}
