/** All versions of one analysis, newest first. A version never changes; its hash says which one it is. */
import type { Viewer } from '#domain/person.ts';
import { counted } from '../amounts.ts';
import { comparePath } from '../compare-groups.ts';
import type { VersionStep } from '../compare-view.ts';
import { versionPath } from '../components/cite-box.tsx';
import { CompareForm } from '../components/compare-form.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { ConfidenceBadge, StatusBadge } from '../components/status-badge.tsx';
import { VersionStory } from '../components/version-story.tsx';
import { Minute } from '../components/when.tsx';
import { Layout } from '../layout.tsx';
import type { Frame, VersionItem, VersionListView } from '../views.ts';
import { ORIGIN_WORDS } from '../wording.ts';

/** Every version links to its permanent address. */
export function VersionListPage(props: {
  view: VersionListView;
  /** How each version came about, by its number. */
  steps: ReadonlyMap<number, VersionStep>;
  frame: Frame;
}) {
  const { view, steps, frame } = props;
  const name = `${view.jurisdiction.everydayName} · ${view.topic.title}`;
  return (
    <Layout frame={frame} title={`Versions of #${view.number}`}>
      <div class="page">
        <PageTitle
          trail={[
            ['/analyses', 'Analyses'],
            [`/analyses/${view.number}`, `#${view.number} ${name}`],
          ]}
          title={`Versions of #${view.number}`}
        >
          <p class="lead">{name}. Versions are never edited; a change makes a new one.</p>
        </PageTitle>
        <CompareForm {...view} before={view.versions[1]?.number} after={view.versions[0]?.number} />
        <div class="table-wrap">
          <table class="versions stack">
            <caption class="vh">Versions, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Version</th>
                <th scope="col">Status</th>
                <th scope="col">Confidence</th>
                <th scope="col">Stage</th>
                <th scope="col">Made by</th>
                <th scope="col" class="num">
                  Recorded
                </th>
              </tr>
            </thead>
            <tbody>
              {view.versions.map((version) => (
                <>
                  <VersionLine version={version} view={view} />
                  <StepLine
                    number={view.number}
                    version={version}
                    step={steps.get(version.number)}
                    viewer={frame.viewer}
                  />
                </>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Layout>
  );
}

function VersionLine({ version, view }: { version: VersionItem; view: VersionListView }) {
  return (
    <tr>
      <th scope="row">
        <a href={versionPath(view.number, version.number)}>Version {version.number}</a>
        {version.latest && ' (latest)'}
        <span class="row-sub">
          <code class="hash">{version.hash}</code>
        </span>
      </th>
      <td data-label="Status">
        <StatusBadge topic={view.topic} status={version.status} evidenceState={version.evidenceState} />
      </td>
      <td data-label="Confidence">
        <ConfidenceBadge level={version.confidenceLevel} figure={version.confidenceFigure} />
      </td>
      <td data-label="Stage">{version.stage}</td>
      <td data-label="Made by">{ORIGIN_WORDS[version.origin]}</td>
      <td data-label="Recorded" class="num">
        <Minute at={version.createdAt} />
      </td>
    </tr>
  );
}

/** What the version changed, and how it came about. */
function StepLine(props: {
  number: number;
  version: VersionItem;
  step: VersionStep | undefined;
  viewer: Viewer | null;
}) {
  const { number, version, step, viewer } = props;
  if (step === undefined) return null;
  const before = version.number - 1;
  const path = comparePath(number, before, version.number);
  return (
    <tr class="version-step">
      <td colSpan={6}>
        {step.summary !== null && (
          <p class="diff-line">
            {step.summary.join(' ')} <a href={path}>Compare with version {before}</a>
          </p>
        )}
        {step.contradictions > 0 && (
          <p class="diff-line">
            <a href={`${path}#contradictions`}>
              {counted(step.contradictions, 'contradiction')} with version {before}
            </a>
          </p>
        )}
        <VersionStory number={number} history={step.history} viewer={viewer} />
      </td>
    </tr>
  );
}
