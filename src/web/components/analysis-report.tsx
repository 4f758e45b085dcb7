/** The full analysis report of a page: date, topic, question, status, narrative, excerpts, links and disclaimer. */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { VerificationReport } from '#domain/verification.ts';
import { unitAnchor } from '../places.ts';
import type { EvidencePlan } from '../plan-evidence.ts';
import { LINK_WORDS } from '../wording.ts';
import { AndMore, MOST_LISTED } from './and-more.tsx';
import type { NoteContext } from './evidence-note.tsx';
import { ExternalLink } from './external-link.tsx';
import { type Fact, FactList } from './fact-list.tsx';
import { JudgedRows, Row } from './judged-blocks.tsx';
import { Day } from './when.tsx';

type Report = NonNullable<AnalysisContent['report']>;
/** `isHere`: whether a part of the text stands on this page; `continued`: the page is not the first. */
type Shared = {
  plan: EvidencePlan;
  context: NoteContext;
  isHere: (group: string) => boolean;
  continued: boolean;
};

/** Every part the report has; parts it lacks are named as missing. */
export function AnalysisReport(props: Shared & { report: Report; verification: VerificationReport | null }) {
  const { report, plan, context, isHere, continued } = props;
  const rows = (unit: string) => plan.rowsOf.get(unit) ?? [];
  return (
    <>
      {!continued && <Beginning report={report} />}
      <JudgedRows rows={rows('report/narrative')} context={context} headingLevel={4} />
      {report.excerpts.some((_, index) => isHere(`report/excerpt/${index}`)) && (
        <Row>
          <h3>Excerpts from sources</h3>
        </Row>
      )}
      {report.excerpts.length === 0 && !continued && (
        <Row>
          <h3>Excerpts from sources</h3>
          <p class="empty">The report quotes no source.</p>
        </Row>
      )}
      {report.excerpts.map(
        (excerpt, index) =>
          isHere(`report/excerpt/${index}`) && (
            <div class="report-excerpt" id={unitAnchor(`report/excerpt/${index}`)}>
              <Row>
                <h4>
                  <span class="vh">Source named: </span>
                  {excerpt.source}
                </h4>
              </Row>
              <JudgedRows rows={rows(`report/excerpt/${index}`)} context={context} headingLevel={4} />
            </div>
          ),
      )}
      {!continued && (
        <Row>
          <h3>Links</h3>
          <ReportLinks report={report} verification={props.verification} context={context} />
        </Row>
      )}
      {isHere('report/disclaimer') && (
        <Row>
          <h3 id={unitAnchor('report/disclaimer')}>The report’s own disclaimer</h3>
          {report.disclaimer === null && <p class="empty">It has none.</p>}
        </Row>
      )}
      <JudgedRows rows={rows('report/disclaimer')} context={context} headingLevel={4} />
    </>
  );
}

function Beginning({ report }: { report: Report }) {
  return (
    <Row>
      {report.title !== null && <p class="report-title">{report.title}</p>}
      {report.heading !== null && <p>{report.heading}</p>}
      <ReportFacts report={report} />
      <h3 id={unitAnchor('report/narrative')}>Narrative</h3>
      {report.narrative === '' && <p class="empty">The report has no narrative.</p>}
    </Row>
  );
}

function ReportFacts({ report }: { report: Report }) {
  const facts: Fact[] = [
    ['Date', <Day at={report.date} />],
    ['Topic', report.topic ?? 'not stated'],
    ['Question', report.question ?? 'not stated'],
    ['Status as the report states it', report.identifiedStatus ?? 'not stated'],
  ];
  return <FactList facts={facts} kind="report-facts" />;
}

function ReportLinks(props: {
  report: Report;
  verification: VerificationReport | null;
  context: NoteContext;
}) {
  if (props.report.links.length === 0) return <p class="empty">The report lists no links.</p>;
  return (
    <>
      <ol class="report-links">
        {props.report.links.slice(0, MOST_LISTED).map((link, index) => {
          const unit = `report/link/${index}`;
          return (
            <li id={unitAnchor(unit)}>
              <p>{link.text}</p>
              {link.note !== null && <p class="minor-note">{link.note}</p>}
              {link.urls.length === 0 && <p class="empty">No address was given.</p>}
              <ul class="urls">
                {link.urls.map((url) => (
                  <UrlLine url={url} unit={unit} verification={props.verification} context={props.context} />
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
      <AndMore total={props.report.links.length} one="link" />
    </>
  );
}

function UrlLine(props: {
  url: string;
  unit: string;
  verification: VerificationReport | null;
  context: NoteContext;
}) {
  const { url, unit, verification, context } = props;
  const check =
    verification?.links.find((link) => link.url === url && link.unit === unit) ??
    verification?.links.find((link) => link.url === url);
  const source = check?.source ?? null;
  const id = source === null ? null : (context.sourceIds[source] ?? null);
  return (
    <li>
      <ExternalLink url={url} />
      <span class="link-class">
        {check === undefined ? 'not checked' : LINK_WORDS[check.class]}
        {check !== undefined &&
          (source === null ? '; no copy stored' : id === null ? '; a copy is stored' : '; ')}
        {id !== null && <a href={`/sources/${id}`}>stored copy</a>}
      </span>
    </li>
  );
}
