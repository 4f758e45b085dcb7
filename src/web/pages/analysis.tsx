/**
 * The analysis page: everything a version says, with the evidence of each sentence beside it. Readable without
 * JavaScript; what the page claims, what was found, and what it said of itself are never mixed.
 */
import type { ComponentChildren } from 'preact';
import { SECTION_KEYS } from '#domain/analysis.ts';
import { counted } from '../amounts.ts';
import { AnalysisHead } from '../components/analysis-head.tsx';
import { AnalysisReport } from '../components/analysis-report.tsx';
import { AnalysisTable } from '../components/analysis-table.tsx';
import type { NoteContext } from '../components/evidence-note.tsx';
import { FindingList, severityCounts } from '../components/finding-list.tsx';
import { GroundingRaw } from '../components/grounding-raw.tsx';
import { JudgedRows, Row } from '../components/judged-blocks.tsx';
import { LawsTable } from '../components/laws-table.tsx';
import { MarkSprite } from '../components/mark.tsx';
import { Outline } from '../components/outline.tsx';
import { type ContentsEntry, PageContents } from '../components/page-contents.tsx';
import { ReferenceList, StoredCopies } from '../components/reference-list.tsx';
import { Reviews } from '../components/reviews.tsx';
import { statusLabel } from '../components/status-badge.tsx';
import { VerdictLegend } from '../components/verdict-legend.tsx';
import { formatDay } from '../dates.ts';
import { Layout } from '../layout.tsx';
import { unitAnchor } from '../places.ts';
import { type EvidencePlan, planEvidence } from '../plan-evidence.ts';
import { shownEvidenceState } from '../shown-evidence.ts';
import type { AnalysisView, Frame } from '../views.ts';
import { EVIDENCE_WORDS, SECTION_TITLES } from '../wording.ts';

type Parts = { view: AnalysisView; plan: EvidencePlan; context: NoteContext };

/** The page of one version. */
export function AnalysisPage({ view, frame }: { view: AnalysisView; frame: Frame }) {
  const plan = planEvidence(view.content, view.report);
  const context: NoteContext = {
    sources: view.report?.sources ?? [],
    sourceIds: view.sourceIds,
    grounding: view.report?.grounding ?? [],
    refs: new Set(view.content.sources.map((source) => source.ref)),
  };
  const { jurisdiction, topic, version } = view;
  const title = `${jurisdiction.everydayName} · ${topic.title}`;
  const evidence = EVIDENCE_WORDS[shownEvidenceState(view)].words;
  const printed = `Regatlas · ${title} · #${view.number}, version ${version.number} · ${formatDay(version.createdAt)} · sha256 ${version.hash.slice(0, 16)}`;
  return (
    <Layout
      frame={frame}
      title={title}
      description={`${statusLabel(topic, view.content.status)} (${evidence}). ${topic.question}`}
      printLine={printed}
    >
      <MarkSprite />
      <article class="analysis">
        <AnalysisHead view={view} frame={frame} />
        <div class="reading">
          <PageContents entries={contentsOf(view)} />
          <div class="reading-main">
            <AnalysisParts view={view} plan={plan} context={context} />
          </div>
        </div>
      </article>
    </Layout>
  );
}

function contentsOf(view: AnalysisView): ContentsEntry[] {
  const findings = view.report?.findings ?? [];
  const grave = findings.filter(({ severity }) => severity === 'critical' || severity === 'major').length;
  return [
    { id: 'findings', title: 'Findings', count: findings.length, grave: grave > 0 },
    ...SECTION_KEYS.map((key) => ({ id: key, title: SECTION_TITLES[key] })),
    { id: 'summary-points', title: 'Summary points' },
    { id: 'full-report', title: 'Full analysis report' },
    { id: 'sources', title: 'Sources', count: view.content.sources.length },
    { id: 'raw-data', title: 'Sources (raw data)', count: view.content.grounding.length },
    { id: 'import-findings', title: 'Import findings', count: view.importFindings.length },
    { id: 'reviews', title: 'Reviews', count: view.reviews.length },
    { id: 'versions', title: 'Versions', count: view.versionsCount },
  ];
}

function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="part" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

function AnalysisParts(props: Parts) {
  const { view, plan, context } = props;
  const { content, report } = view;
  return (
    <>
      <Part id="findings" title="Findings">
        <Findings view={view} />
      </Part>
      {SECTION_KEYS.map((key) => (
        <ProseSection section={key} {...props} />
      ))}
      <Part id="summary-points" title="Summary points">
        {content.outline === null ? (
          <p class="empty">The page has no summary points.</p>
        ) : (
          <Outline outline={content.outline} plan={plan} context={context} />
        )}
      </Part>
      <Part id="full-report" title="Full analysis report">
        {content.report === null ? (
          <p class="empty">The page has no full report.</p>
        ) : (
          <AnalysisReport report={content.report} verification={report} plan={plan} context={context} />
        )}
      </Part>
      <Part id="sources" title="Sources">
        <h3>Reference list of the page</h3>
        <ReferenceList sources={content.sources} report={report} context={context} />
        <h3>Stored copies the page was held against</h3>
        <StoredCopies report={report} context={context} />
      </Part>
      <Part id="raw-data" title="Sources (raw data)">
        <GroundingRaw content={content} report={report} />
      </Part>
      <Closing view={view} />
    </>
  );
}

function ProseSection({ section, view, plan, context }: Parts & { section: (typeof SECTION_KEYS)[number] }) {
  const unit = `section/${section}`;
  const rows = plan.rowsOf.get(unit) ?? [];
  return (
    <Part id={section} title={SECTION_TITLES[section]}>
      <div id={unitAnchor(unit)}>
        <JudgedRows rows={rows} context={context} headingLevel={3} />
        {rows.length === 0 && <p class="empty">The page has nothing here.</p>}
      </div>
      {section === 'landmark-laws' && (
        <>
          <LawsTable laws={view.content.laws} />
          {view.content.laws.map((law, index) => {
            const lawRows = plan.rowsOf.get(`law/${index}`) ?? [];
            if (lawRows.length === 0) return null;
            return (
              <div id={unitAnchor(`law/${index}`)}>
                <Row>
                  <h3>{law.name}</h3>
                </Row>
                <JudgedRows rows={lawRows} context={context} headingLevel={4} />
              </div>
            );
          })}
        </>
      )}
    </Part>
  );
}

function Findings({ view }: { view: AnalysisView }) {
  const { report } = view;
  if (report === null) return <p class="empty">The page has not been checked yet.</p>;
  const { findings } = report;
  return (
    <>
      <p class="lead">
        {findings.length === 0 ? 'The check found nothing to report.' : `${severityCounts(findings)}.`}{' '}
        Checked by the rules <code>{report.engine}</code> against
        {report.sources.length === 0
          ? ' no stored source'
          : ` ${counted(report.sources.length, 'stored source')}`}
        .
      </p>
      <FindingList findings={findings} content={view.content} report={report} />
      <VerdictLegend report={report} />
    </>
  );
}

function Closing({ view }: { view: AnalysisView }) {
  return (
    <>
      <Part id="import-findings" title="Import findings">
        <ImportFindings view={view} />
      </Part>
      <Part id="reviews" title="Reviews">
        <Reviews view={view} />
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

function ImportFindings({ view }: { view: AnalysisView }) {
  const { importFindings, content, report, version } = view;
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
      <FindingList findings={importFindings} content={content} report={report} />
    </>
  );
}
