/**
 * The addresses of all pages, by noun. Only addresses that lead to something stored are kept in the cache, never a
 * search or a far page of a list, so that nobody can fill it with addresses of their own making.
 */
import { Hono } from 'hono';
import type { AppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import type { PageContext } from './page-context.ts';
import { ErrorPage } from './pages/error.tsx';
import { renderPage } from './render-page.ts';
import { createAccountRoutes } from './routes/account.tsx';
import { createAnalysisRoutes } from './routes/analyses.tsx';
import { createAuditRoutes } from './routes/audit.tsx';
import { createBatchRoutes } from './routes/batches.tsx';
import { createComparisonRoutes } from './routes/comparisons.tsx';
import { createDraftRoutes } from './routes/drafts.tsx';
import { createJurisdictionRoutes } from './routes/jurisdictions.tsx';
import { createNoticeRoutes } from './routes/notices.tsx';
import { createOneTimeLinkRoutes } from './routes/one-time-links.tsx';
import { createOwnDataRoutes } from './routes/own-data.tsx';
import { createPeopleRoutes } from './routes/people.tsx';
import { createReviewQueueRoutes } from './routes/review-queue.tsx';
import { createReviewThreadRoutes } from './routes/review-threads.tsx';
import { createReviewRoutes } from './routes/reviews.tsx';
import { createRunRoutes } from './routes/runs.tsx';
import { createSearchRoutes } from './routes/search.tsx';
import { createSignInRoutes } from './routes/sign-in.tsx';
import { createSignInElsewhereRoutes } from './routes/sign-in-elsewhere.tsx';
import { createSignalRoutes } from './routes/signals.tsx';
import { createSiteRoutes } from './routes/site.tsx';
import { createSourceRoutes } from './routes/sources.tsx';
import { createStageRoutes } from './routes/stages.tsx';
import { createTopicRoutes } from './routes/topics.tsx';
import { countForMenu, createShow, frameFor } from './show-page.ts';

type Refusal = { readonly status: number; readonly title: string; readonly error: AppError };

/** The page routes, and how a refusal looks as a page. */
export function createPages(context: PageContext): {
  routes: Hono;
  renderRefusal: (path: string, refusal: Refusal, viewer: Viewer | null) => string;
} {
  const routes = new Hono();
  const show = createShow(context);
  routes.use(countForMenu(context));
  for (const part of [
    createSiteRoutes(context, show),
    createAnalysisRoutes(context, show),
    createComparisonRoutes(context, show),
    createDraftRoutes(context),
    createRunRoutes(context),
    createBatchRoutes(context),
    createReviewRoutes(context),
    createReviewQueueRoutes(context),
    createReviewThreadRoutes(context, show),
    createStageRoutes(context),
    createSourceRoutes(context, show),
    createSearchRoutes(context, show),
    createSignalRoutes(context, show),
    createJurisdictionRoutes(context, show),
    createTopicRoutes(context, show),
    createNoticeRoutes(context, show),
    createAuditRoutes(context, show),
    createOwnDataRoutes(context),
    createSignInRoutes(context),
    createSignInElsewhereRoutes(context),
    createOneTimeLinkRoutes(context),
    createAccountRoutes(context),
    createPeopleRoutes(context),
  ]) {
    routes.route('/', part);
  }
  return {
    routes,
    renderRefusal: (path, refusal, viewer) => renderRefusal(context, path, refusal, viewer),
  };
}

function renderRefusal(
  context: PageContext,
  path: string,
  { status, title, error }: Refusal,
  viewer: Viewer | null,
): string {
  const view = {
    status,
    title,
    message: error.message,
    kept: status >= 500 ? 'Everything stored is kept; this page could not be made.' : 'Nothing was changed.',
    remedy: error.remedy ?? 'Go back, or start from the list of analyses.',
  };
  return renderPage(<ErrorPage view={view} frame={frameFor(context, path, viewer)} />);
}
