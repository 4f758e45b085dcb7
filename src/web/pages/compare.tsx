/** Two versions compared: what changed in prose, what cannot both be right, the cause, and both side by side. */
import type { PartDiff } from '#compare/version-diff.ts';
import type { Viewer } from '#domain/person.ts';
import { counted } from '../amounts.ts';
import { comparePath, groupRows, isChangedPart, PAGE_GROUPS, pagesOfRows } from '../compare-groups.ts';
import type { CompareView } from '../compare-view.ts';
import { PART_TITLES } from '../compare-words.ts';
import { CompareChanges } from '../components/compare-changes.tsx';
import { CompareContradictions } from '../components/compare-contradictions.tsx';
import { CompareForm, SideTitle } from '../components/compare-form.tsx';
import { ComparePart, type RowContext } from '../components/compare-rows.tsx';
import { MarkSprite } from '../components/mark.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Pager, queryString } from '../components/pager.tsx';
import { Part } from '../components/part.tsx';
import { ConfidenceBadge, StatusBadge } from '../components/status-badge.tsx';
import { VersionStory } from '../components/version-story.tsx';
import { Layout } from '../layout.tsx';
import type { Frame, VersionItem } from '../views.ts';

/** See the module comment. */
export function ComparePage({ view, frame }: { view: CompareView; frame: Frame }) {
  const { number, before, after } = view;
  const name = `${view.jurisdiction.everydayName} · ${view.topic.title}`;
  const path = comparePath(number, before.number, after.number);
  const title = `Versions ${before.number} and ${after.number} of #${number} compared`;
  return (
    <Layout frame={frame} title={title} alternates={[['application/json', `${path}.json`]]}>
      <MarkSprite />
      <div class="page diff">
        <PageTitle
          trail={[
            ['/analyses', 'Analyses'],
            [`/analyses/${number}`, `#${number} ${name}`],
            [`/analyses/${number}/versions`, 'Versions'],
          ]}
          title={`Version ${before.number} and version ${after.number} compared`}
        >
          <p class="lead">{name}</p>
        </PageTitle>
        <CompareForm {...view} before={before.number} after={after.number} />
        {view.page === 1 && <Account view={view} path={path} viewer={frame.viewer} />}
        <SideBySide view={view} path={path} />
      </div>
    </Layout>
  );
}

function Account({ view, path, viewer }: { view: CompareView; path: string; viewer: Viewer | null }) {
  return (
    <>
      <Part id="changes" title="What changed">
        <p class="diff-summary">{view.summary.join(' ')}</p>
        <div class="diff-heads">
          <Head view={view} version={view.before} />
          <Head view={view} version={view.after} />
        </div>
        <CompareChanges view={view} />
        <p class="help">
          <a href={`${path}.json`}>The comparison as JSON</a>
        </p>
      </Part>
      <CompareContradictions view={view} />
      <Part id="causes" title="Why it changed">
        {view.history.length === 0 && <p class="empty">Both sides are the same version.</p>}
        {view.history.length > 0 && view.history.every(({ causes }) => causes.length === 0) && (
          <p class="empty">No cause was given: no review, source, run or edit is named.</p>
        )}
        {view.history.map((history) => (
          <>
            <h3>Version {history.number}</h3>
            <VersionStory number={view.number} history={history} viewer={viewer} />
          </>
        ))}
      </Part>
    </>
  );
}

function Head({ view, version }: { view: CompareView; version: VersionItem }) {
  return (
    <div class="diff-head">
      <p class="side-title">
        <SideTitle number={view.number} version={version} />
      </p>
      <p>
        <StatusBadge topic={view.topic} status={version.status} evidenceState={version.evidenceState} />
      </p>
      <p>
        Confidence <ConfidenceBadge level={version.confidenceLevel} figure={version.confidenceFigure} />
      </p>
    </div>
  );
}

function SideBySide({ view, path }: { view: CompareView; path: string }) {
  const pages = groupRows(view.diff);
  const places = pagesOfRows(pages);
  const shown = pages[view.page - 1] ?? [];
  const total = pages.reduce((sum, parts) => sum + parts.reduce((n, { groups }) => n + groups.length, 0), 0);
  const hrefOf = (anchor: string) => {
    const page = places.get(anchor) ?? view.page;
    return page === view.page
      ? `#${anchor}`
      : `${path}${queryString({ page: page === 1 ? '' : page })}#${anchor}`;
  };
  const context: RowContext = {
    number: view.number,
    before: view.before.number,
    after: view.after.number,
    hrefOf,
  };
  return (
    <Part id="side-by-side" title="Side by side">
      {shown.length > 0 && <Legend />}
      {shown.length > 1 && (
        <nav class="diff-nav" aria-label="Parts of the comparison">
          <ul>
            {shown.map(({ key, groups }) => (
              <li>
                <a href={`#diff-${key}`}>{PART_TITLES[key]}</a>{' '}
                <span class="count">{groups.filter(({ kind }) => kind === 'row').length}</span>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {shown.length > 0 && <Columns view={view} />}
      {shown.map((part) => (
        <ComparePart part={part} context={context} />
      ))}
      {view.page === pages.length && <UnchangedParts parts={view.diff.parts} />}
      <Pager path={path} query={{}} page={view.page} pageSize={PAGE_GROUPS} total={total} of="comparison" />
    </Part>
  );
}

function Legend() {
  return (
    <p class="legend diff-legend">
      <del>Struck through</del>: only in the earlier version. <ins>Underlined</ins>: only in the later one.
    </p>
  );
}

function Columns({ view }: { view: CompareView }) {
  return (
    <div class="diff-columns" aria-hidden="true">
      <span />
      <span>Version {view.before.number}</span>
      <span>Version {view.after.number}</span>
    </div>
  );
}

/** Named, so that nobody has to wonder whether they were looked at. */
function UnchangedParts({ parts }: { parts: readonly PartDiff[] }) {
  const same = parts.filter((part) => !isChangedPart(part));
  if (same.length === 0) return null;
  return (
    <>
      <h3>Unchanged parts</h3>
      <ul class="diff-list">
        {same.map(({ key, rows, isLaidOutAnew }) => (
          <li>
            {PART_TITLES[key]}: {counted(rows.length, 'sentence')}
            {isLaidOutAnew && ', laid out anew in the same words'}
          </li>
        ))}
      </ul>
    </>
  );
}
