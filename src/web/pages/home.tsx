/** The front page: what this is, what is here, what changed last, and what needs attention. */
import { grouped } from '../amounts.ts';
import { AnalysisTable } from '../components/analysis-table.tsx';
import { SeverityTag } from '../components/finding-list.tsx';
import { Layout } from '../layout.tsx';
import type { Frame, HomeView } from '../views.ts';

/** With nothing stored it says what to do first. */
export function HomePage({ view, frame }: { view: HomeView; frame: Frame }) {
  const isEmpty = view.counts.analyses === 0;
  return (
    <Layout
      frame={frame}
      title="Regatlas"
      description="Regulatory analyses that can be checked sentence by sentence."
    >
      <div class="page">
        <h1 class="home-title">
          Regatlas keeps one page for each jurisdiction and topic, and shows for every sentence whether a
          stored source bears it out.
        </h1>
        <Counts counts={view.counts} />
        {isEmpty ? <FirstSteps /> : <Newest view={view} />}
        {!isEmpty && <OpenFindings view={view} />}
      </div>
    </Layout>
  );
}

function Counts({ counts }: { counts: HomeView['counts'] }) {
  const entries = [
    ['/analyses', counts.analyses, 'analysis', 'analyses'],
    ['/jurisdictions', counts.jurisdictions, 'jurisdiction', 'jurisdictions'],
    ['/topics', counts.topics, 'topic', 'topics'],
    ['/sources', counts.sources, 'source', 'sources'],
  ] as const;
  return (
    <ul class="counts" aria-label="What is stored here">
      {entries.map(([path, n, one, many]) => (
        <li>
          <a href={path}>
            <span class="count-figure">{grouped(n)}</span> {n === 1 ? one : many}
          </a>
        </li>
      ))}
      <li>
        <span class="count-figure">{grouped(counts.versions)}</span>{' '}
        {counts.versions === 1 ? 'version' : 'versions'}
      </li>
    </ul>
  );
}

function FirstSteps() {
  return (
    <section class="part" aria-labelledby="first-title">
      <h2 id="first-title">Nothing is here yet</h2>
      <ol class="steps">
        <li>
          Import a page: <code>npx regatlas import FILE</code>. It is read, kept whole and checked.
        </li>
        <li>
          Add what it should be held against: <code>npx regatlas source add FILE</code>, or an address.
        </li>
        <li>Reload this page, open the analysis, and read the evidence beside each sentence.</li>
      </ol>
    </section>
  );
}

function Newest({ view }: { view: HomeView }) {
  return (
    <section class="part" aria-labelledby="newest-title">
      <h2 id="newest-title">Newest changes</h2>
      <AnalysisTable items={view.newest} caption="The versions recorded last" />
      <p>
        <a href="/analyses">All analyses</a>
      </p>
    </section>
  );
}

function OpenFindings({ view }: { view: HomeView }) {
  return (
    <section class="part" aria-labelledby="open-title">
      <h2 id="open-title">Open findings</h2>
      {view.findings.length === 0 ? (
        <p class="empty">No critical or major finding is open. Add sources to have more sentences checked.</p>
      ) : (
        <ul class="findings open-findings">
          {view.findings.map((finding) => (
            <li>
              <p>
                <SeverityTag severity={finding.severity} />{' '}
                <a href={`/analyses/${finding.analysis}#findings`}>
                  {finding.jurisdiction.everydayName} · {finding.topic.title}, #{finding.analysis}
                </a>
              </p>
              <p>
                {finding.message} <code class="finding-code">{finding.code}</code>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
