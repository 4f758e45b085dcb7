/**
 * Step 3 of a run: the draft becomes a version. It keeps what is better supported of the versions and of other analysts'
 * drafts that it was compared with, is checked once more, and is put on the version that it was compared with; where that
 * is no longer the newest one, the step ends in `conflict` and is compared again. A page that says exactly this already gets
 * no new version.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { contentHash } from '#domain/canonical-json.ts';
import type { RunFinding } from '#domain/drafted-page.ts';
import { AppError } from '#domain/errors.ts';
import type { VersionCause } from '#domain/lineage.ts';
import type { BaseResearchOutput, ComparisonOutput, SynthesisOutput } from '#domain/step-output.ts';
import { lockNumbers } from '#store/analyses.ts';
import type { WriteTx } from '#store/connect.ts';
import { lockCell } from '#store/stages.ts';
import { holdEvidence } from '#store/verifications.ts';
import { findVersionByHash } from '#store/versions.ts';
import type { BlendSide } from './blend-state.ts';
import { findBasis, readSides, withReports } from './compared-sides.ts';
import { type ComparisonDeps, knowledgeOf } from './comparison-analysis.ts';
import { type SettledBlend, settleBlend } from './settle-blend.ts';
import type { EndedStep, StepContext, StepWork } from './step-work.ts';
import { summariseCheck } from './summarise-check.ts';
import { traceOrigins } from './trace-origins.ts';

/** Appends the draft of a run; see `review/append-draft.ts`. */
export type AppendDraft = (
  tx: WriteTx,
  draft: {
    readonly actor: string;
    readonly run: number;
    readonly analysis: number | null;
    readonly basedOn: string | null;
    readonly content: AnalysisContent;
    readonly note: string | null;
    readonly causes: readonly VersionCause[];
  },
) => Promise<{ readonly analysis: number; readonly number: number; readonly versionId: string }>;

/** What the step needs. */
export type SynthesisDeps = ComparisonDeps & { readonly appendDraft: AppendDraft };

type Drafted = BaseResearchOutput & { readonly content: AnalysisContent };
type Made = Omit<SynthesisOutput, 'version' | 'unchanged'>;

/** How much was kept, left out and left open. */
type Counts = { readonly kept: number; readonly leftOut: number; readonly open: number };

/** Open points that are kept; a page that leaves more open is to be written anew. */
const MOST_OPEN = 200;

/** See the module comment. */
export function blendedSynthesis(deps: SynthesisDeps): StepWork {
  return async (context) => {
    const { base, comparison } = context;
    if (base === null || base.content === null || comparison === null) {
      throw new Error('a draft and its comparison are blended, and the steps before made none');
    }
    const drafted = { ...base, content: base.content };
    const sides = await readBlendSides(deps, context, drafted, comparison);
    const signals = comparison.points.filter(({ side }) => side.startsWith('source:'));
    const settled = await settleBlend(
      { draft: drafted.content, sides, signals, context: knowledgeOf(deps, context.run.topic) },
      deps.check,
      context.signal,
    );
    const kept = settled.blend.taken.size;
    await context.log(
      `Blended: ${count(kept, 'sentence')} kept from elsewhere, ${settled.leftOut.length} left out, ${count(settled.open.length, 'point')} left open.`,
    );
    if (base.check?.evidenceState === 'verified' && settled.report.evidenceState !== 'verified') {
      return async () => abstained(settled);
    }
    const made = outputOf(settled, drafted);
    const counts = { kept, leftOut: settled.leftOut.length, open: settled.open.length };
    return (tx) => endWith(tx, deps, context, comparison, made, counts);
  };
}

/** Versions as they are, and drafts of other analysts: an analyst's own earlier draft was overtaken by this one. */
async function readBlendSides(
  deps: SynthesisDeps,
  { run, signal }: StepContext,
  base: Drafted,
  { points }: ComparisonOutput,
): Promise<BlendSide[]> {
  const { jurisdiction, topic } = run;
  const unchecked = await deps.store.read((tx) =>
    readSides(tx, { jurisdiction, topic }, { run: run.number, content: base.content }),
  );
  const stored = await withReports(unchecked, deps.check, signal);
  const bySide = Map.groupBy(points, ({ side }) => side);
  const sides = stored.versions.map((side): BlendSide => {
    const { analysis, number } = side.version;
    return { ...side, from: { kind: 'version', analysis, number }, points: bySide.get(side.key) ?? [] };
  });
  for (const { run: number, output } of stored.drafts) {
    signal.throwIfAborted();
    const key = `run:${number}`;
    const own = bySide.get(key);
    if (own === undefined || output.content === null || isSameAnalyst(output, base)) continue;
    const report = await deps.check(output.content);
    const side = {
      key,
      label: `the draft of run ${number}`,
      content: output.content,
      report,
      recordedOn: null,
    };
    sides.push({ ...side, from: { kind: 'run', run: number }, points: own });
  }
  return sides;
}

