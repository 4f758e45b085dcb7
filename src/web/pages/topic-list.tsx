/** The codebook: every topic with its question. */
import { counted } from '../amounts.ts';
import { PageTitle } from '../components/page-title.tsx';
import { Layout } from '../layout.tsx';
import type { Frame, TopicListView } from '../views.ts';

/** In the codebook's order. */
export function TopicListPage({ view, frame }: { view: TopicListView; frame: Frame }) {
  return (
    <Layout frame={frame} title="Topics">
      <div class="page">
        <PageTitle title="Topics">
          <p class="lead">Each topic is one question with a fixed scale of answers.</p>
        </PageTitle>
        {view.items.length === 0 && <p class="empty">The codebook holds no topics.</p>}
        <ul class="topic-list">
          {view.items.map(({ topic, analyses }) => (
            <li>
              <h2>
                <a href={`/topics/${topic.key}`}>{topic.title}</a>
              </h2>
              <p>{topic.question}</p>
              <p class="minor-note">
                <code>{topic.key}</code> · {counted(analyses, 'analysis', 'analyses')} ·{' '}
                {counted(topic.statuses.length, 'possible status', 'possible statuses')}
              </p>
            </li>
          ))}
        </ul>
      </div>
    </Layout>
  );
}
