/** `regatlas research JURISDICTION TOPIC`: asks for a run, works it, and says what it came to. */
import type { Command } from 'commander';
import { getJurisdiction, getTopic } from '#ingest/import-terms.ts';
import { requestRun } from '#research/request-run.ts';
import type { ReadTx } from '#store/connect.ts';
import { findVerification } from '#store/verifications.ts';
import { findVersion } from '#store/versions.ts';
import type { App, CliContext } from './context.ts';
import { describeFindings, sumFindings } from './describe-findings.ts';
import { exitCodeOfRun, presentRun, runCostLine, runResultLine } from './describe-run.ts';
import { EXIT } from './exit-codes.ts';
import { followRun } from './follow-runs.ts';
import { loadRun } from './load-run.ts';
import { addRunFlags, type RunFlags, readRunFlags } from './run-flags.ts';

const ACTOR = 'command line';

/** Adds the command. */
export function registerResearch(program: Command, context: CliContext): void {
  const command = program
    .command('research')
    .description('research a page: gather sources, draft from them, check the draft, compare, blend')
    .argument('<jurisdiction>', 'code or name: KP, "North Korea"')
    .argument('<topic>', 'key of the topic: CBDC_Status');
  addRunFlags(command, 'the run').action(async (jurisdiction: string, topic: string, flags: RunFlags) => {
    process.exitCode = await runResearch(context, { jurisdiction, topic }, flags);
  });
}

async function runResearch(
  context: CliContext,
  cell: { readonly jurisdiction: string; readonly topic: string },
  flags: RunFlags,
): Promise<number> {
  const reference = await context.reference();
  const order = {
    actor: ACTOR,
    jurisdiction: getJurisdiction(cell.jurisdiction, reference.gazetteer, { field: 'jurisdiction' }).code,
    topic: getTopic(cell.topic, reference.topics, { field: 'topic' }).key,
    request: readRunFlags(flags, context.settings()),
  };
  await using app = await context.openApp();
  const number = await app.store.write((tx) => requestRun(tx, app.runs, order));
  // Awaited here: the application closes when this function is left.
  return await finishRun(context, app, number, flags.wait);
}

/** Waits for a run that was asked for, unless it is not to, and tells how it stands; the exit code. */
export async function finishRun(
  context: CliContext,
  app: App,
  number: number,
  wait: boolean,
): Promise<number> {
  const { out } = context;
  if (wait) out.hint(`Run ${number} is being worked. Ctrl-C leaves it to a server or worker.`);
  const hasEnded = wait && (await followRun(context, app, number));
  const { run, findings, page } = await app.store.read((tx) => loadEnd(tx, app, number));
  out.json({ run: presentRun(run), findings, page });
  if (!hasEnded) {
    out.line(`Run ${number} is queued. \`npx regatlas runs ${number}\` tells how it stands.`);
    return wait ? EXIT.environment : EXIT.ok;
  }
  out.line(runResultLine(run));
  if (page !== null) {
    out.line(
      `Status: ${page.status} (${page.evidenceState ?? 'not verified yet'}), confidence ${page.confidence}`,
    );
    out.hint(`\`npx regatlas show ${run.analysis} --version-number ${run.version}\` shows it.`);
  }
  if (findings.length > 0) out.line(`Findings: ${sumFindings(findings)}`);
  for (const line of describeFindings(findings)) out.line(line);
  out.line(`Worked: ${runCostLine(run)}`);
  return exitCodeOfRun(run);
}

async function loadEnd(tx: ReadTx, app: App, number: number) {
  const { run, findings } = await loadRun(tx, app, number);
  const { analysis, version } = run;
  return {
    ...{ run, findings },
    page: analysis === null || version === null ? null : await loadPage(tx, analysis, version),
  };
}

/** How the draft stands that a run ended in. */
async function loadPage(tx: ReadTx, analysis: number, number: number) {
  const version = await findVersion(tx, analysis, number);
  if (version === undefined) return null;
  const verification =
    version.verification === null ? undefined : await findVerification(tx, version.verification);
  return {
    status: version.content.status,
    stage: version.stage,
    evidenceState: verification?.report.evidenceState ?? null,
    confidence: verification?.report.confidence.level ?? 'Unknown',
  };
}
