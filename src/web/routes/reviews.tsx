/** Reviews: one address takes the form of an analysis page, and a refused form comes back as it was filled in. */
import { type Context, Hono } from 'hono';
import { type AppError, isAppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import { REVIEW_KINDS, REVIEW_SEVERITIES } from '#domain/review.ts';
import { withoutUnseen } from '#domain/unseen-characters.ts';
import { EVIDENCE_LIMITS } from '#review/read-evidence.ts';
import { type ReviewInput, submitReview } from '#review/submit-review.ts';
import type { ReadTx } from '#store/connect.ts';
import { findVersionByHash } from '#store/versions.ts';
import { loadAnalysisView } from '../load/load-analysis.ts';
import type { PageContext } from '../page-context.ts';
import { AnalysisPage } from '../pages/analysis.tsx';
import { type FormFields, readForm } from '../read-form.ts';
import { renderPage } from '../render-page.ts';
import { createReviewLimit, type ReviewLimit } from '../review-limit.ts';
import type { ReviewDraft } from '../review-views.ts';
import { sendPrivatePage } from '../send-page.ts';
import { frameFor } from '../show-page.ts';

/** `/analyses/7/reviews`: takes the form, and leads those who come by address to the reviews on the page. */
export function createReviewRoutes(context: PageContext): Hono {
  const routes = new Hono();
  const limit = createReviewLimit(context.deps.clock);
  const path = '/analyses/:number{[0-9]{1,9}}/reviews';
  routes.get(path, (request) => request.redirect(`/analyses/${request.req.param('number')}#reviews`, 303));
  routes.post(path, (request) => takeReview(context, limit, request, Number(request.req.param('number'))));
  return routes;
}

async function takeReview(
  context: PageContext,
  limit: ReviewLimit,
  request: Context,
  number: number,
): Promise<Response> {
  const viewer = request.get('viewer');
  if (viewer === null) throw new Error('the table of access lets nobody review who is not signed in');
  const input = readReview(context, await readForm(request), number, viewer);
  limit({ person: viewer.id, address: context.addressOf(request) }, number);
  const deps = { ...context.deps, requestReverification: context.requestReverification };
  let id: string;
  try {
    id = await context.store.write((tx) => submitReview(tx, deps, input));
  } catch (error) {
    if (!isAppError(error, 'invalid-input') && !isAppError(error, 'conflict')) throw error;
    const status = error.code === 'conflict' ? 409 : 422;
    return sendPrivatePage(request, await renderRefusedForm(context, input, error), status);
  }
  // The reader who sent it must see it at once, whatever the notification takes.
  context.cache.drop();
  return request.redirect(`/analyses/${number}#review-${id}`, 303);
}

function readReview(context: PageContext, field: FormFields, analysis: number, actor: Viewer): ReviewInput {
  return {
    actor,
    least: context.reviewsOpen ? 'contributor' : 'analyst',
    analysis,
    contentHash: field('version'),
    kind: field('kind'),
    severity: field('severity'),
    target: field('target'),
    text: field('text'),
    proposedText: field('proposedText'),
    evidence: {
      links: field('links'),
      passages: Array.from({ length: EVIDENCE_LIMITS.passages }, (_, index) => ({
        source: field(`source${index + 1}`),
        words: field(`words${index + 1}`),
      })),
    },
  };
}

/** Fields as the form calls them. */
const LABELS: Readonly<Record<string, string>> = {
  ...{ version: 'The version', kind: 'The kind', severity: 'The severity of a Challenge' },
  ...{ target: 'What it is about', text: 'Your reasons', note: 'Your reasons' },
  ...{ proposedText: 'The words that should stand there', links: 'A link' },
};

function describeField({ place, message, remedy = '' }: AppError): string {
  const { field } = place;
  if (field === undefined) return `${message} ${remedy}`.trim();
  const label = LABELS[field] ?? field.charAt(0).toUpperCase() + field.slice(1);
  return `${label}: ${message} ${remedy}`.trim();
}

function draftOf(input: ReviewInput, error: AppError): ReviewDraft {
  const { target, text, proposedText, evidence } = input;
  return {
    ...{ target: withoutUnseen(target), text, proposedText, ...evidence },
    kind: REVIEW_KINDS.find((kind) => kind === input.kind) ?? null,
    severity: REVIEW_SEVERITIES.find((severity) => severity === input.severity) ?? null,
    problem: describeField(error),
  };
}

async function renderRefusedForm(context: PageContext, input: ReviewInput, error: AppError): Promise<string> {
  const { analysis: number, actor: viewer } = input;
  const reviewDraft = draftOf(input, error);
  const view = await context.store.read(async (tx) => {
    const version = await seenVersion(tx, input);
    return loadAnalysisView(context, tx, { number, version, reviewDraft, viewer });
  });
  return renderPage(<AnalysisPage view={view} frame={frameFor(context, `/analyses/${number}`, viewer)} />);
}

/** The version that the form was sent from: another may stand for the page by now. */
async function seenVersion(tx: ReadTx, { analysis, contentHash }: ReviewInput): Promise<number | undefined> {
  if (!/^[0-9a-f]{64}$/.test(contentHash)) return undefined;
  return (await findVersionByHash(tx, analysis, contentHash))?.number;
}
