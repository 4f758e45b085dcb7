/** What the routes of runs and batches read out of a request. */
import type { Context } from 'hono';
import { AppError } from '#domain/errors.ts';
import { RUN_STEPS, type RunStep } from '#domain/run.ts';
import type { PageContext } from '../page-context.ts';
import type { Equipment } from '../run-request.ts';
import type { RunForm, RunNewView } from '../run-views.ts';

/** Path of one run. */
export const RUN = '/runs/:number{[0-9]{1,9}}';

/** The number that the path names. */
export function runNumber(request: Context): number {
  return Number(request.req.param('number'));
}

/** The step that the path names. Throws `not-found`. */
export function runStep(request: Context): RunStep {
  const named = request.req.param('step');
  const step = RUN_STEPS.find((known) => known === named);
  if (step !== undefined) return step;
  throw new AppError('not-found', 'Runs have no step of this name.');
}

/** What this installation has set up. */
export function equipmentOf({ researching }: PageContext): Equipment {
  return { canModel: researching.model !== null, canSearch: researching.searches.length > 0 };
}

/** The page with a form for a run or batch. */
export function formView(context: PageContext, form: RunForm, problem: string | null): RunNewView {
  const { jurisdictions, topics } = context.deps.reference;
  return {
    form,
    problem,
    jurisdictions: [...jurisdictions].sort((a, b) => a.everydayName.localeCompare(b.everydayName, 'en')),
    topics,
    model: context.researching.model,
    searches: context.researching.searches,
  };
}

/** Refusals after which the form comes back. */
export const MENDABLE: readonly AppError['code'][] = [
  'invalid-input',
  'unknown-jurisdiction',
  'unknown-topic',
  'conflict',
];
