/**
 * What a run came to, before anything else on its page: the status with its evidence and the words it rests on, that the
 * evidence does not suffice, or what kept it from ending and what to do.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { COMPLETED_STATES, hasEnded } from '#domain/run.ts';
import type { CheckSummary } from '#domain/step-output.ts';
import type { RunView } from '../run-views.ts';
import { draftHref, STEP_WORDS } from '../run-words.ts';
import { GROUND_WORDS, UNKNOWN_REASON_WORDS } from '../wording.ts';
import { queryString } from './pager.tsx';
import { CheckFigures, PassageQuotes } from './run-evidence.tsx';
import { ConfidenceBadge, StatusBadge } from './status-badge.tsx';
import { Day } from './when.tsx';

const MOST_PASSAGES = 2;

/** Nothing while there is neither a draft nor an end. */
export function RunResult({ view }: { view: RunView }) {
  const drafted = draftOf(view);
  if (COMPLETED_STATES.includes(view.state) && drafted !== null) {
    return <Drafted view={view} drafted={drafted} isFinal />;
  }
  if (view.state === 'Abstained') return <Abstained view={view} />;
  if (view.state === 'Failed' || view.state === 'Cancelled') return <Stopped view={view} />;
  return hasEnded(view.state) || drafted === null ? null : (
    <Drafted view={view} drafted={drafted} isFinal={false} />
  );
}

type DraftedNow = { readonly content: AnalysisContent; readonly check: CheckSummary };

/** The furthest draft there is. */
function draftOf({ steps }: RunView): DraftedNow | null {
  for (const { output, step } of steps.toReversed()) {
    if (output === null || step === 'comparison-analysis') continue;
    if ('content' in output && output.content !== null && output.check !== null) {
      return { content: output.content, check: output.check };
    }
  }
  return null;
}

function Drafted({ view, drafted, isFinal }: { view: RunView; drafted: DraftedNow; isFinal: boolean }) {
  const { content, check } = drafted;
  return (
    <section class="run-result" aria-labelledby="result-title">
      <h2 id="result-title">{isFinal ? resultTitle(view) : 'So far'}</h2>
      <div class="run-pair">
        <div>
          <div class="run-status">
            <StatusBadge
              topic={view.topic}
              status={content.status}
              evidenceState={check.evidenceState}
              size="large"
            />
            <div>
              <p class="ground">{groundWords(content)}</p>
              <p class="minor-note">
                Since <Day at={content.statusSince} /> · confidence when it was checked{' '}
                <ConfidenceBadge level={check.confidence.level} figure={check.confidence.figure} />
              </p>
            </div>
          </div>
          <CheckFigures check={check} />
        </div>
        <RestsOn view={view} status={content.status} />
      </div>
      {isFinal && view.draft !== null && (
        <p class="page-actions">
          <a class="button primary" href={draftHref(view.draft)}>
            Read version {view.draft.version} of #{view.draft.analysis}
          </a>
        </p>
      )}
    </section>
  );
}

function resultTitle({ draft, steps }: RunView): string {
  const synthesis = steps.find((step) => step.step === 'blended-synthesis');
  if (synthesis?.step === 'blended-synthesis' && synthesis.output?.unchanged === true) {
    return 'The page says exactly this already';
  }
  return draft === null ? 'The draft' : `Version ${draft.version} of #${draft.analysis}, a draft to review`;
}

function groundWords({ unknownReason, ground }: AnalysisContent): string {
  if (unknownReason !== null) return `Not known: ${UNKNOWN_REASON_WORDS[unknownReason]}`;
  return ground === null ? 'ground not stated' : GROUND_WORDS[ground];
}

/** The first passages that state the status, where it still is the one that they were read for. */
function RestsOn({ view, status }: { view: RunView; status: string }) {
  const research = view.steps.find((step) => step.step === 'base-research');
  if (research?.step !== 'base-research' || research.output === null) return null;
  const { brief, page } = research.output;
  if (page === null || page.status !== status) return null;
  const ids = [...new Set(page.statusStatements.flatMap((statement) => statement.passages))];
  if (ids.length === 0) return null;
  return (
    <div class="rests-on">
      <p class="panel-label">Rests on</p>
      <PassageQuotes brief={brief} ids={ids.slice(0, MOST_PASSAGES)} />
      {ids.length > MOST_PASSAGES && (
        <p class="minor-note">
          and <a href="#status-passages">{ids.length - MOST_PASSAGES} more</a>
        </p>
      )}
    </div>
  );
}

function newRun({ jurisdiction, topic }: RunView): string {
  return `/runs/new${queryString({ jurisdiction: jurisdiction.code, topic: topic.key })}`;
}

function Abstained({ view }: { view: RunView }) {
  const research = view.steps.find((step) => step.step === 'base-research');
  const abstained = research?.step === 'base-research' ? research.output?.abstained : undefined;
  return (
    <section class="run-result" aria-labelledby="result-title">
      <h2 id="result-title">
        Not enough evidence
        {abstained !== null && abstained !== undefined && `: ${UNKNOWN_REASON_WORDS[abstained.reason]}`}
      </h2>
      <p class="lead">{abstained?.words ?? view.reason ?? 'The stored passages do not bear a status.'}</p>
      <p class="prose">
        No draft was made, and the page stays as it is. Add a source that speaks of it, or{' '}
        <a href={newRun(view)}>research it again with addresses to read</a>.
      </p>
    </section>
  );
}

function Stopped({ view }: { view: RunView }) {
  const isFailed = view.state === 'Failed';
  const at = view.steps.find((step) => step.state === view.state);
  const name = at === undefined ? 'The run' : STEP_WORDS[at.step].name;
  return (
    <section class="run-result" data-kind={isFailed ? 'failed' : undefined} aria-labelledby="result-title">
      <h2 id="result-title">{isFailed ? `${name} failed` : `${name} was stopped`}</h2>
      {view.reason !== null && <p class="lead">{view.reason}</p>}
      <dl class="error-facts">
        <div>
          <dt>What was kept</dt>
          <dd>
            Everything that was fetched and answered, below. No draft was made, and the page stays as it is.
          </dd>
        </div>
        <div>
          <dt>What to do</dt>
          <dd>
            Run the step again: answers that were paid for are used again and not paid for twice. Or{' '}
            <a href={newRun(view)}>ask for another run</a> with other limits or another analyst.
          </dd>
        </div>
      </dl>
    </section>
  );
}
