/** One run with its steps, its log and what it asked of services. */
import { describeFindings, sumFindings } from './describe-findings.ts';
import { describeRequest } from './describe-request.ts';
import { presentRun, runCostLine, runResultLine } from './describe-run.ts';
import type { LoadedRun } from './load-run.ts';
import { describeMoney, describeSeconds, describeTokens, UNKNOWN_FIGURE } from './run-figures.ts';
import { textTable } from './text-table.ts';

/** As `runs NUMBER --json` has it; the outputs of steps are those of `domain/step-output.ts`. */
export function presentWholeRun({
  run,
  request,
  steps,
  results,
  findings,
  log,
  exchanges,
}: LoadedRun): object {
  return {
    run: { ...presentRun(run), request },
    steps: steps.map(({ claim: _, ...step }) => step),
    attempts: results,
    findings,
    log,
    exchanges,
  };
}

/** The same in lines. */
export function describeWholeRun(loaded: LoadedRun): string[] {
  const { run, request, findings, log } = loaded;
  return [
    runResultLine(run),
    `Asked by ${run.requestedBy} ${run.requestedAt}${run.batch === null ? '' : `, batch ${run.batch}`}`,
    describeRequest(request),
    runCostLine(run),
    ...['', ...describeSteps(loaded)],
    ...(findings.length === 0
      ? []
      : ['', `Findings: ${sumFindings(findings)}`, ...describeFindings(findings)]),
    ...(log.length === 0 ? [] : ['', ...log.map(describeLine)]),
    ...(loaded.exchanges.length === 0 ? [] : ['', ...describeExchanges(loaded)]),
  ];
}

function describeSteps({ steps, results }: LoadedRun): string[] {
  const rows = steps.map((step) => {
    const own = results.filter((result) => result.step === step.step);
    const seconds = own.map(
      ({ startedAt, endedAt }) => (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000,
    );
    const time = seconds.length === 0 ? null : seconds.reduce((sum, each) => sum + each, 0);
    return [step.step, step.state, String(step.attempt), describeSeconds(time), step.reason ?? ''];
  });
  const columns = [
    { head: 'Step' },
    { head: 'State' },
    { head: 'Attempts', isFigure: true },
    { head: 'Time', isFigure: true },
    { head: 'Reason' },
  ];
  return textTable(columns, rows);
}

function describeLine({ at, step, level, message }: LoadedRun['log'][number]): string {
  return `${at}  ${step}  ${level === 'warning' ? 'warning: ' : ''}${message}`;
}

function describeExchanges({ exchanges }: LoadedRun): string[] {
  const rows = exchanges.map((one) => [
    one.askedAt,
    one.service,
    one.purpose,
    one.reused === null ? (one.fault ?? one.state) : 'known from before',
    one.inputTokens === null ? UNKNOWN_FIGURE : describeTokens(one.inputTokens),
    one.outputTokens === null ? UNKNOWN_FIGURE : describeTokens(one.outputTokens),
    describeMoney(one.costMicros),
    one.message ?? '',
  ]);
  const columns = [
    { head: 'Asked' },
    { head: 'Service' },
    { head: 'For' },
    { head: 'Answer' },
    { head: 'Tokens in', isFigure: true },
    { head: 'Out', isFigure: true },
    { head: 'Cost', isFigure: true },
    { head: '' },
  ];
  return textTable(columns, rows);
}
