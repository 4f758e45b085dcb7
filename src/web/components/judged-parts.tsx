/**
 * The judged parts of an analysis page, from the findings to the raw data: what the version says with the evidence
 * of each sentence beside it. They depend on nothing but content, report and the votes that were read with it, so
 * their HTML is made once for each report and lives as long as the report is remembered. A long text is shown in pages;
 * the first one has every part, the others only what continues there.
 */
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { SECTION_KEYS } from '#domain/analysis.ts';
import type { VerificationReport } from '#domain/verification.ts';
import { counted } from '../amounts.ts';
import { divideBody, hrefOfPlace, type JudgedBody, textPageHref } from '../divide-body.ts';
import type { DividedPlan } from '../divide-plan.ts';
import { unitAnchor } from '../places.ts';
import type { EvidencePlan } from '../plan-evidence.ts';
import { reportHref } from '../report-query.ts';
import { reviewPartHref } from '../review-words.ts';
import { NOT_REVIEWING, type Reviewing } from '../reviewing.ts';
import { SECTION_TITLES } from '../wording.ts';
import { AnalysisReport } from './analysis-report.tsx';
import { MOST_LISTED } from './and-more.tsx';
import type { NoteContext } from './evidence-note.tsx';
import { FindingList, severityCounts } from './finding-list.tsx';
import { GroundingRaw } from './grounding-raw.tsx';
import { JudgedRows, Row } from './judged-blocks.tsx';
import { LawsTable } from './laws-table.tsx';
import { Outline } from './outline.tsx';
import { Pager } from './pager.tsx';
import { Part } from './part.tsx';
import { ReferenceList, StoredCopies } from './reference-list.tsx';
import { reviewMark } from './review-marks.tsx';
import { VerdictLegend } from './verdict-legend.tsx';
import { type VotedBody, VoterFindings, votesBySentence } from './votes.tsx';

/** `base` is the address of exactly this version; `page` counts from 1. */
type Shown = {
  readonly body: JudgedBody & VotedBody;
  readonly base: string;
  readonly page: number;
  /** Left out where nothing is reviewed, as in a preview. */
  readonly reviewing?: Reviewing;
};

type PartsProps = Shown & {
  readonly divided: DividedPlan;
  readonly plan: EvidencePlan;
  readonly context: NoteContext;
};

/** For readers, and for those who may review: what is under review changes too often to be kept. */
const rendered = {
  read: new WeakMap<VerificationReport, string>(),
  review: new WeakMap<VerificationReport, string>(),
};

/** The parts, in one element. */
export function JudgedParts(shown: Shown) {
  // Our own rendering of escaped text: nothing in it comes from outside as HTML.
  return <div class="judged-parts" dangerouslySetInnerHTML={{ __html: htmlOf(shown) }} />;
}

function htmlOf(shown: Shown): string {
  const { body, base, page, reviewing = NOT_REVIEWING } = shown;
  const { report } = body;
  const kept = reviewing.offers ? rendered.review : rendered.read;
  const isKept = report !== null && page === 1 && reviewing.marks.size === 0;
  const known = isKept ? kept.get(report) : undefined;
  if (known !== undefined) return known;
  const divided = divideBody(body);
  const plan = divided.pages[page - 1] ?? { rowsOf: new Map(), blocksOf: new Map() };
  const listed = body.content.sources.slice(0, MOST_LISTED);
  const context: NoteContext = {
    sources: report?.sources ?? [],
    sourceIds: body.sourceIds,
    grounding: report?.grounding ?? [],
    refs: new Set(listed.map((source) => source.ref)),
    home: page === 1 ? '' : base,
    votesOf: votesBySentence(body),
    reviewing,
  };
  const html = renderToString(<Parts {...shown} divided={divided} plan={plan} context={context} />);
  if (isKept) kept.set(report, html);
  return html;
}

function Parts(props: PartsProps) {
  const { body, base, page, divided } = props;
  const pager = (
    <Pager path={base} query={{}} page={page} pageSize={1} total={divided.pages.length} of="text" />
  );
  return (
    <>
      {page === 1 && (
        <Part id="findings" title="Findings">
          <Findings {...props} />
        </Part>
      )}
      {divided.pages.length > 1 && (
        <p class="banner calm">
          This page is long: its text is shown in {counted(divided.pages.length, 'page')}, and this is page{' '}
          {page}. Nothing is left out; the <a href={reportHref(base)}>report</a> lists all findings and
          sentences.
        </p>
      )}
      {page > 1 && pager}
      <Texts {...props} />
      {pager}
      {page === 1 && (
        <>
          <Part id="sources" title="Sources">
            <h3>Reference list of the page</h3>
            <ReferenceList sources={body.content.sources} report={body.report} context={props.context} />
            <h3>Stored copies the page was held against</h3>
            <StoredCopies report={body.report} context={props.context} />
          </Part>
          <Part id="raw-data" title="Sources (raw data)">
            <GroundingRaw
              content={body.content}
              report={body.report}
              context={props.context}
              hrefOf={(place) => hrefOfPlace(body, base, page, place)}
            />
          </Part>
        </>
      )}
    </>
  );
}

