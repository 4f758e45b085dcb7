/** Reviews: one address takes the form of an analysis page, and a refused form comes back as it was filled in. */
import { type Context, Hono } from 'hono';
import { AppError, isAppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import { REVIEW_KINDS } from '#domain/review.ts';
import { type ReviewInput, submitReview } from '#review/submit-review.ts';
import { loadAnalysisView } from '../load/load-analysis.ts';
import type { PageContext } from '../page-context.ts';
import { AnalysisPage } from '../pages/analysis.tsx';
import { renderPage } from '../render-page.ts';
import { createReviewLimit, type ReviewLimit } from '../review-limit.ts';
import { frameFor } from '../show-page.ts';

const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i;

/** `/analyses/7/reviews`: takes the form, and leads those who come by address to the reviews on the page. */
export function createReviewRoutes(context: PageContext): Hono {
  const routes = new Hono();
  const limit = createReviewLimit(context.deps.clock);
  const path = '/analyses/:number{[0-9]{1,9}}/reviews';
  routes.get(path, (request) => request.redirect(reviewsHref(Number(request.req.param('number'))), 303));
  routes.post(path, (request) => takeReview(context, limit, request, Number(request.req.param('number'))));
  return routes;
}

function reviewsHref(number: number): string {
  return `/analyses/${number}#reviews`;
}

async function takeReview(
  context: PageContext,
  limit: ReviewLimit,
  request: Context,
  number: number,
): Promise<Response> {
  if (!context.reviewsOpen) {
    throw new AppError('conflict', 'Reviews are closed on this installation.', {
      remedy: 'Ask its operator; nothing was stored.',
    });
  }
  const input = await readForm(request, number);
  limit(context.addressOf(request), number);
  try {
    await context.store.write(async (tx) => {
      const versionId = await submitReview(tx, context.deps, input);
      await context.requestReverification(tx, versionId);
    });
  } catch (error) {
    if (!isAppError(error, 'invalid-input')) throw error;
    return request.html(await renderRefusedForm(context, input, error, request.get('viewer')), 422);
  }
  // The reader who sent it must see it at once, whatever the notification takes.
  context.cache.drop();
  return request.redirect(reviewsHref(number), 303);
}

async function readForm(request: Context, analysis: number): Promise<ReviewInput> {
  if (!FORM_TYPES.test(request.req.header('Content-Type') ?? '')) throw notAForm();
  const form = await request.req.parseBody().catch((error: unknown) => {
    // How the platform says that the parts do not follow from the header.
    throw error instanceof TypeError ? notAForm() : error;
  });
  const field = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
  return {
    analysis,
    contentHash: field('version'),
    kind: field('kind'),
    author: field('name'),
    text: field('text'),
  };
}

function notAForm(): AppError {
  return new AppError(
    'invalid-input',
    'A review is sent as the fields of a form, and this was something else.',
    {
      remedy: 'Use the form on the page of the analysis.',
    },
  );
}

async function renderRefusedForm(
  context: PageContext,
  input: ReviewInput,
  error: AppError,
  viewer: Viewer | null,
): Promise<string> {
  const reviewDraft = {
    kind: REVIEW_KINDS.find((kind) => kind === input.kind) ?? null,
    name: input.author,
    text: input.text,
    problem: `${error.place.field ?? 'The form'}: ${error.message} ${error.remedy ?? ''}`,
  };
  const asked = { number: input.analysis, version: undefined, reviewDraft, viewer };
  const view = await context.store.read((tx) => loadAnalysisView(context, tx, asked));
  const frame = frameFor(context, `/analyses/${input.analysis}`, viewer);
  return renderPage(<AnalysisPage view={view} frame={frame} />);
}
