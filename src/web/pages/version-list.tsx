/** All versions of one analysis, newest first. A version never changes; its hash says which one it is. */
import { versionPath } from '../components/cite-box.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { ConfidenceBadge, StatusBadge } from '../components/status-badge.tsx';
import { Minute } from '../components/when.tsx';
import { Layout } from '../layout.tsx';
import type { Frame, VersionItem, VersionListView } from '../views.ts';
import { ORIGIN_WORDS } from '../wording.ts';

/** Every version links to its permanent address. */
export function VersionListPage({ view, frame }: { view: VersionListView; frame: Frame }) {
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
                <VersionLine version={version} view={view} />
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
