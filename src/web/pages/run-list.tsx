/** The ledger of runs: what was asked for, how each ended and what it cost. */
import { ANALYST_KINDS, RUN_STATES } from '#domain/run.ts';
import { counted, grouped } from '../amounts.ts';
import { ChoiceField, FilterForm, JurisdictionField, TopicField } from '../components/choice-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Pager, queryString } from '../components/pager.tsx';
import { RunTable } from '../components/run-table.tsx';
import { Layout } from '../layout.tsx';
import type { RunListView } from '../run-views.ts';
import { ANALYST_WORDS, RUN_STATE_WORDS } from '../run-words.ts';
import type { Frame } from '../views.ts';

/** Field names of the form are the members of the query. */
export function RunListPage({ view, frame }: { view: RunListView; frame: Frame }) {
  const { query, total, stored } = view;
  return (
    <Layout frame={frame} title="Runs">
      <div class="page">
        <PageTitle title="Runs">
          <p class="lead">
            {total === stored ? counted(total, 'run') : `${grouped(total)} of ${counted(stored, 'run')}`}. A
            run researches one page: it drafts from stored sources, compares, and counts as completed only
            when a verified draft exists.
          </p>
          <p class="page-actions">
            <a class="button primary" href={`/runs/new${prefill(view)}`}>
              Research a page
            </a>
            <a class="button" href="/batches">
              Batches
            </a>
          </p>
        </PageTitle>
        {stored > 0 && <Filters view={view} />}
        {view.items.length === 0 ? (
          <Empty isFiltered={stored > 0} />
        ) : (
          <RunTable
            items={view.items}
            caption="Runs, newest first"
            totals={{ spent: view.totals, runs: total }}
          />
        )}
        <Pager
          path="/runs"
          query={query}
          page={query.page}
          pageSize={view.pageSize}
          total={total}
          of="list of runs"
        />
      </div>
    </Layout>
  );
}

function prefill({ query: { jurisdiction, topic } }: RunListView): string {
  return queryString({ jurisdiction, topic });
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <p class="empty">
        No run matches. <a href="/runs">See all of them</a>.
      </p>
    );
  }
  return (
    <p class="empty">
      Nothing was researched here yet. <a href="/runs/new">Research a page</a>: it takes a jurisdiction, a
      topic and at least one <a href="/sources">stored source</a> or an address to fetch one from, and neither
      a model nor a network.
    </p>
  );
}

function Filters({ view }: { view: RunListView }) {
  const { query } = view;
  return (
    <FilterForm path="/runs">
      <ChoiceField
        id="f-state"
        name="state"
        label="State"
        any="Any"
        value={query.state}
        options={RUN_STATES.map((state) => ({ value: state, label: RUN_STATE_WORDS[state].words }))}
      />
      <TopicField label="Topic" any="All topics" value={query.topic} topics={view.topics} />
      <JurisdictionField
        label="Jurisdiction"
        any="All jurisdictions"
        value={query.jurisdiction}
        jurisdictions={view.jurisdictions}
      />
      <ChoiceField
        id="f-analyst"
        name="analyst"
        label="Analyst"
        any="Any"
        value={query.analyst}
        options={ANALYST_KINDS.map((kind) => ({ value: kind, label: ANALYST_WORDS[kind] }))}
      />
      <div class="field">
        <label for="f-batch">Batch number</label>
        <input type="text" id="f-batch" name="batch" inputMode="numeric" maxLength={9} value={query.batch} />
      </div>
    </FilterForm>
  );
}
