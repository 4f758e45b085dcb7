/** The head of the analysis page: what it is about, the status with its evidence, how sure we are, and what is due. */

import { holdsRole, type Viewer } from '#domain/person.ts';
import { counted } from '../amounts.ts';
import { comparePath } from '../compare-groups.ts';
import { daysBetween, formatDay } from '../dates.ts';
import { reportHref } from '../report-query.ts';
import { reviewHref } from '../review-words.ts';
import { ANALYST_WORDS, runHref } from '../run-words.ts';
import { shownEvidenceState } from '../shown-evidence.ts';
import type { AnalysisView, Frame, ReviewReckoned } from '../views.ts';
import { EVIDENCE_WORDS, GROUND_WORDS, ORIGIN_WORDS, UNKNOWN_REASON_WORDS } from '../wording.ts';
import { CiteBox, versionPath } from './cite-box.tsx';
import { ConfidenceWhy } from './confidence-why.tsx';
import { DeclaredBox } from './declared-box.tsx';
import { ExportLinks } from './export-links.tsx';
import { type Fact, FactList } from './fact-list.tsx';
import { ResearchLink } from './research-link.tsx';
import { StagePanel } from './stage-panel.tsx';
import { StandingBanners } from './standing-banners.tsx';
import { ConfidenceBadge, StatusBadge } from './status-badge.tsx';
import { WatchButton } from './watch-button.tsx';
import { Day, Minute } from './when.tsx';

type Props = { view: AnalysisView; frame: Frame };

/** Breadcrumb, title, status panel, facts, actions, and what the page called itself. */
export function AnalysisHead({ view, frame }: Props) {
  const { jurisdiction, topic, version } = view;
  return (
    <header class="analysis-head">
      <div class="head-line">
        <nav aria-label="Breadcrumb" class="breadcrumb">
          <ol>
            <li>
              <a href="/analyses">Analyses</a>
            </li>
            <li>
              <a href={`/jurisdictions/${jurisdiction.code}`}>{jurisdiction.everydayName}</a>
            </li>
            <li>
              <a href={`/topics/${topic.key}`}>{topic.title}</a>
            </li>
          </ol>
        </nav>
        <p class="identity">
          #{view.number} · version {version.number}
          {version.latest ? ' (latest)' : ''} ·{' '}
          <span class="stage-tag" data-stage={version.stage}>
            {version.stage}
          </span>{' '}
          · <Day at={version.createdAt} />
        </p>
      </div>
      <h1>
        {jurisdiction.everydayName} <span class="h1-topic">{topic.title}</span>
      </h1>
      <p class="official">
        {jurisdiction.officialName} <span class="key">· {topic.key}</span>
      </p>
      <p class="question">{topic.question}</p>
      <Banners view={view} frame={frame} />
      <StatusPanel view={view} frame={frame} />
      <Actions view={view} frame={frame} />
      <StagePanel view={view} />
      <DeclaredBox declared={view.content.declared} isOwn={version.origin !== 'edit'} />
    </header>
  );
}

function Banners({ view, frame }: Props) {
  const { version } = view;
  const late = view.nextReviewOn === null ? 0 : daysBetween(view.nextReviewOn, frame.today);
  const challenges = view.unsettled.filter((one) => one.origin === 'system' && one.state === 'open');
  return (
    <>
      <StandingBanners view={view} />
      {challenges.length > 0 && (
        <p class="banner">
          {counted(challenges.length, 'stored source')} {challenges.length === 1 ? 'speaks' : 'speak'} against
          this page, and nobody has judged {challenges.length === 1 ? 'it' : 'them'} yet:{' '}
          <a href={foundHref(view, challenges[0]?.id ?? '')}>see both passages</a>.
        </p>
      )}
      {view.contradictions > 0 && (
        <p class="banner">
          {counted(view.contradictions, 'point')} on which this version and version {version.number - 1}{' '}
          cannot both be right:{' '}
          <a href={`${comparePath(view.number, version.number - 1, version.number)}#contradictions`}>
            see both sides
          </a>
          .
        </p>
      )}
      {view.report === null && (
        <p class="banner">
          This version has not been checked yet. What it says is shown without any verdict.
        </p>
      )}
      {late > 0 && (
        <p class="banner">
          A review was due on {formatDay(view.nextReviewOn ?? '')}: {counted(late, 'day')} late
          {view.reviewReckoned !== null && reckonedWords(view.reviewReckoned)}. The law may have changed
          since.
        </p>
      )}
    </>
  );
}

/** On this page when it is among the reviews that are shown, else on its own. */
function foundHref(view: AnalysisView, id: string): string {
  return view.reviews.some((review) => review.id === id) ? `#review-${id}` : reviewHref(id);
}

const RECKONED_WORDS: Readonly<Record<ReviewReckoned['basis'], string>> = {
  publication: 'the day it was published here',
  renewal: 'the day an editor last approved it',
  page: 'the page’s own date',
  record: 'the day it was recorded here',
};

/** From which day lateness is counted: with “never reviewed” beside it, nobody could guess. */
function reckonedWords({ on, basis }: ReviewReckoned): string {
  return `, reckoned from ${RECKONED_WORDS[basis]}, ${formatDay(on)}`;
}

