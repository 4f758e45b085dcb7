/** One topic: the question, what to look for, the scale with its definitions, and the pages. */
import type { Topic } from '#domain/topic.ts';
import { AnalysisTable } from '../components/analysis-table.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { ResearchTopicLink } from '../components/research-link.tsx';
import { StatusGlyph } from '../components/status-badge.tsx';
import { statusRank } from '../components/status-shape.ts';
import { WatchButton } from '../components/watch-button.tsx';
import { Layout } from '../layout.tsx';
import type { Frame, TopicView } from '../views.ts';

/** The swatches show the scale itself; no page's status appears without its evidence. */
export function TopicPage({ view, frame }: { view: TopicView; frame: Frame }) {
  const { topic } = view;
  return (
    <Layout frame={frame} title={topic.title} description={topic.question}>
      <div class="page">
        <PageTitle trail={[['/topics', 'Topics']]} title={topic.title}>
          <p class="question">{topic.question}</p>
          <p class="minor-note">
            <code>{topic.key}</code> · a page counts as stale when it was not reviewed for{' '}
            {topic.reviewIntervalDays} days
          </p>
          <WatchButton watch={view.watch} name={topic.title} />{' '}
          <ResearchTopicLink viewer={frame.viewer} topic={topic.key} />
        </PageTitle>
        <section class="part" aria-labelledby="guidance-title">
          <h2 id="guidance-title">What an analyst looks for</h2>
          <p class="prose">{topic.guidance}</p>
        </section>
        <ScaleSection topic={topic} />
        <section class="part" aria-labelledby="analyses-title">
          <h2 id="analyses-title">Analyses</h2>
          {view.analyses.length === 0 ? (
            <p class="empty">No page answers this question yet.</p>
          ) : (
            <AnalysisTable items={view.analyses} caption={`Analyses of ${topic.title}`} />
          )}
        </section>
      </div>
    </Layout>
  );
}

function ScaleSection({ topic }: { topic: Topic }) {
  return (
    <section class="part" aria-labelledby="scale-title">
      <h2 id="scale-title">Scale</h2>
      <p class="lead">
        {topic.ordered
          ? 'From most open to most closed; values without a place on that line come last.'
          : 'The values have no order from open to closed.'}
      </p>
      <Scale topic={topic} />
      <p class="minor-note">
        On pages the shape is filled when the status is verified, hatched when it is not, and outlined when it
        was imported or nothing is known.
      </p>
    </section>
  );
}

function Scale({ topic }: { topic: Topic }) {
  return (
    <dl class="scale">
      {topic.statuses.map((value) => (
        <div>
          <dt>
            <StatusGlyph rank={statusRank(topic, value.value)} texture="solid" />
            {value.label}
            <code>{value.value}</code>
          </dt>
          <dd>
            {value.definition}
            {value.alsoCalled.length > 0 && (
              <span class="minor-note"> Other trackers call it: {value.alsoCalled.join(', ')}.</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
