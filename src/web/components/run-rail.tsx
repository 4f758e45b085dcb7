/** The three steps of a run in a row: where it stands, how long each took, and the way to run from one of them again. */
import { COMPLETED_STATES, hasEnded } from '#domain/run.ts';
import type { RunView, StepView } from '../run-views.ts';
import { RUN_STATE_WORDS, runHref, STEP_WORDS, timeTaken } from '../run-words.ts';
import { ButtonForm } from './form-field.tsx';
import { describeBrief } from './run-research.tsx';
import { RunStateBadge } from './run-state.tsx';

/** See the module comment. */
export function RunRail({ view }: { view: RunView }) {
  return (
    <ol class="run-rail">
      {view.steps.map((step, index) => (
        <li data-state={step.state}>
          <p class="rail-name">
            <a href={`#${step.step}`}>{STEP_WORDS[step.step].name}</a>
          </p>
          <RunStateBadge state={step.state} />
          <p class="rail-words">{stepWords(view.steps, index) || gatheredWords(step)}</p>
          <p class="row-sub">{attemptWords(step, view.now)}</p>
          {step.mayRunAgain && (
            <ButtonForm
              action={`${runHref(view.number)}/steps/${step.step}`}
              label={`Run again from here: ${STEP_WORDS[step.step].name.toLowerCase()}`}
            >
              Run again from here
            </ButtonForm>
          )}
        </li>
      ))}
    </ol>
  );
}

/** What research without words of its own came to. */
function gatheredWords(step: StepView): string {
  return step.step === 'base-research' && step.output !== null ? describeBrief(step.output.brief) : '';
}

function attemptWords(step: StepView, now: string): string {
  if (step.attempt === 0) return 'not begun';
  const taken = timeTaken(step, now);
  const attempt = step.attempt === 1 ? '' : `attempt ${step.attempt} · `;
  return `${attempt}${taken ?? 'not begun'}`;
}

/** Why a step stands where it stands: its own reason, else what it waits for, else what its state means. */
export function stepWords(steps: readonly StepView[], index: number): string {
  const step = steps[index];
  if (step === undefined) return '';
  if (step.reason !== null) return step.reason;
  if (step.state === 'Blocked') return blockedBy(steps[index - 1]);
  return hasEnded(step.state) ? '' : RUN_STATE_WORDS[step.state].sentence;
}

/** What keeps a step from beginning, by the one before it. */
function blockedBy(before: StepView | undefined): string {
  if (before === undefined) return RUN_STATE_WORDS.Blocked.sentence;
  const { name } = STEP_WORDS[before.step];
  if (before.state === 'Abstained')
    return `${name} found not enough evidence, so there is no draft to work on.`;
  if (before.state === 'Failed') return `${name} failed; it has to be run again first.`;
  if (before.state === 'Cancelled') return `${name} was stopped; it has to be run again first.`;
  return COMPLETED_STATES.includes(before.state) ? '' : `Waits for ${name.toLowerCase()}.`;
}
