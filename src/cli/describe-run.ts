/** Runs and batches in lines for people, and as the members of `--json`, which are a contract. */
import { hasEnded, type RunState } from '#domain/run.ts';
import type { BatchAccount } from '#research/present-batch.ts';
import type { RunCostRow, RunCosts } from '#store/run-costs.ts';
import { counted } from './describe-findings.ts';
import { EXIT } from './exit-codes.ts';
import { describeMoney, describeSeconds, describeTokens, UNKNOWN_FIGURE } from './run-figures.ts';
import { type Column, textTable } from './text-table.ts';

/** How a run ended, in the word that begins its line. */
const ENDS: Readonly<Record<RunState, string>> = {
  Blocked: 'Waiting',
  Ready: 'Waiting',
  Running: 'Running',
  Completed: 'Draft',
  'Completed with findings': 'Draft',
  Abstained: 'Abstained',
  Failed: 'Failed',
  Cancelled: 'Cancelled',
};

/** `Draft: #463 version 1, run 12, KP × CBDC_Status`, or how else it ended and why. */
export function runResultLine(run: RunCostRow): string {
  const what = `run ${run.number}, ${run.jurisdiction} × ${run.topic}`;
  const draft = describeDraft(run);
  if (ENDS[run.state] === 'Draft' && draft !== null) {
    return `Draft: ${draft}, ${what}${run.state === 'Completed' ? '' : ', with findings'}`;
  }
  return `${ENDS[run.state]}: ${what}.${run.reason === null ? '' : ` ${run.reason}`}`;
}

/** What it cost, in one line. */
export function runCostLine(run: RunCostRow): string {
  return [
    `${describeSeconds(run.seconds)} of work`,
    `${counted(run.asked, 'question')} asked, ${run.reused} known from before`,
    `${describeTokens(run.inputTokens)} tokens in, ${describeTokens(run.outputTokens)} out`,
    `cost ${describeMoney(run.costMicros)}`,
  ].join('; ');
}

/** Exit code of a run; 0 while it goes on. */
export function exitCodeOfRun({ state }: { readonly state: RunState }): number {
  if (state === 'Abstained') return EXIT.abstained;
  return state === 'Failed' || state === 'Cancelled' ? EXIT.failed : EXIT.ok;
}

/** Exit code of a batch: that of the run that ended worst. */
export function exitCodeOfBatch({ runs }: BatchAccount): number {
  if (runs.failed + runs.cancelled > 0) return EXIT.failed;
  return runs.abstained > 0 ? EXIT.abstained : EXIT.ok;
}

const COLUMNS: readonly Column[] = [
  { head: 'Run', isFigure: true },
  { head: 'Page' },
  { head: 'Analyst' },
  { head: 'State' },
  { head: 'Draft' },
  { head: 'Time', isFigure: true },
  { head: 'Asked', isFigure: true },
  { head: 'Reused', isFigure: true },
  { head: 'Tokens in', isFigure: true },
  { head: 'Out', isFigure: true },
  { head: 'Cost', isFigure: true },
];

/** One line for each run, and what `count` runs came to together. */
export function costTable(rows: readonly RunCostRow[], totals: RunCosts, count: number): string[] {
  const cells = rows.map((run) => [
    String(run.number),
    `${run.jurisdiction} × ${run.topic}`,
    run.analyst,
    !run.isSent && !hasEnded(run.state) ? 'Waiting' : run.state,
    describeDraft(run) ?? UNKNOWN_FIGURE,
    describeSeconds(run.seconds),
    ...costCells(run),
  ]);
  const sum = ['', counted(count, 'run'), '', '', '', '', ...costCells(totals)];
  return textTable(COLUMNS, [...cells, sum]);
}

function costCells(costs: RunCosts): string[] {
  return [
    ...[String(costs.asked), String(costs.reused)],
    ...[describeTokens(costs.inputTokens), describeTokens(costs.outputTokens)],
    describeMoney(costs.costMicros),
  ];
}

function describeDraft({ analysis, version }: RunCostRow): string | null {
  return analysis === null ? null : `#${analysis} version ${version}`;
}

/** A run as a member of a JSON document; costs are millionths of a US dollar, null when not known. */
export function presentRun(run: RunCostRow): object {
  const { analysis, version, ...rest } = run;
  return { ...rest, draft: analysis === null ? null : { analysis, version } };
}

/** Where the runs of a batch are, what they cost, and whether it was stopped. */
export function describeBatch(account: BatchAccount): string[] {
  const { runs, spent, stopped } = account;
  const open = runs.waiting + runs.underWay;
  const isPriced = spent.reservedCostMicros === 0 && spent.unpriced === 0;
  return [
    `Batch ${account.number}  ${account.topic}  ${account.analyst}, ${account.concurrency} at a time`,
    `Completed   ${runs.completed} of ${counted(runs.total, 'run')} (a verified draft exists), ${runs.withFindings} of them with findings`,
    `Otherwise   ${runs.abstained} abstained, ${runs.failed} failed, ${runs.cancelled} cancelled`,
    ...(open === 0 ? [] : [`To come     ${runs.underWay} under way, ${runs.waiting} waiting`]),
    `Spent       ${describeTokens(spent.inputTokens + spent.outputTokens)} tokens, ${describeMoney(isPriced ? spent.costMicros : null)}, ${describeSeconds(account.seconds)}; ${counted(spent.questions, 'question')} asked, ${spent.reused} known from before`,
    ...(stopped === null ? [] : [`Stopped     ${stopped.stoppedAt}, by ${stopped.actor}. ${stopped.words}`]),
  ];
}
