/**
 * Step 2 of a run: the draft against what there is in its cell: the Live version, the version it will follow, imported
 * versions of other pages, drafts of other runs, and what stored sources say of the status. Nothing is changed; what comes
 * of it are observations with the evidence of each side, and the version that the draft is to be put on.
 */
import type { CheckedContent } from '#compare/claim-sentences.ts';
import { type ComparedContent, compareClaims } from '#compare/compare-claims.ts';
import { compareSignals } from '#compare/compare-signals.ts';
import type { ClaimContext } from '#compare/compare-status-facts.ts';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { ComparedPoint, ComparedSide, ComparisonOutput } from '#domain/step-output.ts';
import type { Topic } from '#domain/topic.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import type { Store } from '#store/connect.ts';
import { readSides, type StoredSides, withReports } from './compared-sides.ts';
import { listComparisonFindings } from './comparison-findings.ts';
import type { StepContext, StepWork } from './step-work.ts';

/** What the step needs. `check` holds a content that is no version against the stored sources. */
export type ComparisonDeps = {
  readonly store: Store;
  readonly reference: { readonly topics: readonly Topic[]; readonly gazetteer: Gazetteer };
  readonly check: (content: AnalysisContent) => Promise<VerificationReport>;
};

/** See the module comment. */
export function comparisonAnalysis(deps: ComparisonDeps): StepWork {
  return async (context) => {
    const output = await compareDraft(deps, context);
    const grave = output.findings.filter(({ severity }) => severity !== 'info');
    return async () => ({
      state: grave.length > 0 ? 'Completed with findings' : 'Completed',
      reason: reasonOf(output),
      output,
      version: null,
    });
  };
}

async function compareDraft(deps: ComparisonDeps, context: StepContext): Promise<ComparisonOutput> {
  const { run, base } = context;
  const content = base?.content ?? null;
  if (content === null) throw new Error('a draft is compared, and the step before made none');
  const { jurisdiction, topic } = run;
  const stored = await deps.store.read((tx) =>
    readSides(tx, { jurisdiction, topic }, { run: run.number, content }),
  );
  const sides = await withReports(stored, deps.check, context.signal);
  await context.log(
    `Compared with ${count(sides.versions.length, 'version')}, ${count(sides.drafts.length, 'draft')} of other runs and ${count(sides.signals.length, 'statement')} of stored sources.`,
  );
  const { versions, drafts, signals, basedOn } = sides;
  if (versions.length + drafts.length + signals.length === 0) {
    return { sides: [], points: [], basedOn, findings: [] };
  }
  const draft: CheckedContent = { content, report: await deps.check(content) };
  const compared = [...versionSides(sides), ...(await draftSides(deps, context, sides))];
  return comparisonOf(draft, compared, sides, knowledgeOf(deps, topic));
}

type Side = { readonly side: ComparedSide; readonly content: ComparedContent };

/** What comparing this topic needs to know. */
export function knowledgeOf({ reference }: ComparisonDeps, topic: string): ClaimContext {
  const known = reference.topics.find(({ key }) => key === topic) ?? null;
  return { topic: known, gazetteer: reference.gazetteer };
}

function versionSides({ versions }: StoredSides): Side[] {
  return versions.map((content) => {
    const { key, label, kind } = content;
    const evidenceState = content.report?.evidenceState ?? 'imported';
    return { side: { key, kind, label, status: content.content.status, evidenceState }, content };
  });
}

/** Their reports were not kept, and sources may have come since. */
async function draftSides(
  deps: ComparisonDeps,
  { signal }: StepContext,
  { drafts }: StoredSides,
): Promise<Side[]> {
  const sides: Side[] = [];
  for (const { run, output } of drafts) {
    signal.throwIfAborted();
    if (output.content === null) continue;
    const report = await deps.check(output.content);
    const facts = { key: `run:${run}`, label: `the draft of run ${run}` };
    sides.push({
      side: { ...facts, kind: 'run', status: output.content.status, evidenceState: report.evidenceState },
      content: { ...facts, content: output.content, report, recordedOn: null },
    });
  }
  return sides;
}

function comparisonOf(
  draft: CheckedContent,
  compared: readonly Side[],
  { basedOn, signals }: StoredSides,
  context: ClaimContext,
): ComparisonOutput {
  const said = compareSignals(draft, signals, context);
  const sides = [...compared.map(({ side }) => side), ...said.sides];
  const points: ComparedPoint[] = [
    ...compared.flatMap(({ content }) => compareClaims(draft, content, context)),
    ...said.points,
  ];
  return { sides, points, basedOn, findings: listComparisonFindings(sides, points) };
}

function reasonOf({ sides, points }: ComparisonOutput): string {
  if (sides.length === 0) {
    return 'There was nothing to compare the draft with: no page, no other draft and no statement of a stored source.';
  }
  const signals = sides.filter(({ kind }) => kind === 'signal').length;
  const named = sides.filter(({ kind }) => kind !== 'signal').map(({ label }) => label);
  const all = signals === 0 ? named : [...named, `statements of ${count(signals, 'stored source')}`];
  const found = STANDINGS.flatMap(([relation, words]) => {
    const number = points.filter((point) => point.relation === relation).length;
    return number === 0 ? [] : [`${count(number, 'point')} ${words}`];
  });
  return `Compared with ${all.join(', ')}: ${found.join(', ') || 'no point in common'}.`;
}

const STANDINGS: readonly (readonly [ComparedPoint['relation'], string])[] = [
  ['agree', 'on which they agree'],
  ['differ', 'on which they differ'],
  ['only-draft', 'only in the draft'],
  ['only-other', 'only elsewhere'],
];

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