function isSameAnalyst(a: BaseResearchOutput, b: BaseResearchOutput): boolean {
  return a.analyst.kind === b.analyst.kind && a.analyst.model === b.analyst.model;
}

function outputOf({ blend, report, repairs, open, leftOut }: SettledBlend, base: Drafted): Made {
  const critical = report.findings.filter(({ severity }) => severity === 'critical');
  const findings = [...critical, ...leftFindings(open, leftOut)].map(
    ({ code, severity, message }): RunFinding => ({ code, severity, message, passages: [] }),
  );
  return {
    content: blend.content,
    origins: traceOrigins(blend, report, base.origins),
    check: summariseCheck(report),
    repairs: [...repairs],
    open: [...open, ...leftOut].slice(0, MOST_OPEN),
    findings,
  };
}

type Told = Pick<RunFinding, 'code' | 'severity' | 'message'>;

function leftFindings(open: readonly string[], leftOut: readonly string[]): Told[] {
  const are = (list: readonly string[]) => (list.length === 1 ? 'is' : 'are');
  const decide = `${count(open.length, 'point')} ${are(open)} left to a person to decide.`;
  const lookUp = `${count(leftOut.length, 'thing')} said before ${are(leftOut)} left out, as no stored source bears ${leftOut.length === 1 ? 'it' : 'them'}.`;
  return [
    ...(open.length === 0 ? [] : [{ code: 'POINTS_LEFT_OPEN', severity: 'minor' as const, message: decide }]),
    ...(leftOut.length === 0
      ? []
      : [{ code: 'UNBORNE_LEFT_OUT', severity: 'minor' as const, message: lookUp }]),
  ];
}

async function endWith(
  tx: WriteTx,
  deps: SynthesisDeps,
  { run }: StepContext,
  { basedOn }: ComparisonOutput,
  made: Made,
  counts: Counts,
): Promise<EndedStep> {
  const { jurisdiction, topic } = run;
  await holdEvidence(tx);
  // A page that does not exist yet cannot be locked; whoever makes one holds the numbers.
  if (basedOn === null) await lockNumbers(tx);
  else await lockCell(tx, { jurisdiction, topic });
  const now = await findBasis(tx, { jurisdiction, topic });
  if (now?.id !== basedOn?.id) throw overtaken(now);
  const state = made.findings.length > 0 || made.repairs.length > 0 ? 'Completed with findings' : 'Completed';
  const same =
    basedOn === null ? undefined : await findVersionByHash(tx, basedOn.analysis, contentHash(made.content));
  if (basedOn !== null && same !== undefined) {
    const version = { analysis: basedOn.analysis, number: same.number, id: same.id };
    const reason = `Version ${same.number} says exactly this already; no version was added.`;
    return { state, reason, output: { ...made, version, unchanged: true }, version: same.id };
  }
  const reason = reasonOf(made, counts, basedOn !== null);
  const saved = await deps.appendDraft(tx, {
    ...{ actor: run.requestedBy, run: run.number, content: made.content, note: reason, causes: [] },
    ...{ analysis: basedOn?.analysis ?? null, basedOn: basedOn?.id ?? null },
  });
  const version = { analysis: saved.analysis, number: saved.number, id: saved.versionId };
  return { state, reason, output: { ...made, version, unchanged: false }, version: saved.versionId };
}

function reasonOf({ content }: Made, { kept, leftOut, open }: Counts, isLater: boolean): string {
  const parts = [
    isLater ? `${count(kept, 'sentence')} kept from what was there` : 'the first page of its cell',
    ...(leftOut === 0 ? [] : [`${leftOut} left out that no stored source bears`]),
    ...(open === 0 ? [] : [`${count(open, 'point')} left open`]),
  ];
  return `Drafted from ${count(content.sources.length, 'stored source')}: ${parts.join(', ')}.`;
}

function abstained({ report }: SettledBlend): EndedStep {
  return {
    state: 'Abstained',
    reason: `The status is no longer borne out by stored sources: ${report.confidence.summary}`,
    output: null,
    version: null,
  };
}

function overtaken(now: ComparisonOutput['basedOn']): AppError {
  const message =
    now === null
      ? 'The page that the draft was compared with is gone.'
      : `Version ${now.number} of #${now.analysis} was saved after the draft was compared.`;
  return new AppError('conflict', message, { remedy: 'It is compared again with what is there now.' });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
