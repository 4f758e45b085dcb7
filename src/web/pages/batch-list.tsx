/** Batches, newest first, each with how its runs ended. */
import { counted } from '../amounts.ts';
import { BatchFigures } from '../components/batch-parts.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Minute } from '../components/when.tsx';
import { Layout } from '../layout.tsx';
import type { BatchListView } from '../run-views.ts';
import { money } from '../run-words.ts';
import type { Frame } from '../views.ts';

/** The page. */
export function BatchListPage({ view, frame }: { view: BatchListView; frame: Frame }) {
  return (
    <Layout frame={frame} title="Batches">
      <div class="page">
        <PageTitle trail={[['/runs', 'Runs']]} title="Batches">
          <p class="lead">
            One topic, many jurisdictions, one budget. A run counts as completed only when a verified draft
            exists.
          </p>
          <p class="page-actions">
            <a class="button primary" href="/batches/new">
              Research a topic
            </a>
          </p>
        </PageTitle>
        {view.items.length === 0 ? (
          <p class="empty">
            No batch yet. <a href="/batches/new">Ask for one</a>, or <a href="/runs/new">research one page</a>
            .
          </p>
        ) : (
          <ul class="plain batch-list">
            {view.items.map((batch) => (
              <li>
                <p class="signal-head">
                  <a href={`/batches/${batch.number}`}>
                    Batch {batch.number} · {batch.topic.title}
                  </a>{' '}
                  <span class="quiet">
                    {counted(batch.runs.total, 'run')} · {money(batch.spent.costMicros)} · asked by{' '}
                    {batch.requestedBy}, <Minute at={batch.requestedAt} />
                    {batch.stop !== null && ` · ${batch.stop.words}`}
                  </span>
                </p>
                <BatchFigures runs={batch.runs} />
              </li>
            ))}
          </ul>
        )}
        {view.older !== null && (
          <nav class="pager" aria-label="Pages of the list of batches">
            <a class="button" rel="next" href={`/batches?before=${view.older}`}>
              Older
            </a>
          </nav>
        )}
      </div>
    </Layout>
  );
}