function Texts(props: PartsProps) {
  const { body, plan, context, divided, page } = props;
  const { content, report } = body;
  const isHere = (group: string) =>
    divided.pagesOf(group) === undefined ? page === 1 : plan.rowsOf.has(group);
  const laws = content.laws.map((_, index) => `law/${index}`);
  const outline = content.outline?.headings.map((_, index) => `outline/${index}`) ?? [];
  const parts = [...divided.pages.flatMap(({ rowsOf }) => [...rowsOf.keys()])];
  const reportGroups = [...new Set(parts.filter((group) => group.startsWith('report/')))];
  return (
    <>
      {SECTION_KEYS.map((key) => (
        <TextPart
          id={key}
          title={SECTION_TITLES[key]}
          groups={[`section/${key}`, ...(key === 'landmark-laws' ? laws : [])]}
          {...props}
        >
          <ProseSection section={key} {...props} />
        </TextPart>
      ))}
      <TextPart id="summary-points" title="Summary points" groups={outline} {...props}>
        {content.outline === null ? (
          <p class="empty">The page has no summary points.</p>
        ) : (
          <Outline
            outline={content.outline}
            plan={plan}
            context={context}
            isHere={isHere}
            isWhole={divided.pages.length === 1}
            continued={page > 1}
          />
        )}
      </TextPart>
      <TextPart id="full-report" title="Full analysis report" groups={reportGroups} {...props}>
        {content.report === null ? (
          <p class="empty">The page has no full report.</p>
        ) : (
          <AnalysisReport
            report={content.report}
            verification={report}
            plan={plan}
            context={context}
            isHere={isHere}
            continued={page > 1}
          />
        )}
      </TextPart>
    </>
  );
}

/** A part of the text with the way to where it goes on; on later pages only when something of it stands there. */
function TextPart(
  props: PartsProps & {
    readonly id: string;
    readonly title: string;
    readonly groups: readonly string[];
    readonly children: ComponentChildren;
  },
) {
  const { id, title, groups, page, base, divided, plan } = props;
  const spans = groups.flatMap((group) => divided.pagesOf(group) ?? []);
  const first = Math.min(...spans.map((span) => span.first));
  const last = Math.max(...spans.map((span) => span.last));
  const isHere = groups.some((group) => plan.rowsOf.has(group));
  if (page > 1 && !isHere) return null;
  const next = Math.max(page + 1, first);
  return (
    <Part id={id} title={page > 1 && first < page ? `${title} (continued)` : title}>
      {(isHere || spans.length === 0 || page === 1) && props.children}
      {last > page && (
        <p class="continues">
          <a href={`${textPageHref(base, next)}#${id}`}>
            {isHere ? 'Continues' : 'Stands'} on page {next}
          </a>
        </p>
      )}
    </Part>
  );
}

function ProseSection(props: PartsProps & { section: (typeof SECTION_KEYS)[number] }) {
  const { section, body, plan, context, page, divided } = props;
  const unit = `section/${section}`;
  const rows = plan.rowsOf.get(unit) ?? [];
  return (
    <>
      <div id={unitAnchor(unit)}>
        <JudgedRows rows={rows} context={context} headingLevel={3} />
        {divided.pagesOf(unit) === undefined && page === 1 && <p class="empty">The page has nothing here.</p>}
        {rows.length > 0 && <SectionReviews section={section} reviewing={context.reviewing} />}
      </div>
      {section === 'landmark-laws' && (
        <>
          {page === 1 && <LawsTable laws={body.content.laws} />}
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
    </>
  );
}

function SectionReviews(props: { section: (typeof SECTION_KEYS)[number]; reviewing: Reviewing }) {
  const { section, reviewing } = props;
  const mark = reviewMark(reviewing, section, 'this section');
  if (mark === null && !reviewing.offers) return null;
  return (
    <p class="review-section">
      {mark}{' '}
      {reviewing.offers && (
        <a href={reviewPartHref({ kind: 'section', section })} rel="nofollow">
          Review this section
        </a>
      )}
    </p>
  );
}

function Findings({ body, base, page }: PartsProps) {
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
        . <a href={reportHref(base)}>Open the report</a>: every finding and sentence, with filters.
      </p>
      <FindingList
        findings={findings}
        content={body.content}
        hrefOf={(place) => hrefOfPlace(body, base, page, place)}
        all={reportHref(base)}
      />
      <VoterFindings
        body={body}
        hrefOf={(place) => hrefOfPlace(body, base, page, place)}
        all={reportHref(base, { kind: 'vote' })}
      />
      <VerdictLegend report={report} base={base} />
    </>
  );
}
