/** One jurisdiction: its names, its pages, what is not researched yet, and the sources about it. */
import type { Topic } from '#domain/topic.ts';
import { AnalysisTable } from '../components/analysis-table.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { ResearchLink } from '../components/research-link.tsx';
import { SourceTable } from '../components/source-table.tsx';
import { WatchButton } from '../components/watch-button.tsx';
import { Layout } from '../layout.tsx';
import type { Frame, JurisdictionView } from '../views.ts';

/** Topics without a page are named, so that silence is not read as "no rule". */
export function JurisdictionPage({ view, frame }: { view: JurisdictionView; frame: Frame }) {
  const { jurisdiction, missingTopics } = view;
  return (
    <Layout frame={frame} title={jurisdiction.everydayName}>
      <div class="page">
        <PageTitle trail={[['/jurisdictions', 'Jurisdictions']]} title={jurisdiction.everydayName}>
          <p class="official">
            {jurisdiction.officialName} <span class="key">· {jurisdiction.code}</span>
          </p>
          {jurisdiction.aliases.length > 0 && (
            <p class="minor-note">Also: {jurisdiction.aliases.join(', ')}</p>
          )}
          <WatchButton watch={view.watch} name={jurisdiction.everydayName} />
        </PageTitle>
        <section class="part" aria-labelledby="analyses-title">
          <h2 id="analyses-title">Analyses</h2>
          {view.analyses.length === 0 ? (
            <p class="empty">There is no analysis of {jurisdiction.everydayName} yet.</p>
          ) : (
            <AnalysisTable items={view.analyses} caption={`Analyses of ${jurisdiction.everydayName}`} />
          )}
        </section>
        {missingTopics.length > 0 && <MissingTopics topics={missingTopics} view={view} frame={frame} />}
        <section class="part" aria-labelledby="sources-title">
          <h2 id="sources-title">Sources</h2>
          {view.sources.length === 0 ? (
            <p class="empty">
              No stored source is about {jurisdiction.everydayName}. Add one with{' '}
              <code>npx regatlas source add FILE --jurisdiction {jurisdiction.code}</code>.
            </p>
          ) : (
            <SourceTable items={view.sources} caption={`Sources about ${jurisdiction.everydayName}`} />
          )}
        </section>
      </div>
    </Layout>
  );
}

function MissingTopics(props: { topics: readonly Topic[]; view: JurisdictionView; frame: Frame }) {
  const { jurisdiction } = props.view;
  return (
    <section class="part" aria-labelledby="missing-title">
      <h2 id="missing-title">Not yet researched</h2>
      <p class="lead">No page exists for these topics. That says nothing about the law.</p>
      <ul class="columns">
        {props.topics.map((topic) => (
          <li>
            <a href={`/topics/${topic.key}`}>{topic.title}</a>
            <ResearchLink
              viewer={props.frame.viewer}
              jurisdiction={jurisdiction.code}
              topic={topic.key}
              words="research"
              label={`research ${topic.title} in ${jurisdiction.everydayName}`}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
