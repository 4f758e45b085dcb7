/** What went wrong, what is safe, and what to do next. */
import { Layout } from '../layout.tsx';
import type { ErrorView, Frame } from '../views.ts';

/** For every refusal a reader can meet; never shows a stack or a path. */
export function ErrorPage({ view, frame }: { view: ErrorView; frame: Frame }) {
  return (
    <Layout frame={frame} title={view.title}>
      <div class="page error-page">
        <p class="error-status">{view.status}</p>
        <h1>{view.title}</h1>
        <dl class="error-facts">
          <div>
            <dt>What happened</dt>
            <dd>{view.message}</dd>
          </div>
          <div>
            <dt>What was kept</dt>
            <dd>{view.kept}</dd>
          </div>
          <div>
            <dt>What to do</dt>
            <dd>{view.remedy}</dd>
          </div>
        </dl>
        <p>
          <a href="/analyses">All analyses</a> · <a href="/">Front page</a>
        </p>
      </div>
    </Layout>
  );
}
