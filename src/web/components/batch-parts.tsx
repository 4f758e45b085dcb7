/** The account of a batch: how many runs ended how, and what was spent of what. */
import type { RunState } from '#domain/run.ts';
import type { BatchRuns } from '#research/present-batch.ts';
import { grouped, percent } from '../amounts.ts';
import type { BatchItem } from '../run-views.ts';
import { duration, money } from '../run-words.ts';
import { RunStateBadge } from './run-state.tsx';

const FIGURES: readonly (readonly [state: RunState, of: keyof BatchRuns, words: string])[] = [
  ['Completed', 'completed', 'completed'],
  ['Completed with findings', 'withFindings', 'of these with findings'],
  ['Abstained', 'abstained', 'not enough evidence'],
  ['Failed', 'failed', 'failed'],
  ['Cancelled', 'cancelled', 'cancelled'],
  ['Running', 'underWay', 'under way'],
  ['Ready', 'waiting', 'waiting'],
];

/** How many runs stand where; what did not happen is left out, but for the two that must never be mistaken. */
export function BatchFigures({ runs }: { runs: BatchRuns }) {
  return (
    <ul class="check-figures batch-figures">
      {FIGURES.filter(([, of]) => runs[of] > 0 || of === 'completed' || of === 'failed').map(
        ([state, of, words]) => (
          <li data-none={runs[of] === 0 ? '' : undefined}>
            <RunStateBadge state={state} words={`${grouped(runs[of])} ${words}`} />
          </li>
        ),
      )}
    </ul>
  );
}

/** What was spent of each bound, as a bar where there is one. */
export function BudgetBars({ batch }: { batch: BatchItem }) {
  const { spent, request } = batch;
  const tokens = spent.inputTokens + spent.outputTokens;
  const { budget } = request;
  return (
    <ul class="plain budget-bars">
      <Bar name="Tokens" used={tokens} of={budget.tokens} words={grouped} />
      <Bar name="Money" used={spent.costMicros} of={budget.costMicros} words={money} />
      <Bar name="Time" used={batch.seconds ?? 0} of={budget.seconds} words={(n) => duration(n * 1_000)} />
    </ul>
  );
}

function Bar(props: {
  name: string;
  used: number | null;
  of: number | null;
  words: (amount: number) => string;
}) {
  const { name, used, of, words } = props;
  const said = used === null ? 'not known' : words(used);
  const share = used === null || of === null ? null : used / of;
  return (
    <li>
      <span class="bar-name">{name}</span>
      {share !== null && (
        <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect width="100" height="8" />
          <rect class="bar-used" width={Math.min(100, share * 100)} height="8" />
        </svg>
      )}
      <span class="bar-words">
        {of === null ? `${said}, no limit` : `${said} of ${words(of)}`}
        {share !== null && ` (${percent(share)})`}
      </span>
    </li>
  );
}
