/** Asking for a run of one page. */
import { JurisdictionField, TopicField } from '../components/choice-field.tsx';
import { FormProblem } from '../components/form-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { queryString } from '../components/pager.tsx';
import { AddressFields, AnalystFields, BudgetFields } from '../components/run-form.tsx';
import { Layout } from '../layout.tsx';
import type { RunNewView } from '../run-views.ts';
import type { Frame } from '../views.ts';

/** The page. */
export function RunNewPage({ view, frame }: { view: RunNewView; frame: Frame }) {
  const { form } = view;
  return (
    <Layout frame={frame} title="Research a page">
      <div class="page">
        <PageTitle trail={[['/runs', 'Runs']]} title="Research a page">
          <p class="lead">
            It ends in a draft that people review like any other, or in the words “not enough evidence”.
            Nothing goes live by itself.
          </p>
        </PageTitle>
        <FormProblem problem={view.problem} />
        <form class="form run-form" method="post" action="/runs">
          <JurisdictionField
            label="Jurisdiction"
            any="Choose …"
            value={form.jurisdiction}
            jurisdictions={view.jurisdictions}
          />
          <TopicField label="Topic" any="Choose …" value={form.topic} topics={view.topics} />
          <AnalystFields view={view} />
          <AddressFields view={view} />
          <BudgetFields view={view} of="this run" />
          <p class="form-actions">
            <button type="submit" class="button primary">
              Start the research
            </button>
          </p>
        </form>
        <p class="minor-note">
          The same topic for many jurisdictions?{' '}
          <a href={`/batches/new${queryString({ topic: form.topic })}`}>Ask for a batch</a>.
        </p>
      </div>
    </Layout>
  );
}
