/** The stored sources, newest first. */
import { counted, grouped } from '../amounts.ts';
import { FilterForm, JurisdictionField, SearchField, TierField } from '../components/choice-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Pager } from '../components/pager.tsx';
import { SourceTable } from '../components/source-table.tsx';
import { Layout } from '../layout.tsx';
import type { Frame, SourceListView } from '../views.ts';

/** Field names of the form are the members of the query: `text`, `jurisdiction`, `tier`, `page`. */
export function SourceListPage({ view, frame }: { view: SourceListView; frame: Frame }) {
  const { query, total, stored } = view;
  return (
    <Layout frame={frame} title="Sources">
      <div class="page">
        <PageTitle title="Sources">
          <p class="lead">
            {total === stored
              ? counted(total, 'source')
              : `${grouped(total)} of ${counted(stored, 'source')}`}
            . Each is kept as the bytes that were received; pages are held against the text read out of them.
          </p>
        </PageTitle>
        <Filters view={view} />
        {view.items.length === 0 && (
          <p class="empty">
            {stored === 0 ? 'No source is stored yet. ' : 'No source matches. '}
            Add one with <code>npx regatlas source add FILE</code>.
          </p>
        )}
        {view.items.length > 0 && <SourceTable items={view.items} caption="Sources" />}
        <Pager path="/sources" query={query} page={query.page} pageSize={view.pageSize} total={total} />
      </div>
    </Layout>
  );
}

function Filters({ view }: { view: SourceListView }) {
  const { query } = view;
  return (
    <FilterForm path="/sources">
      <SearchField id="f-text" name="text" label="Search" value={query.text} />
      <JurisdictionField
        label="About"
        any="All jurisdictions"
        value={query.jurisdiction}
        jurisdictions={view.jurisdictions}
      />
      <TierField label="Kind" any="All" value={query.tier} />
    </FilterForm>
  );
}
