/** The list of analyses: filters, sorting and pages, all as plain GET forms and links. */
import { CONFIDENCE_LEVELS, EVIDENCE_STATES } from '#domain/confidence.ts';
import { STAGES } from '#domain/workflow.ts';
import { counted, grouped } from '../amounts.ts';
import { AnalysisTable } from '../components/analysis-table.tsx';
import {
  ChoiceField,
  FilterForm,
  JurisdictionField,
  SearchField,
  TopicField,
} from '../components/choice-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Pager } from '../components/pager.tsx';
import { Layout } from '../layout.tsx';
import type { AnalysisListView, AnalysisQuery, Frame } from '../views.ts';
import { EVIDENCE_WORDS } from '../wording.ts';

const SORTS: readonly { readonly value: AnalysisQuery['sort']; readonly label: string }[] = [
  { value: 'newest', label: 'Newest first' },
  { value: 'number', label: 'Number' },
  { value: 'jurisdiction', label: 'Jurisdiction' },
  { value: 'topic', label: 'Topic' },
];

/** Field names of the form are the members of the query: `text`, `jurisdiction`, … `page`. */
export function AnalysisListPage({ view, frame }: { view: AnalysisListView; frame: Frame }) {
  const { query, total } = view;
  return (
    <Layout frame={frame} title="Analyses">
      <div class="page">
        <PageTitle title="Analyses">
          <p class="lead">
            {total === view.stored
              ? counted(total, 'analysis', 'analyses')
              : `${grouped(total)} of ${counted(view.stored, 'analysis', 'analyses')}`}
            . Each line shows the newest version.
          </p>
        </PageTitle>
        <Filters view={view} />
        {view.items.length === 0 ? (
          <NothingFound stored={view.stored} />
        ) : (
          <AnalysisTable items={view.items} caption="Analyses" />
        )}
        <Pager path="/analyses" query={query} page={query.page} pageSize={view.pageSize} total={total} />
      </div>
    </Layout>
  );
}

function NothingFound({ stored }: { stored: number }) {
  if (stored === 0) {
    return (
      <p class="empty">
        There are no analyses yet. Import one with <code>npx regatlas import FILE</code>.
      </p>
    );
  }
  return (
    <p class="empty">
      No analysis matches. <a href="/analyses">Show all</a>. That none is listed does not mean that there is
      no rule.
    </p>
  );
}

function Filters({ view }: { view: AnalysisListView }) {
  const { query } = view;
  return (
    <FilterForm path="/analyses">
      <SearchField id="f-text" name="text" label="Search" value={query.text} />
      <JurisdictionField
        label="Jurisdiction"
        any="All"
        value={query.jurisdiction}
        jurisdictions={view.jurisdictions}
      />
      <TopicField label="Topic" any="All" value={query.topic} topics={view.topics} />
      <ChoiceField
        id="f-status"
        name="status"
        label="Status"
        any="All"
        value={query.status}
        options={statusOptions(view)}
      />
      <StateFilters query={query} />
      <SortField query={query} />
    </FilterForm>
  );
}

function SortField({ query }: { query: AnalysisQuery }) {
  return (
    <div class="field">
      <label for="f-sort">Sort by</label>
      <select id="f-sort" name="sort">
        {SORTS.map((sort) => (
          <option value={sort.value} selected={sort.value === query.sort}>
            {sort.label}
          </option>
        ))}
      </select>
    </div>
  );
}

function StateFilters({ query }: { query: AnalysisQuery }) {
  return (
    <>
      <ChoiceField
        id="f-evidence"
        name="evidence"
        label="Evidence"
        any="All"
        value={query.evidence}
        options={EVIDENCE_STATES.map((state) => ({ value: state, label: EVIDENCE_WORDS[state].words }))}
      />
      <ChoiceField
        id="f-confidence"
        name="confidence"
        label="Confidence"
        any="All"
        value={query.confidence}
        options={CONFIDENCE_LEVELS.map((level) => ({ value: level, label: level }))}
      />
      <ChoiceField
        id="f-stage"
        name="stage"
        label="Stage"
        any="All"
        value={query.stage}
        options={STAGES.map((stage) => ({ value: stage, label: stage }))}
      />
      <ChoiceField
        id="f-due"
        name="due"
        label="Review"
        any="All"
        value={query.due}
        options={[{ value: 'late', label: 'Published, review late' }]}
      />
    </>
  );
}

/** Values of the chosen topic, or of all topics without repeating those they share. */
function statusOptions({ topics, query }: AnalysisListView) {
  const chosen = topics.filter((topic) => query.topic === '' || topic.key === query.topic);
  const labels = new Map<string, string>();
  for (const value of chosen.flatMap((topic) => topic.statuses)) {
    if (!labels.has(value.value)) labels.set(value.value, value.label);
  }
  return [...labels].map(([value, label]) => ({ value, label }));
}
