/** `regatlas show NUMBER`: what an analysis says and how it stands, in a screenful. */
import type { Command } from 'commander';
import { AppError } from '#domain/errors.ts';
import type { Finding } from '#domain/finding.ts';
import { type GateBar, listBars } from '#domain/gate.ts';
import type { Stage } from '#domain/workflow.ts';
import type { StandingApproval } from '#store/approvals.ts';
import type { ReadTx } from '#store/connect.ts';
import { listImportFindings } from '#store/findings.ts';
import { loadGateFacts } from '#store/publications.ts';
import { findVerification } from '#store/verifications.ts';
import { findVersion } from '#store/versions.ts';
import type { CliContext } from './context.ts';
import { describeFindings, sumFindings } from './describe-findings.ts';
import { parseNumber } from './parse-number.ts';

/** Adds the command. */
export function registerShow(program: Command, context: CliContext): void {
  program
    .command('show')
    .description('show an analysis: status, evidence, confidence, findings')
    .argument('<number>', 'number of the analysis')
    .option('--version-number <n>', 'a version other than the one that stands for the page')
    .action(async (numberText: string, flags: { versionNumber?: string }) => {
      const number = parseNumber(numberText);
      const wanted = flags.versionNumber === undefined ? undefined : parseNumber(flags.versionNumber);
      await using app = await context.openApp();
      const shown = await app.store.read((tx) => loadShown(tx, number, wanted));
      context.out.json(presentShown(shown));
      for (const line of describeShown(shown)) context.out.line(line);
    });
}

type Shown = Awaited<ReturnType<typeof loadShown>>;

async function loadShown(tx: ReadTx, number: number, wanted: number | undefined) {
  const version = await findVersion(tx, number, wanted);
  if (version === undefined) {
    const which = wanted === undefined ? '' : ` with a version ${wanted}`;
    throw new AppError('not-found', `There is no analysis #${number}${which}.`, {
      remedy: 'Import it with `npx regatlas import FILE`, or look for its number on the list of analyses.',
    });
  }
  const verification =
    version.verification === null ? undefined : await findVerification(tx, version.verification);
  const facts = await loadGateFacts(tx, version.id);
  return {
    ...{ version, verification, facts, bars: listBars(facts) },
    importFindings: await listImportFindings(tx, version.id),
  };
}

function presentShown({ version, verification, importFindings, facts, bars }: Shown): object {
  return {
    analysis: version.analysis,
    version: version.number,
    stage: version.stage,
    approvals: facts.approvals.map(({ review, name, role, submittedAt }) => ({
      review,
      name,
      role,
      submittedAt,
    })),
    bars,
    origin: version.origin,
    recordedAt: version.recordedAt,
    contentHash: version.contentHash,
    content: version.content,
    importFindings,
    verification: verification?.report ?? null,
    verifiedAt: verification?.verifiedAt ?? null,
  };
}

function describeShown({ version, verification, importFindings, facts, bars }: Shown): string[] {
  const { content } = version;
  const report = verification?.report;
  const findings: Finding[] = [...importFindings, ...(report?.findings ?? [])];
  const { declared } = content;
  const own = [
    declared.stage === null ? [] : [`stage ${declared.stage}`],
    declared.confidence === null ? [] : [`confidence ${declared.confidence}`],
  ].flat();
  return [
    `#${version.analysis} version ${version.number}  ${content.jurisdiction} × ${content.topic}  ${version.stage}`,
    `Status      ${content.status} (${report?.evidenceState ?? 'imported'}); ground: ${content.ground ?? 'not stated'}`,
    `Confidence  ${report?.confidence.level ?? 'Unknown'}. ${report?.confidence.summary ?? 'Not verified yet.'}`,
    ...(own.length === 0 ? [] : [`Declared    ${own.join(', ')}`]),
    ...describeGate(version.stage, facts.approvals, bars),
    `Findings    ${sumFindings(findings)}`,
    ...describeFindings(findings),
  ];
}

/** Who approved it, and of what may still be published, what is in the way. */
function describeGate(
  stage: Stage,
  approvals: readonly StandingApproval[],
  bars: readonly GateBar[],
): string[] {
  const approved = approvals.map(
    ({ name, role }) => `Approved    by ${name} (${role ?? 'without an account'})`,
  );
  if (stage !== 'Draft' && stage !== 'In review') return approved;
  const inTheWay = bars
    .filter(({ code }) => code !== 'not-in-review')
    .map(
      ({ message, overridable }) =>
        `To Live     ${message}${overridable ? ' An editor may override it.' : ''}`,
    );
  return [...approved, ...(inTheWay.length === 0 ? ['To Live     nothing stands in the way'] : inTheWay)];
}
