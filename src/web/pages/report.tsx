/**
 * The report of a version: what the check found, from the gravest, and every sentence with its verdict; each one click
 * from its place on the page and from the passage in its source. Filters are plain GET forms and links.
 */
import { counted, grouped } from '../amounts.ts';
import { MOST_LISTED } from '../components/and-more.tsx';
import { versionPath } from '../components/cite-box.tsx';
import { ExportLinks } from '../components/export-links.tsx';
import { severityCounts } from '../components/finding-list.tsx';
import { MarkSprite } from '../components/mark.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Pager } from '../components/pager.tsx';
import { ReportChecked } from '../components/report-checked.tsx';
import { ReportCiting } from '../components/report-citing.tsx';
import { FindingItems, type ItemContext, SentenceItems } from '../components/report-entries.tsx';
import { ReportFilters } from '../components/report-filters.tsx';
import { ConfidenceBadge, StatusBadge } from '../components/status-badge.tsx';
import { formatDay } from '../dates.ts';
import { hrefOfPlace, textPageHref } from '../divide-body.ts';
import { Layout } from '../layout.tsx';
import { type FindingEntry, listFindingEntries, listSentenceEntries, pickEntries } from '../list-report.ts';
import { type ReportQuery, reportHref } from '../report-query.ts';
import type { AnalysisView, Frame } from '../views.ts';

const FINDINGS_ON_PAGE = 50;
const SENTENCES_ON_PAGE = 100;

type Checked = AnalysisView & { readonly report: NonNullable<AnalysisView['report']> };
type Props = { readonly view: Checked; readonly query: ReportQuery; readonly base: string };

/** The page; says so when the version has not been checked yet. */
export function ReportPage(props: { view: AnalysisView; query: ReportQuery; frame: Frame }) {
  const { view, query, frame } = props;
  const { jurisdiction, topic, version, number } = view;
  const name = `${jurisdiction.everydayName} · ${topic.title}`;
  const base = versionPath(number, version.number);
  return (
    <Layout
      frame={frame}
      title={`Report on #${number}`}
      printLine={`Regatlas · Report on ${name} · #${number}, version ${version.number} · ${formatDay(version.createdAt)} · sha256 ${version.hash.slice(0, 16)}`}
    >
      <MarkSprite />
      <div class="page analysis-report" data-steps>
        <PageTitle
          trail={[
            ['/analyses', 'Analyses'],
            [textPageHref(base, 1), `#${number} ${name}`],
          ]}
          title={`Report on #${number}`}
        >
          <p class="lead">
            What the check of version {version.number}
            {version.latest ? ' (latest)' : ' (older)'} found: {name}.
          </p>
        </PageTitle>
        {isChecked(view) ? (
          <Body view={view} query={query} base={base} />
        ) : (
          <p class="empty">
            This version has not been checked yet. It is checked by itself soon after it arrives; there is
            nothing to do but to come back.
          </p>
        )}
      </div>
    </Layout>
  );
}

function isChecked(view: AnalysisView): view is Checked {
  return view.report !== null;
}

function Body(props: Props) {
  const { view, query, base } = props;
  const { report } = view;
  return (
    <>
      <div class="report-state">
        <StatusBadge topic={view.topic} status={view.content.status} evidenceState={report.evidenceState} />
        <ConfidenceBadge level={report.confidence.level} figure={report.confidence.figure} />
        <p class="evidence-sentence">{report.confidence.summary}</p>
      </div>
      <ReportChecked view={view} report={report} />
      <ReportCiting report={report} base={base} />
      <ExportLinks base={base} number={view.number} />
      <Tabs {...props} />
      {query.view === 'findings' ? <FindingsView {...props} /> : <SentencesView {...props} />}
    </>
  );
}

function Tabs({ view, query, base }: Props) {
  const entries = listFindingEntries(view);
  const votes = entries.filter(isVote).length;
  const sentences = listSentenceEntries(view).length;
  return (
    <nav class="tabs" aria-label="Parts of the report">
      <ul>
        <li>
          <a href={reportHref(base)} aria-current={query.view === 'findings' ? 'page' : undefined}>
            Findings <span class="count">{grouped(entries.length - votes)}</span>
            {votes > 0 && <span class="count"> + {counted(votes, 'vote')}</span>}
          </a>
        </li>
        <li>
          <a
            href={reportHref(base, { view: 'sentences' })}
            aria-current={query.view === 'sentences' ? 'page' : undefined}
          >
            Sentences <span class="count">{grouped(sentences)}</span>
          </a>
        </li>
      </ul>
    </nav>
  );
}

