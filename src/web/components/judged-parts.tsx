/**
 * The judged parts of an analysis page, from the findings to the raw data: what the version says with the evidence
 * of each sentence beside it. They depend on nothing but content, report and the votes that were read with it, so
 * their HTML is made once for each report and lives as long as the report is remembered.
 */
import { renderToString } from 'preact-render-to-string';
import { SECTION_KEYS } from '#domain/analysis.ts';
import type { VerificationReport } from '#domain/verification.ts';
import { counted } from '../amounts.ts';
import { unitAnchor } from '../places.ts';
import { type EvidencePlan, planEvidence } from '../plan-evidence.ts';
import type { AnalysisView } from '../views.ts';
import { SECTION_TITLES } from '../wording.ts';
import { AnalysisReport } from './analysis-report.tsx';
import type { NoteContext } from './evidence-note.tsx';
import { FindingList, severityCounts } from './finding-list.tsx';
import { GroundingRaw } from './grounding-raw.tsx';
import { JudgedRows, Row } from './judged-blocks.tsx';
import { LawsTable } from './laws-table.tsx';
import { Outline } from './outline.tsx';
import { Part } from './part.tsx';
import { ReferenceList, StoredCopies } from './reference-list.tsx';
import { VerdictLegend } from './verdict-legend.tsx';
import { VoterFindings, votesBySentence } from './votes.tsx';

/** What the parts are made of. */
export type JudgedBody = Pick<AnalysisView, 'content' | 'report' | 'sourceIds' | 'votes'>;

type PartsProps = { body: JudgedBody; plan: EvidencePlan; context: NoteContext };

const rendered = new WeakMap<VerificationReport, string>();

/** The parts, in one element. */
export function JudgedParts({ body }: { body: JudgedBody }) {
  // Our own rendering of escaped text: nothing in it comes from outside as HTML.
  return <div class="judged-parts" dangerouslySetInnerHTML={{ __html: htmlOf(body) }} />;
}

function htmlOf(body: JudgedBody): string {
  const known = body.report === null ? undefined : rendered.get(body.report);
  if (known !== undefined) return known;
  const plan = planEvidence(body.content, body.report);
  const context: NoteContext = {
    sources: body.report?.sources ?? [],
    sourceIds: body.sourceIds,
    grounding: body.report?.grounding ?? [],
    refs: new Set(body.content.sources.map((source) => source.ref)),
    votesOf: votesBySentence(body),
  };
  const html = renderToString(<Parts body={body} plan={plan} context={context} />);
  if (body.report !== null) rendered.set(body.report, html);
  return html;
}

function Parts(props: PartsProps) {
  const { body, plan, context } = props;
  const { content, report } = body;
  return (
    <>
      <Part id="findings" title="Findings">
        <Findings body={body} />
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
        <GroundingRaw content={content} report={report} context={context} />
      </Part>
    </>
  );
}

function ProseSection({
  section,
  body,
  plan,
  context,
}: PartsProps & { section: (typeof SECTION_KEYS)[number] }) {
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
          <LawsTable laws={body.content.laws} />
          {body.content.laws.map((law, index) => {
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

function Findings({ body }: { body: JudgedBody }) {
  const { report } = body;
  if (report === null) return <p class="empty">The page has not been checked yet.</p>;
  const { findings } = report;
  return (
    <>
      <p class="lead">
        {findings.length === 0 ? 'The check raised no finding.' : `${severityCounts(findings)}.`} Checked by
        the rules <code>{report.engine}</code> against
        {report.sources.length === 0
          ? ' no stored source'
          : ` ${counted(report.sources.length, 'stored source')}`}
        .
      </p>
      <FindingList findings={findings} content={body.content} report={report} />
      <VoterFindings body={body} />
      <VerdictLegend report={report} />
    </>
  );
}
