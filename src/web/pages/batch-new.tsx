/** Asking for a batch: one topic, many jurisdictions. */
import { counted } from '../amounts.ts';
import { TopicField } from '../components/choice-field.tsx';
import { FormProblem } from '../components/form-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { AnalystFields, BudgetFields } from '../components/run-form.tsx';
import { Layout } from '../layout.tsx';
import type { RunNewView } from '../run-views.ts';
import type { Frame } from '../views.ts';

/** The page. */
export function BatchNewPage({ view, frame }: { view: RunNewView; frame: Frame }) {
  const { form } = view;
  return (
    <Layout frame={frame} title="Research a topic in many jurisdictions">
      <div class="page">
        <PageTitle trail={[['/batches', 'Batches']]} title="Research a topic in many jurisdictions">
          <p class="lead">
            One run for each jurisdiction. When the budget is used up, what has not begun is not begun; drafts
            that exist stay.
          </p>
        </PageTitle>
        <FormProblem problem={view.problem} />
        <form class="form run-form" method="post" action="/batches">
          <TopicField label="Topic" any="Choose …" value={form.topic} topics={view.topics} />
          <Jurisdictions view={view} />
          <AnalystFields view={view} />
          <div class="field field-short">
            <label for="f-concurrency">Runs at the same time</label>
            <p class="help" id="f-concurrency-help">
              From 1 to 100. More than the machine has processors makes none of them faster.
            </p>
            <input
              type="text"
              inputMode="numeric"
              id="f-concurrency"
              name="concurrency"
              maxLength={3}
              value={form.concurrency}
              aria-describedby="f-concurrency-help"
            />
          </div>
          <BudgetFields view={view} of="the whole batch" />
          <p class="form-actions">
            <button type="submit" class="button primary">
              Start the batch
            </button>
          </p>
        </form>
      </div>
    </Layout>
  );
}

function Jurisdictions({ view: { form, jurisdictions } }: { view: RunNewView }) {
  const chosen = new Set(form.jurisdictions);
  const isAll = chosen.has('all');
  return (
    <fieldset>
      <legend>Jurisdictions</legend>
      <label class="choice">
        <input type="checkbox" name="jurisdiction" value="all" checked={isAll} />
        <span>All {counted(jurisdictions.length, 'jurisdiction')}</span>
      </label>
      <details class="form-more" open={!isAll}>
        <summary>Choose some</summary>
        <ul class="plain choice-columns">
          {jurisdictions.map(({ code, everydayName }) => (
            <li>
              <label class="choice">
                <input type="checkbox" name="jurisdiction" value={code} checked={chosen.has(code)} />
                <span>{everydayName}</span>
              </label>
            </li>
          ))}
        </ul>
      </details>
    </fieldset>
  );
}
