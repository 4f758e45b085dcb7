/** What a reader must know of a version before reading it: whether it stands for the page, and if not, what does. */
import { formatDay } from '../dates.ts';
import { reviewHref, targetWords } from '../review-words.ts';
import type { AnalysisView } from '../views.ts';
import { versionPath } from './cite-box.tsx';

/** One line for each thing that is so; none for the version that stands with nothing newer behind it. */
export function StandingBanners({ view }: { view: AnalysisView }) {
  const { standing } = view;
  return (
    <>
      <Superseded view={view} />
      <Withdrawn view={view} />
      <NotLatest view={view} />
      {standing.newer !== null && (
        <p class="banner calm">
          A newer version is being worked on, and is not published:{' '}
          <a href={versionPath(view.number, standing.newer.version)}>version {standing.newer.version}</a> (
          {standing.newer.stage}).
        </p>
      )}
      <Overridden view={view} />
      <Challenged view={view} />
    </>
  );
}

function Superseded({ view }: { view: AnalysisView }) {
  const { supersededBy: next } = view.standing;
  if (next === null) return null;
  return (
    <p class="banner">
      This version was superseded on {formatDay(next.at)} by{' '}
      <a href={versionPath(next.analysis, next.version)}>
        {next.analysis === view.number ? '' : `#${next.analysis} `}version {next.version}
      </a>
      .
    </p>
  );
}

function Withdrawn({ view }: { view: AnalysisView }) {
  const { withdrawn } = view.standing;
  if (withdrawn === null) return null;
  return (
    <p class="banner">
      This version was withdrawn by {withdrawn.by} on {formatDay(withdrawn.at)}. The reason given: “
      {withdrawn.reason}”
    </p>
  );
}

function NotLatest({ view }: { view: AnalysisView }) {
  const { live, supersededBy } = view.standing;
  if (view.version.latest) return null;
  if (live === null) {
    return (
      <p class="banner">
        This is an older version. <a href={`/analyses/${view.number}`}>Go to the latest version</a>.
      </p>
    );
  }
  const isNext = supersededBy?.analysis === live.analysis && supersededBy.version === live.version;
  if (isNext) return null;
  return (
    <p class="banner">
      This version is not the published one. Published is{' '}
      <a href={`/analyses/${live.analysis}`}>
        {live.analysis === view.number ? '' : `#${live.analysis} `}version {live.version}
      </a>
      .
    </p>
  );
}

function Overridden({ view }: { view: AnalysisView }) {
  const { publication } = view;
  if (publication === null || publication.overrideReason === null) return null;
  return (
    <p class="banner">
      {publication.publishedBy} published this on {formatDay(publication.approvedAt)} although something
      critical was open. The reason given: “{publication.overrideReason}”
    </p>
  );
}

const CRITICAL_WEIGHT = 2;

/** What somebody says is gravely wrong, before anything of it is read. Those by the system have a line of their own. */
function Challenged({ view }: { view: AnalysisView }) {
  const critical = view.unsettled.filter(
    ({ stands, weight, origin }) => stands && weight === CRITICAL_WEIGHT && origin !== 'system',
  );
  const [first, ...others] = critical;
  if (first === undefined) return null;
  const isOpen = view.version.stage === 'Draft' || view.version.stage === 'In review';
  const bars = others.length === 0 ? ' and bars its publication' : ' and bar its publication';
  const link = (
    <a href={reviewHref(first.id)}>
      {others.length === 0 && 'A critical challenge '}by {first.name}, on {targetWords(first.target)}
    </a>
  );
  const accepted = first.state === 'accepted' && ' It is accepted, and not mended on this version.';
  if (others.length === 0) {
    return (
      <p class="banner">
        {link}, stands against this version{isOpen && bars}.{accepted}
      </p>
    );
  }
  return (
    <p class="banner">
      {critical.length} critical challenges stand against this version{isOpen && bars}, the first {link}.
    </p>
  );
}
