/**
 * The analysis page: everything a version says, with the evidence of each sentence beside it. Readable without
 * JavaScript; what the page claims, what was found, and what it said of itself are never mixed.
 */
import { SECTION_KEYS } from '#domain/analysis.ts';
import type { Viewer } from '#domain/person.ts';
import { AnalysisHead } from '../components/analysis-head.tsx';
import { AnalysisTable } from '../components/analysis-table.tsx';
import { versionPath } from '../components/cite-box.tsx';
import { FindingList } from '../components/finding-list.tsx';
import { HeldSignalsPart } from '../components/held-signals.tsx';
import { JudgedParts } from '../components/judged-parts.tsx';
import { MarkSprite } from '../components/mark.tsx';
import { type ContentsEntry, PageContents } from '../components/page-contents.tsx';
import { Part } from '../components/part.tsx';
import { Reviews } from '../components/reviews.tsx';
import { statusLabel } from '../components/status-badge.tsx';
import { formatDay } from '../dates.ts';
import { hrefOfPlace } from '../divide-body.ts';
import { Layout } from '../layout.tsx';
import { reviewingOf } from '../reviewing.ts';
import { shownEvidenceState } from '../shown-evidence.ts';
import type { AnalysisView, Frame } from '../views.ts';
import { EVIDENCE_WORDS, SECTION_TITLES } from '../wording.ts';

/** The page of one version; of a long text the given page of it, from 1. */
export function AnalysisPage({ view, frame, page = 1 }: { view: AnalysisView; frame: Frame; page?: number }) {
  const { jurisdiction, topic, version } = view;
  const title = `${jurisdiction.everydayName} · ${topic.title}`;
  const base = versionPath(view.number, version.number);
  const evidence = EVIDENCE_WORDS[shownEvidenceState(view)].words;
  const printed = `Regatlas · ${title} · #${view.number}, version ${version.number} · ${formatDay(version.createdAt)} · sha256 ${version.hash.slice(0, 16)}`;
  return (
    <Layout
      frame={frame}
      title={title}
      description={`${statusLabel(topic, view.content.status)} (${evidence}). ${topic.question}`}
      printLine={printed}
      alternates={[
        ['application/json', `${base}/report.json`],
        ['application/ld+json', `${base}/claim-review.json`],
      ]}
    >
      <MarkSprite />
      <article class="analysis">
        <AnalysisHead view={view} frame={frame} />
        <div class="reading">
          <PageContents entries={contentsOf(view)} home={page === 1 ? '' : base} />
          <div class="reading-main">
            <JudgedParts body={view} base={base} page={page} reviewing={reviewingOf(view, frame.viewer)} />
            {page === 1 && <Closing view={view} base={base} viewer={frame.viewer} />}
          </div>
        </div>
      </article>
    </Layout>
  );
}

function contentsOf(view: AnalysisView): ContentsEntry[] {
  const findings = view.report?.findings ?? [];
  const grave = findings.filter(({ severity }) => severity === 'critical' || severity === 'major').length;
  const signals = Object.values(view.signals.counts).reduce((sum, n) => sum + n, 0);
  return [
    { id: 'findings', title: 'Findings', count: findings.length, grave: grave > 0 },
    ...SECTION_KEYS.map((key) => ({ id: key, title: SECTION_TITLES[key] })),
    { id: 'summary-points', title: 'Summary points' },
    { id: 'full-report', title: 'Full analysis report' },
    { id: 'sources', title: 'Sources', count: view.content.sources.length },
    { id: 'raw-data', title: 'Sources (raw data)', count: view.content.grounding.length },
    { id: 'import-findings', title: 'Import findings', count: view.importFindings.length },
    { id: 'signals', title: 'Signals', count: signals, grave: (view.signals.counts.contradicts ?? 0) > 0 },
    { id: 'reviews', title: 'Reviews', count: view.reviews.length },
    { id: 'versions', title: 'Versions', count: view.versionsCount },
  ];
}

function Closing({ view, base, viewer }: { view: AnalysisView; base: string; viewer: Viewer | null }) {
  return (
    <>
      <Part id="import-findings" title="Import findings">
        <ImportFindings view={view} base={base} />
      </Part>
      <Part id="signals" title="Signals">
        <HeldSignalsPart view={view} />
      </Part>
      <Part id="reviews" title="Reviews">
        <Reviews view={view} viewer={viewer} />
      </Part>
      <Part id="versions" title="Versions">
        <p>
          This is version {view.version.number} of {view.versionsCount}.{' '}
          <a href={`/analyses/${view.number}/versions`}>View all versions</a>
        </p>
        {view.siblings.length > 0 && (
          <>
            <h3>Other analyses of the same question</h3>
            <AnalysisTable
              items={view.siblings}
              caption="Other analyses of the same jurisdiction and topic"
            />
          </>
        )}
        <p class="advice">
          Nothing on this page is legal advice. It reports what sources say and how far that was checked.
        </p>
      </Part>
    </>
  );
}

function ImportFindings({ view, base }: { view: AnalysisView; base: string }) {
  const { importFindings, content, version } = view;
  if (importFindings.length === 0) {
    const isImported = version.origin === 'import';
    return (
      <p class="empty">
        {isImported ? 'Everything in the file found its place.' : 'This version was not imported.'}
      </p>
    );
  }
  return (
    <>
      <p class="lead">
        What the importer noticed. Nothing was dropped: words without a place are quoted whole.
      </p>
      <FindingList
        findings={importFindings}
        content={content}
        hrefOf={(place) => hrefOfPlace(view, base, 1, place)}
        all={null}
      />
    </>
  );
}
