/**
 * The console of a run. What it came to stands first, then the three steps with what each did, then the log and every
 * exchange. Parts marked `data-live` are brought up to date by islands/run-progress.ts; a reload does the same.
 */
import type { ComponentChildren } from 'preact';
import { hasEnded } from '#domain/run.ts';
import { counted } from '../amounts.ts';
import { type Fact, FactList } from '../components/fact-list.tsx';
import { ButtonForm } from '../components/form-field.tsx';
import { MarkSprite } from '../components/mark.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { ComparisonOutcome } from '../components/run-comparison.tsx';
import { RunFacts } from '../components/run-facts.tsx';
import { RunExchanges, RunLog } from '../components/run-ledger.tsx';
import { RunRail, stepWords } from '../components/run-rail.tsx';
import { ResearchOutcome } from '../components/run-research.tsx';
import { RunResult } from '../components/run-result.tsx';
import { RunItemState, RunStateBadge } from '../components/run-state.tsx';
import { SynthesisOutcome } from '../components/run-synthesis.tsx';
import { Minute } from '../components/when.tsx';
import { Layout } from '../layout.tsx';
import type { RunView, StepView } from '../run-views.ts';
import { draftHref, RUN_STATE_WORDS, runHref, STEP_WORDS, spentWords, timeTaken } from '../run-words.ts';
import type { Frame } from '../views.ts';

/** The page. */
export function RunPage({ view, frame }: { view: RunView; frame: Frame }) {
  const title = `Run ${view.number} · ${view.jurisdiction.everydayName} · ${view.topic.title}`;
  return (
    <Layout frame={frame} title={title}>
      <MarkSprite />
      <div class="page run-page" data-run={hasEnded(view.state) ? undefined : runHref(view.number)}>
        <RunTitle view={view} />
        <p class="vh" role="status" data-run-said />
        <div id="live-state" data-live>
          <RunHead view={view} />
        </div>
        <div id="live-result" data-live>
          <RunResult view={view} />
        </div>
        <div id="live-rail" data-live>
          <RunRail view={view} />
        </div>
        <div id="live-facts" data-live>
          <RunFacts view={view} />
        </div>
        {view.steps.map((step, index) => (
          <StepPart view={view} step={step} index={index} />
        ))}
        <Part id="log" title="Log">
          <RunLog view={view} />
        </Part>
        <Part id="exchanges" title="Exchanges">
          <p class="lead">{spentWords(view.spent)}.</p>
          <RunExchanges view={view} />
        </Part>
        <RawFiles view={view} />
      </div>
    </Layout>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`live-${id}`} data-live>
        {children}
      </div>
    </section>
  );
}

function RunTitle({ view }: { view: RunView }) {
  const { jurisdiction, topic } = view;
  const trail: (readonly [path: string, name: string])[] = [['/runs', 'Runs']];
  if (view.batch !== null) trail.push([`/batches/${view.batch}`, `Batch ${view.batch}`]);
  return (
    <PageTitle
      trail={trail}
      title={
        <>
          {jurisdiction.everydayName} <span class="h1-topic">{topic.title}</span>
        </>
      }
    >
      <p class="official">
        Run {view.number} · <a href={`/jurisdictions/${jurisdiction.code}`}>{jurisdiction.officialName}</a> ·{' '}
        <a href={`/topics/${topic.key}`}>{topic.key}</a>
      </p>
    </PageTitle>
  );
}

function RunHead({ view }: { view: RunView }) {
  const isMoving = !hasEnded(view.state);
  return (
    <>
      <p class="run-now">
        <RunItemState run={view} />
        <span>{sentenceOf(view)}</span>
        {isMoving && !view.isStopping && (
          <ButtonForm action={`${runHref(view.number)}/cancel`}>Cancel the run</ButtonForm>
        )}
      </p>
      {isMoving && (
        <noscript>
          <p class="minor-note">
            Without a script this page does not bring itself up to date:{' '}
            <a href={runHref(view.number)}>look again</a>.
          </p>
        </noscript>
      )}
    </>
  );
}

/** Of a run that has ended the part below says more. */
function sentenceOf(view: RunView): string {
  if (view.isStopping) return 'Asked to stop; it stops at the next safe point.';
  if (view.isWaiting) return 'Runs of its batch before it come first.';
  return hasEnded(view.state) ? '' : RUN_STATE_WORDS[view.state].sentence;
}