function StatusPanel({ view, frame }: Props) {
  const { content, report, topic } = view;
  const evidenceState = shownEvidenceState(view);
  return (
    <section class="panel" aria-label="Status and confidence">
      <div class="panel-status">
        <p class="panel-label" id="status-label">
          Status
        </p>
        <StatusBadge topic={topic} status={content.status} evidenceState={evidenceState} size="large" />
        <p class="ground">{groundWords(view)}</p>
        <p class="evidence-sentence">{EVIDENCE_WORDS[evidenceState].sentence}</p>
      </div>
      <div class="panel-confidence">
        <p class="panel-label">Confidence</p>
        {report === null ? (
          <>
            <ConfidenceBadge level="Unknown" figure={null} />
            <p class="evidence-sentence">Unknown until the version has been checked.</p>
          </>
        ) : (
          <>
            <ConfidenceBadge level={report.confidence.level} figure={report.confidence.figure} />
            <p class="evidence-sentence">{report.confidence.summary}</p>
            <ConfidenceWhy confidence={report.confidence} />
          </>
        )}
      </div>
      <Facts view={view} frame={frame} />
    </section>
  );
}

/** Ground, or for an unknown status its reason: never a bare `Unknown`. */
function groundWords({ content }: AnalysisView): string {
  if (content.unknownReason !== null) return `Not known: ${UNKNOWN_REASON_WORDS[content.unknownReason]}`;
  return content.ground === null ? 'Ground not stated' : sentenceCase(GROUND_WORDS[content.ground]);
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Facts({ view, frame }: Props) {
  const { content, version } = view;
  const facts: Fact[] = [
    ['Stage', version.stage],
    ['Since', <Day at={content.statusSince} />],
    ['Analysis', `#${view.number}`],
    [
      'Version',
      <>
        {version.number}
        {version.latest ? ' (latest)' : ''},{' '}
        <a href={`/analyses/${view.number}/versions`}>
          {view.versionsCount === 1 ? 'all versions' : `view all ${view.versionsCount} versions`}
        </a>
      </>,
    ],
    ['Recorded', <Minute at={version.createdAt} />],
    ['Made by', <MadeBy view={view} viewer={frame.viewer} />],
    ...people(view),
    ['Last reviewed', view.lastReviewedOn === null ? 'never' : <Day at={view.lastReviewedOn} />],
    ['Next review', <NextReview on={view.nextReviewOn} today={frame.today} />],
    ['Checked', view.verifiedAt === null ? 'not yet' : <Minute at={view.verifiedAt} />],
  ];
  return (
    <FactList facts={facts} kind="panel-facts">
      <div class="wide">
        <dt>Content hash</dt>
        <dd>
          <code class="hash">{version.hash}</code>
        </dd>
      </div>
    </FactList>
  );
}

/** Who stands behind the version. */
function people(view: AnalysisView): Fact[] {
  const { standing, publication } = view;
  const author: Fact[] = standing.author === null ? [] : [['Author', standing.author]];
  if (view.wordsBy.length > 0) author.push(['Words by', view.wordsBy.join(', ')]);
  if (publication === null) return author;
  const { approvedBy, approvedAt, publishedBy } = publication;
  return [
    ...author,
    ['Approved by', approvedBy],
    [
      'Published',
      <>
        <Day at={approvedAt} />, by {publishedBy}
      </>,
    ],
  ];
}

/** The run that drafted it, or the origin of the version with the run only as what the page itself says. */
function MadeBy({ view, viewer }: { view: AnalysisView; viewer: Viewer | null }) {
  const { content, version, madeByRun } = view;
  if (madeByRun === undefined || madeByRun === null) {
    const { run } = content.declared;
    return (
      <>
        {ORIGIN_WORDS[version.origin]}; {run === null ? 'not from a run' : `names as its run “${run}”`}
      </>
    );
  }
  const { run, analyst, sources } = madeByRun;
  const mayLook = viewer !== null && holdsRole(viewer.role, 'analyst');
  return (
    <>
      Drafted by {mayLook ? <a href={runHref(run)}>run {run}</a> : `run ${run}`} (
      {ANALYST_WORDS[analyst].toLowerCase()}
      {sources !== null && `, ${counted(sources, 'source')}`})
    </>
  );
}

function NextReview({ on, today }: { on: string | null; today: string }) {
  if (on === null) return <>not scheduled</>;
  const late = daysBetween(on, today);
  return (
    <>
      <Day at={on} />
      {late > 0 && ` (${counted(late, 'day')} late)`}
    </>
  );
}

function Actions({ view, frame }: Props) {
  // A reader may turn out to be an analyst once signed in; a contributor is not one.
  const mayEdit = frame.viewer === null || holdsRole(frame.viewer.role, 'analyst');
  const base = versionPath(view.number, view.version.number);
  return (
    <div class="actions">
      {mayEdit && (
        <a class="button" href={`/analyses/${view.number}/edit`}>
          Edit
        </a>
      )}
      <ResearchLink viewer={frame.viewer} jurisdiction={view.jurisdiction.code} topic={view.topic.key} />
      <CiteBox view={view} />
      <ExportLinks base={base} number={view.number} />
      {view.report !== null && (
        <a class="button" href={reportHref(base)}>
          Report
        </a>
      )}
      {view.reviewsOpen && (
        <a class="button" href="#review-form">
          Review
        </a>
      )}
      <WatchButton watch={view.watch} name={`${view.jurisdiction.everydayName}, ${view.topic.title}`} />
    </div>
  );
}
