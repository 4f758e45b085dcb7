/** Everything stored sources say of any status, newest sources first, and how it stands to the pages. */
import { MODALITIES, SIGNAL_RELATIONS } from '#domain/signal.ts';
import { counted, grouped } from '../amounts.ts';
import { ChoiceField, FilterForm, JurisdictionField, TopicField } from '../components/choice-field.tsx';
import { MarkSprite } from '../components/mark.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Pager } from '../components/pager.tsx';
import { SignalList } from '../components/signal.tsx';
import { Layout } from '../layout.tsx';
import type { Frame, SignalListView } from '../views.ts';
import { MODALITY_WORDS, RELATION_WORDS } from '../wording.ts';

/** Field names of the form are the members of the query. */
export function SignalListPage({ view, frame }: { view: SignalListView; frame: Frame }) {
  const { query, total, stored } = view;
  return (
    <Layout frame={frame} title="Signals">
      <MarkSprite />
      <div class="page">
        <PageTitle title="Signals">
          <p class="lead">
            {total === stored
              ? counted(total, 'signal')
              : `${grouped(total)} of ${counted(stored, 'signal')}`}
            . What stored sources say of the status of something, with who says it and how, held against the
            pages. A signal never changes a status; one that speaks against a page opens a challenge on it.
          </p>
        </PageTitle>
        <Filters view={view} />
        {view.items.length === 0 && <Empty stored={stored} />}
        <SignalList items={view.items} showsSource />
        <Pager path="/signals" query={query} page={query.page} pageSize={view.pageSize} total={total} />
      </div>
    </Layout>
  );
}

function Empty({ stored }: { stored: number }) {
  return (
    <p class="empty">
      {stored === 0
        ? 'No stored source speaks of a status yet. Add a news item, a regulator’s page or a law with '
        : 'No signal matches. Take away a filter, or add a source with '}
      <code>npx regatlas source add FILE</code>; it is read at once.
    </p>
  );
}

function Filters({ view }: { view: SignalListView }) {
  const { query } = view;
  return (
    <FilterForm path="/signals">
      <JurisdictionField
        label="About"
        any="All jurisdictions"
        value={query.jurisdiction}
        jurisdictions={view.jurisdictions}
      />
      <TopicField label="Topic" any="All topics" value={query.topic} topics={view.topics} />
      <ChoiceField
        id="f-relation"
        name="relation"
        label="Stands to a page"
        any="In any way"
        value={query.relation}
        options={[
          ...SIGNAL_RELATIONS.map((kind) => ({ value: kind, label: RELATION_WORDS[kind].name })),
          { value: 'none', label: 'There is no page' },
        ]}
      />
      <ChoiceField
        id="f-modality"
        name="modality"
        label="How it is said"
        any="In any way"
        value={query.modality}
        options={MODALITIES.map((kind) => ({ value: kind, label: MODALITY_WORDS[kind] }))}
      />
    </FilterForm>
  );
}