function StepPart({ view, step, index }: { view: RunView; step: StepView; index: number }) {
  const { name, does } = STEP_WORDS[step.step];
  return (
    <section class="part" id={step.step} aria-labelledby={`${step.step}-title`}>
      <h2 id={`${step.step}-title`}>
        {index + 1} · {name}
      </h2>
      <div id={`live-${step.step}`} data-live>
        <p class="run-now">
          <RunStateBadge state={step.state} />
          <span>{stepWords(view.steps, index)}</span>
        </p>
        <FactList facts={inputsAndChanges(view, step)} kind="step-facts" />
        {step.output === null && <p class="lead">{does}</p>}
        <StepOutcome view={view} step={step} />
        <Attempts view={view} step={step} />
      </div>
    </section>
  );
}

/** What a step takes, and what it changed. */
function inputsAndChanges(view: RunView, step: StepView): Fact[] {
  if (step.step === 'base-research') {
    const { output } = step;
    const added = output?.brief.sources.filter((source) => source.foundBy !== 'corpus').length ?? 0;
    const analyst = output?.analyst;
    return [
      [
        'Takes',
        analyst === undefined
          ? `${view.jurisdiction.everydayName} · ${view.topic.title}`
          : `${view.jurisdiction.everydayName} · ${view.topic.title}, drafted by ${analyst.model ?? analyst.rules}`,
      ],
      [
        'Changed',
        added === 0 ? 'nothing that readers see' : `took in ${counted(added, 'document')} from outside`,
      ],
    ];
  }
  if (step.step === 'comparison-analysis') {
    return [
      ['Takes', 'the draft of base research'],
      ['Changed', 'nothing that readers see'],
    ];
  }
  return [
    ['Takes', 'the draft, and how it compares'],
    ['Changed', step.output === null ? 'nothing yet' : <VersionMade output={step.output} />],
  ];
}

function VersionMade({
  output,
}: {
  output: NonNullable<Extract<StepView, { step: 'blended-synthesis' }>['output']>;
}) {
  const { analysis, number } = output.version;
  const link = (
    <a href={draftHref({ analysis, version: number })}>
      version {number} of #{analysis}
    </a>
  );
  return output.unchanged ? <>nothing: {link} says exactly this</> : <>added {link} as a draft</>;
}

function StepOutcome({ view, step }: { view: RunView; step: StepView }) {
  const research = view.steps.find((one) => one.step === 'base-research');
  const brief = research?.step === 'base-research' ? (research.output?.brief ?? null) : null;
  if (step.output === null) return null;
  const { sourceOf, topic } = view;
  if (step.step === 'base-research') return <ResearchOutcome output={step.output} />;
  if (step.step === 'comparison-analysis') {
    return (
      <ComparisonOutcome
        output={step.output}
        isSummed={step.reason === null}
        topic={topic}
        brief={brief}
        sourceOf={sourceOf}
      />
    );
  }
  return <SynthesisOutcome output={step.output} brief={brief} sourceOf={sourceOf} />;
}

function Attempts({ view, step }: { view: RunView; step: StepView }) {
  if (step.attempts.length === 0) return null;
  return (
    <details class="run-fold" id={`attempts-${step.step}`}>
      <summary>{counted(step.attempts.length, 'attempt')}, raw JSON</summary>
      <ul class="plain">
        {step.attempts.map((one) => (
          <li>
            Attempt {one.attempt}: <RunStateBadge state={one.state} />, <Minute at={one.begunAt} />,{' '}
            {timeTaken(one, view.now)}
            {one.hasOutput && (
              <>
                {' '}
                ·{' '}
                <a href={`${runHref(view.number)}/steps/${step.step}/${one.attempt}.json`}>output as JSON</a>
              </>
            )}
            {one.reason !== null && <span class="row-sub">{one.reason}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function RawFiles({ view }: { view: RunView }) {
  return (
    <p class="minor-note">
      Everything above as one file: <a href={`${runHref(view.number)}.json`}>run {view.number} as JSON</a>.
      {view.batch !== null && (
        <>
          {' '}
          It belongs to <a href={`/batches/${view.batch}`}>batch {view.batch}</a>.
        </>
      )}
    </p>
  );
}
