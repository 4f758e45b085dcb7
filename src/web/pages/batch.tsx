/** One batch: the honest account of its runs, its budget, why it stopped, and the runs themselves. */
import { RUN_STATES } from '#domain/run.ts';
import { counted } from '../amounts.ts';
import { BatchFigures, BudgetBars } from '../components/batch-parts.tsx';
import { ChoiceField, FilterForm } from '../components/choice-field.tsx';
import { FactList } from '../components/fact-list.tsx';
import { ButtonForm } from '../components/form-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Pager } from '../components/pager.tsx';
import { RunTable } from '../components/run-table.tsx';
import { Minute } from '../components/when.tsx';
import { Layout } from '../layout.tsx';
import type { BatchView } from '../run-views.ts';
import { ANALYST_WORDS, RUN_STATE_WORDS, workedWords } from '../run-words.ts';
import type { Frame } from '../views.ts';

/** The page. */
export function BatchPage({ view, frame }: { view: BatchView; frame: Frame }) {
  const { number, topic, runs } = view;
  const isOver = view.endedAt !== null;
  const path = `/batches/${number}`;
  return (
    <Layout frame={frame} title={`Batch ${number} · ${topic.title}`}>
      <div class="page">
        <PageTitle
          trail={[
            ['/runs', 'Runs'],
            ['/batches', 'Batches'],
          ]}
          title={`Batch ${number} · ${topic.title}`}
        >
          <p class="lead">{describeBatch(view)}</p>
        </PageTitle>
        <BatchFigures runs={runs} />
        {view.stop !== null && (
          <p class="banner">
            {view.stop.words} Stopped by {view.stop.by}, <Minute at={view.stop.at} />. Drafts that exist stay.
          </p>
        )}
        {!isOver && view.stop === null && (
          <div class="page-actions">
            <ButtonForm action={`${path}/cancel`}>Cancel what has not ended</ButtonForm>
            <a class="button" href={path}>
              Look again
            </a>
          </div>
        )}
        <section class="part" aria-labelledby="spent-title">
          <h2 id="spent-title">Spent</h2>
          <BudgetBars batch={view} />
          <FactList
            kind="run-facts"
            facts={[
              ['Asked by', view.requestedBy],
              ['Asked', <Minute at={view.requestedAt} />],
              ['Analyst', ANALYST_WORDS[view.request.analyst]],
              ['At the same time', counted(view.concurrency, 'run')],
              ['Time', workedWords(view.seconds) ?? 'not begun'],
            ]}
          />
        </section>
        <section class="part" aria-labelledby="runs-title">
          <h2 id="runs-title">Runs</h2>
          <FilterForm path={path}>
            <ChoiceField
              id="f-state"
              name="state"
              label="State"
              any="Any"
              value={view.state}
              options={RUN_STATES.map((state) => ({ value: state, label: RUN_STATE_WORDS[state].words }))}
            />
          </FilterForm>
          {view.items.length === 0 ? (
            <p class="empty">
              No run of the batch is in this state. <a href={path}>See all of them</a>.
            </p>
          ) : (
            <RunTable
              items={view.items}
              inBatch
              caption="Runs of the batch"
              totals={{ spent: view.spent, runs: runs.total }}
            />
          )}
          <Pager
            path={path}
            query={{ state: view.state }}
            page={view.page}
            pageSize={view.pageSize}
            total={view.shown}
            of="runs of the batch"
          />
        </section>
      </div>
    </Layout>
  );
}

/** What came of it, in one sentence that counts only drafts as completed. */
function describeBatch({ runs, endedAt }: BatchView): string {
  const said = `${counted(runs.completed, 'draft')} from ${counted(runs.total, 'run')}`;
  if (endedAt !== null) return `${said}. Every run has ended.`;
  const open = runs.underWay + runs.waiting;
  return `${said} so far; ${counted(open, 'run')} ${open === 1 ? 'has' : 'have'} not ended.`;
}
