/** One review: its page, and the forms of its discussion, outcome, assignment and words; a refused form comes back. */
import { type Context, Hono } from 'hono';
import { type AppError, isAppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import { applyRefinement } from '#review/apply-refinement.ts';
import { assignReview } from '#review/assign-review.ts';
import { commentOnReview } from '#review/comment-on-review.ts';
import { decideReview } from '#review/decide-review.ts';
import type { WriteTx } from '#store/connect.ts';
import { versionPath } from '../components/cite-box.tsx';
import { loadReviewView } from '../load/load-review.ts';
import type { PageContext } from '../page-context.ts';
import { ReviewPage } from '../pages/review.tsx';
import { describeProblem } from '../private-form.ts';
import { type FormFields, readForm } from '../read-form.ts';
import { renderPage } from '../render-page.ts';
import { createReviewLimit } from '../review-limit.ts';
import type { ThreadDraft } from '../review-views.ts';
import { reviewHref } from '../review-words.ts';
import { safeThen } from '../safe-then.ts';
import { sendPrivatePage } from '../send-page.ts';
import { frameFor, type Show } from '../show-page.ts';

const PATH = '/reviews/:id{[0-9a-f-]{36}}';

/** What a form does; the address that follows, or null for the review's own. */
type Act = (
  tx: WriteTx,
  asked: { readonly review: string; readonly actor: Viewer; readonly field: FormFields },
) => Promise<string | null>;

/** `/reviews/<id>` and the addresses below it that take its forms. */
export function createReviewThreadRoutes(context: PageContext, show: Show): Hono {
  const routes = new Hono();
  const limit = createReviewLimit(context.deps.clock);
  routes.get(PATH, (request) => {
    const id = request.req.param('id');
    return show(request, { key: reviewHref(id) }, async (tx, frame) => {
      const { viewer } = frame;
      return (
        <ReviewPage view={await loadReviewView(context, tx, { id, viewer, draft: null })} frame={frame} />
      );
    });
  });
  for (const [form, act] of Object.entries(actsOf(context))) {
    routes.post(`${PATH}/${form}`, (request) => {
      const viewer = viewerOf(request);
      limit({ person: viewer.id, address: context.addressOf(request) }, `${form} ${request.req.param('id')}`);
      return takeForm(context, request, { form: form as ThreadDraft['form'], act, viewer });
    });
  }
  return routes;
}

function actsOf(context: PageContext): Readonly<Record<ThreadDraft['form'], Act>> {
  const deps = { ...context, ...context.deps, onAppended: context.editing.onAppended };
  const least = context.reviewsOpen ? 'contributor' : 'analyst';
  return {
    comments: async (tx, { field, ...asked }) => {
      await commentOnReview(tx, deps, { ...asked, least, kind: field('kind'), text: field('text') });
      return null;
    },
    outcome: async (tx, { field, ...asked }) => {
      await decideReview(tx, deps, { ...asked, outcome: field('outcome'), reason: field('reason') });
      return null;
    },
    assignment: async (tx, { field, ...asked }) => {
      await assignReview(tx, deps, { ...asked, to: field('assignee'), seen: field('seen') });
      return field('back') === '' ? null : `${safeThen(field('back'))}#main`;
    },
    apply: async (tx, { field, ...asked }) => {
      const saved = await applyRefinement(tx, deps, { ...asked, note: field('note') });
      return `${versionPath(saved.analysis, saved.number)}#main`;
    },
  };
}

function viewerOf(request: Context): Viewer {
  const viewer = request.get('viewer');
  if (viewer === null)
    throw new Error('the table of access lets nobody act on a review who is not signed in');
  return viewer;
}

async function takeForm(
  context: PageContext,
  request: Context,
  { form, act, viewer }: { form: ThreadDraft['form']; act: Act; viewer: Viewer },
): Promise<Response> {
  const review = request.req.param('id') ?? '';
  const field = await readForm(request);
  let next: string | null;
  try {
    next = await context.store.write((tx) => act(tx, { review, actor: viewer, field }));
  } catch (error) {
    if (!isAppError(error, 'invalid-input') && !isAppError(error, 'conflict')) throw error;
    const draft = draftOf(form, field, error);
    const view = await context.store.read((tx) => loadReviewView(context, tx, { id: review, viewer, draft }));
    const frame = frameFor(context, reviewHref(review), viewer);
    const html = renderPage(<ReviewPage view={view} frame={frame} />);
    return sendPrivatePage(request, html, error.code === 'conflict' ? 409 : 422);
  }
  // Whoever acted must see it at once, whatever the notification takes.
  context.cache.drop();
  // With a fragment of its own, as browsers else carry over the one of the form.
  return request.redirect(
    next ?? `${reviewHref(review)}#${form === 'comments' ? 'discussion' : 'outcome'}`,
    303,
  );
}

function draftOf(form: ThreadDraft['form'], field: FormFields, error: AppError): ThreadDraft {
  return {
    form,
    choice: field('outcome') || field('kind') || field('assignee'),
    words: field('text') || field('reason') || field('note'),
    problem: describeProblem(error),
  };
}