function FindingsView(props: Props) {
  const { view, query, base } = props;
  const all = listFindingEntries(view);
  const { picked, counts } = pickEntries(all, query);
  const from = (query.page - 1) * FINDINGS_ON_PAGE;
  return (
    <section aria-labelledby="list-title">
      <h2 id="list-title">Findings</h2>
      {all.length === 0 ? (
        <NothingWrong {...props} />
      ) : (
        <>
          <FindingsLead entries={all} base={base} />
          <ReportFilters query={query} base={base} counts={counts} />
          <Matching
            picked={picked.length}
            total={all.length}
            noun={all.some(isVote) ? 'entry' : 'finding'}
            {...props}
          />
          <FindingItems entries={picked.slice(from, from + FINDINGS_ON_PAGE)} context={itemContext(props)} />
        </>
      )}
      <ReportPager total={picked.length} pageSize={FINDINGS_ON_PAGE} {...props} />
    </section>
  );
}

function isVote({ kind }: FindingEntry): boolean {
  return kind === 'vote';
}

/** Severities are those of the check and the import; what models say is counted apart. */
function FindingsLead({ entries, base }: { entries: readonly FindingEntry[]; base: string }) {
  const votes = entries.filter(isVote).length;
  const own = entries.filter((entry) => !isVote(entry)).map(({ finding }) => finding);
  return (
    <p class="lead">
      {own.length === 0
        ? 'Neither the check nor the import found anything wrong.'
        : `${severityCounts(own)}; from the check and from the import.`}
      {votes > 0 && (
        <>
          {' '}
          Apart from it, models judged{' '}
          <a href={reportHref(base, { kind: 'vote' })}>{counted(votes, 'sentence')}</a> otherwise: their votes
          change nothing, they say where a person should look.
        </>
      )}
    </p>
  );
}

function SentencesView(props: Props) {
  const { view, query, base } = props;
  const all = listSentenceEntries(view);
  const { picked, counts } = pickEntries(all, query);
  const from = (query.page - 1) * SENTENCES_ON_PAGE;
  return (
    <section aria-labelledby="list-title">
      <h2 id="list-title">Sentences</h2>
      {all.length === 0 ? (
        <p class="empty">No sentence of the page claims anything that would need evidence.</p>
      ) : (
        <>
          <p class="lead">
            Every sentence that needs evidence, with its verdict, the reason and the best passage.
          </p>
          <ReportFilters query={query} base={base} counts={counts} />
          <Matching picked={picked.length} total={all.length} noun="sentence" {...props} />
          <SentenceItems
            entries={picked.slice(from, from + SENTENCES_ON_PAGE)}
            context={itemContext(props)}
          />
        </>
      )}
      <ReportPager total={picked.length} pageSize={SENTENCES_ON_PAGE} {...props} />
    </section>
  );
}

function ReportPager(props: Props & { total: number; pageSize: number }) {
  const { query, base, total, pageSize } = props;
  const { page, view, ...filters } = query;
  const members = { view: view === 'findings' ? '' : view, ...filters };
  return <Pager path={`${base}/report`} query={members} page={page} pageSize={pageSize} total={total} />;
}

function itemContext({ view, base }: Props): ItemContext {
  return {
    content: view.content,
    sources: view.report.sources,
    sourceIds: view.sourceIds,
    hrefOf: (place) => hrefOfPlace(view, base, null, place),
    refs: new Set(view.content.sources.slice(0, MOST_LISTED).map(({ ref }) => ref)),
    home: base,
  };
}

/** An empty list must say that the check was made, or it reads as if nothing had been looked at. */
function NothingWrong({ view: { report } }: Props) {
  return (
    <p class="empty">
      Nothing was found wrong. {counted(report.sentences.length, 'sentence')},{' '}
      {counted(report.quotations.length, 'quotation')}, {counted(report.citations.length, 'listed source')}{' '}
      and {counted(report.links.length, 'link')} were looked at.
    </p>
  );
}

function Matching(props: Props & { picked: number; total: number; noun: string }) {
  const { picked, total, noun, query, base } = props;
  if (picked === total) return null;
  return (
    <p class="matching" role="status">
      {picked === 0
        ? `No ${noun} matches`
        : `${grouped(picked)} of ${counted(total, noun, noun === 'entry' ? 'entries' : undefined)} match`}
      . <a href={reportHref(base, { view: query.view })}>Show all</a>
    </p>
  );
}
