/**
 * The first step of a run: gather, draft, check and repair. A draft that is kept has been checked against the stored
 * texts; where the evidence does not suffice the step abstains and says what is missing, which is a result.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Brief } from '#domain/brief.ts';
import type { DraftOutcome, RunFinding } from '#domain/drafted-page.ts';
import { AppError } from '#domain/errors.ts';
import type { AnalystIdentity, AnalystKind, RunState } from '#domain/run.ts';
import { PRIMARY_TIERS } from '#domain/source.ts';
import type { BaseResearchOutput, Repair } from '#domain/step-output.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { Analyst, AnalystTools, Material } from './analyst.ts';
import { type CheckedDraft, checkAndRepair } from './check-and-repair.ts';
import { composeContent } from './compose-content.ts';
import { type BriefDeps, makeBrief } from './make-brief.ts';
import type { EndStep, StepContext, StepWork } from './step-work.ts';

/** What base research is handed by `main`. */
export type BaseResearchDeps = BriefDeps & {
  readonly analysts: Readonly<Record<AnalystKind, () => Promise<Analyst>>>;
  /** Holds a content against the stored sources, as it would be verified when it were stored. */
  readonly check: (content: AnalysisContent) => Promise<VerificationReport>;
};

/** See the module comment. */
export function baseResearch(deps: BaseResearchDeps): StepWork {
  return async (context) => {
    const cell = findCell(deps, context);
    const { brief, texts, findings } = await makeBrief(deps, context, cell);
    const analyst = await deps.analysts[context.run.request.analyst]();
    const start: Start = { brief, analyst: analyst.identity, found: findings };
    if (brief.passages.length === 0) {
      const words = `Nothing that is stored or was found speaks of “${cell.topic.title}” in ${cell.jurisdiction.everydayName}.`;
      return abstain(start, { reason: 'no-primary-source', words, findings: [] }, []);
    }
    context.signal.throwIfAborted();
    await context.log(`Drafting (${analyst.identity.model ?? analyst.identity.rules}).`);
    const material: Material = { ...cell, brief, texts };
    const tools: AnalystTools = { ask: context.ask, log: context.log, signal: context.signal };
    const outcome = await analyst.draft(material, tools);
    if (outcome.kind === 'abstained') return abstain(start, outcome, []);
    context.signal.throwIfAborted();
    await context.log('Checking each sentence of the draft against the stored texts.');
    const checked = await checkAndRepair(material, outcome.page, {
      ...{ analyst, tools, check: deps.check, rounds: context.run.request.repairs },
      compose: (page) => composeContent(material, page, { analyst: analyst.identity }),
    });
    if (checked.kind === 'abstained') return abstain(start, checked, checked.repairs);
    return complete(start, checked);
  };
}

/** What a step has when it ends, however it does; `found` are findings of gathering. */
type Start = {
  readonly brief: Brief;
  readonly analyst: AnalystIdentity;
  readonly found: readonly RunFinding[];
};

function findCell(
  { reference }: BaseResearchDeps,
  { run }: StepContext,
): Pick<Material, 'jurisdiction' | 'topic'> {
  const jurisdiction = reference.jurisdictions.find(({ code }) => code === run.jurisdiction);
  if (jurisdiction === undefined) {
    throw new AppError('unknown-jurisdiction', `There is no jurisdiction ${run.jurisdiction} any more.`, {
      remedy: 'Start a run on one of the list of jurisdictions.',
    });
  }
  const topic = reference.topics.find(({ key }) => key === run.topic);
  if (topic === undefined) {
    throw new AppError('unknown-topic', `There is no topic ${run.topic} any more.`, {
      remedy: 'Start a run on one of the list of topics.',
    });
  }
  return { jurisdiction, topic };
}

function complete(start: Start, draft: Extract<CheckedDraft, { kind: 'checked' }>): EndStep {
  const { page, content, origins, summary, repairs } = draft;
  const { brief, analyst, found } = start;
  const findings = [...found, ...draft.findings];
  const output: BaseResearchOutput = {
    ...{ brief, analyst },
    ...{ page, content, check: summary, origins: [...origins], repairs: [...repairs], findings },
    abstained: null,
  };
  const grave = findings.filter(({ severity }) => severity === 'major' || severity === 'critical');
  const left = repairs.filter(({ outcome }) => outcome !== 'mended');
  const hasFindings = grave.length > 0 || left.length > 0;
  const reason = hasFindings ? findingWords(grave, left) : null;
  return end(hasFindings ? 'Completed with findings' : 'Completed', reason, output);
}

function findingWords(grave: readonly RunFinding[], left: readonly Repair[]): string {
  const cut = left.filter(({ outcome }) => outcome === 'cut').length;
  const flagged = left.length - cut;
  const repaired = [
    ...(cut === 0 ? [] : [`${cut} ${cut === 1 ? 'sentence was' : 'sentences were'} not borne out and cut.`]),
    ...(flagged === 0
      ? []
      : [`${flagged} ${flagged === 1 ? 'sentence is' : 'sentences are'} not borne out.`]),
  ];
  return [...grave.map(({ message }) => message), ...repaired].join(' ');
}

function abstain(
  { brief, analyst, found }: Start,
  { reason, words, findings }: Omit<Extract<DraftOutcome, { kind: 'abstained' }>, 'kind'>,
  repairs: readonly Repair[],
): EndStep {
  const told = `${words} ${missingWords(brief)}`;
  const nothing = { page: null, content: null, check: null, origins: [] };
  const output: BaseResearchOutput = {
    ...{ brief, analyst, ...nothing, repairs: [...repairs], findings: [...found, ...findings] },
    abstained: { reason, words: told },
  };
  return end('Abstained', told, output);
}

/** Which kinds of primary sources the brief does not have. */
function missingWords({ sources }: Brief): string {
  const missing = PRIMARY_TIERS.filter((tier) => !sources.some((source) => source.tier === tier));
  if (missing.length === 0) return 'Primary sources of every kind are there.';
  return `No source on it of these kinds was found: ${missing.join(', ')}.`;
}

function end(
  state: Extract<RunState, 'Completed' | 'Completed with findings' | 'Abstained'>,
  reason: string | null,
  output: BaseResearchOutput,
): EndStep {
  return async () => ({ state, reason, output, version: null });
}
