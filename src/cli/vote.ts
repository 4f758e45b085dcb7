/** `regatlas vote NUMBER`: asks the voters about the sentences of an analysis and says where they judge otherwise. */
import type { Command } from 'commander';
import { AppError } from '#domain/errors.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { CastVote } from '#domain/vote.ts';
import { type ComparedSentence, compareVotes, listVoterFindings } from '#grounding/compare-votes.ts';
import { collectVotes, type FailedVote, type VoteRound } from '#ingest/collect-votes.ts';
import type { SupportVoter } from '#llm/support-voter.ts';
import type { ReadTx } from '#store/connect.ts';
import { findVerification } from '#store/verifications.ts';
import { findVersion } from '#store/versions.ts';
import { listVotes } from '#store/votes.ts';
import type { App, CliContext } from './context.ts';
import { counted } from './describe-findings.ts';
import { EXIT } from './exit-codes.ts';
import { parseNumber } from './parse-number.ts';

/** Adds the command. */
export function registerVote(program: Command, context: CliContext): void {
  program
    .command('vote')
    .description('ask the voters of REGATLAS_VOTERS about an analysis; verdicts stay as they are')
    .argument('<number>', 'number of the analysis')
    .option('--most <n>', 'ask about no more than the first n sentences (default: REGATLAS_VOTES_MOST)')
    .action(async (numberText: string, flags: { most?: string }) => {
      await runVote(context, parseNumber(numberText), readMost(context, flags.most));
    });
}

async function runVote(context: CliContext, number: number, most: number): Promise<void> {
  const { out } = context;
  await using app = await context.openApp();
  const voters = await app.voters();
  if (voters.length === 0) throw noVoters();
  const version = await app.store.read((tx) => findVersion(tx, number));
  if (version === undefined) {
    throw new AppError('not-found', `There is no analysis #${number}.`, {
      remedy: 'Import it with `npx regatlas import FILE`, or look for its number on the list of analyses.',
    });
  }
  const signal = context.stopSignal();
  const round = await collect(context, app, voters, version.id, { most, signal });
  if (signal.aborted) process.exitCode = EXIT.environment;
  const { verification } = round;
  const votes = await app.store.read((tx) => loadVotes(tx, verification));
  const compared = votes === null ? [] : compareVotes(votes.report, votes.cast);
  const findings = votes === null ? [] : listVoterFindings(votes.report, compared);
  const agreement = countAgreement(compared);
  out.json({
    analysis: number,
    version: version.number,
    voters: voters.map((voter) => voter.identity),
    ...round,
    agreement,
    findings,
    votes: votes?.cast ?? [],
  });
  out.line(`#${number} version ${version.number}  ${describeRound(round, voters.length)}`);
  for (const line of describeFaults(round.failed)) out.line(line);
  out.line(
    `Beside the check: ${agreement.agrees} the same, ${agreement.near} near, ${agreement.differs} otherwise.`,
  );
  for (const { severity, excerpt, message } of findings) {
    out.line(`  ${severity.padEnd(5)}  “${excerpt}”\n         ${message}`);
  }
}

async function collect(
  context: CliContext,
  app: App,
  voters: readonly SupportVoter[],
  versionId: string,
  bounds: { most: number; signal: AbortSignal },
): Promise<VoteRound> {
  // The bar's length is known with the first answer.
  let progress: ReturnType<CliContext['out']['progress']> | undefined;
  try {
    return await collectVotes(app.store, { clock: app.deps.clock, voters }, versionId, {
      ...bounds,
      onStep: (total) => {
        progress ??= context.out.progress('Asking voters', total);
        progress.step();
      },
    });
  } finally {
    progress?.[Symbol.dispose]();
  }
}

async function loadVotes(
  tx: ReadTx,
  verification: number | null,
): Promise<{ report: VerificationReport; cast: CastVote[] } | null> {
  if (verification === null) return null;
  const stored = await findVerification(tx, verification);
  return stored === undefined ? null : { report: stored.report, cast: await listVotes(tx, verification) };
}

function countAgreement(compared: readonly ComparedSentence[]) {
  const all = compared.flatMap((one) => one.votes.map(({ agreement }) => agreement));
  const count = (wanted: string) => all.filter((agreement) => agreement === wanted).length;
  return { agrees: count('agrees'), near: count('near'), differs: count('differs') };
}

function describeRound(round: VoteRound, voters: number): string {
  if (round.verification === null) return 'is not verified yet, so there is nothing to vote on.';
  if (round.askable === 0) return 'has no sentence with a passage to compare it with.';
  const who = voters === 1 ? 'one voter' : counted(voters, 'voter');
  const parts = [
    `${round.asked} answered`,
    `${round.reused} known from before`,
    `${round.failed.length} failed`,
  ];
  const sentences = `${counted(round.askable, 'sentence')} with a passage`;
  const left = round.next === null ? '' : '; run it again to go on';
  return `${sentences}, ${who}: ${parts.join(', ')}${left}.`;
}

function describeFaults(failed: readonly FailedVote[]): string[] {
  const groups = Map.groupBy(failed, ({ model, message }) => `${model}: ${message}`);
  return [...groups].map(([words, members]) => {
    const wait = members[0]?.retryAfterSeconds ?? null;
    const when = wait === null ? '' : ` Asked to wait ${wait} s.`;
    return `No vote    ${counted(members.length, 'question')}, ${words}${when}`;
  });
}

function readMost(context: CliContext, text: string | undefined): number {
  if (text === undefined) return context.settings().votesMost;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new AppError('invalid-input', `“${text}” is not a number of sentences.`, {
    place: { field: '--most' },
    remedy: 'Give a whole number from 1 on.',
  });
}

function noVoters(): AppError {
  return new AppError('setting-invalid', 'No voter is set, so there is nobody to ask.', {
    place: { field: 'REGATLAS_VOTERS' },
    remedy:
      'Set it to model (with REGATLAS_MODEL and REGATLAS_MODEL_KEY) or nli (with REGATLAS_NLI_MODEL_DIR).',
  });
}
