/** Stages: one address for each version takes what people decide on it; a refused form comes back as it was filled in. */
import { type Context, Hono } from 'hono';
import { AppError, isAppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import { approveVersion, takeBackApproval } from '#review/approve-version.ts';
import { moveVersion } from '#review/move-version.ts';
import { publishVersion } from '#review/publish-version.ts';
import type { SeenVersion } from '#review/seen-version.ts';
import type { WriteTx } from '#store/connect.ts';
import { versionPath } from '../components/cite-box.tsx';
import { loadAnalysisView } from '../load/load-analysis.ts';
import type { PageContext } from '../page-context.ts';
import { AnalysisPage } from '../pages/analysis.tsx';
import { type FormFields, readForm } from '../read-form.ts';
import { renderPage } from '../render-page.ts';
import { sendPrivatePage } from '../send-page.ts';
import { frameFor } from '../show-page.ts';

const PATH = '/analyses/:number{[0-9]{1,9}}/versions/:version{[0-9]{1,9}}/stage';

type Asked = { readonly number: number; readonly version: number };

/** `/analyses/7/versions/2/stage`: takes the forms of the stage panel, and leads those who come by address to it. */
export function createStageRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get(PATH, (request) => request.redirect(panelHref(askedOf(request)), 303));
  routes.post(PATH, (request) => takeDecision(context, request, askedOf(request)));
  return routes;
}

function askedOf(request: Context): Asked {
  return { number: Number(request.req.param('number')), version: Number(request.req.param('version')) };
}

function panelHref({ number, version }: Asked): string {
  return `${versionPath(number, version)}#stage`;
}

async function takeDecision(context: PageContext, request: Context, asked: Asked): Promise<Response> {
  const viewer = request.get('viewer');
  if (viewer === null) throw new Error('the table of access lets nobody decide who is not signed in');
  const fields = await readForm(request);
  try {
    await context.store.write((tx) => decide(context, tx, fields, { ...asked, viewer }));
  } catch (error) {
    if (!isAppError(error, 'invalid-input') && !isAppError(error, 'conflict')) throw error;
    const status = error.code === 'conflict' ? 409 : 422;
    return sendPrivatePage(request, await renderRefused(context, viewer, asked, fields, error), status);
  }
  // Whoever decided must see it at once, whatever the notification takes.
  context.cache.drop();
  return request.redirect(panelHref(asked), 303);
}

async function decide(
  context: PageContext,
  tx: WriteTx,
  fields: FormFields,
  { number, version, viewer }: Asked & { viewer: Viewer },
): Promise<void> {
  const deps = { ...context, ...context.deps };
  const seen: SeenVersion = { actor: viewer, analysis: number, version, contentHash: fields('content') };
  const reason = fields('reason');
  const action = fields('action');
  switch (action) {
    case 'submit':
    case 'return':
    case 'withdraw':
      await moveVersion(tx, deps, { ...seen, action, reason });
      return;
    case 'approve':
      await approveVersion(tx, deps, { ...seen, note: reason });
      return;
    case 'take-back':
      await takeBackApproval(tx, deps, { ...seen, reason });
      return;
    case 'publish':
      await publishVersion(tx, deps, { ...seen, overrideReason: reason, overridden: fields('overridden') });
      return;
    default:
      throw new AppError('invalid-input', 'is none that there is.', {
        place: { field: 'action' },
        remedy: 'Use the buttons of the page.',
      });
  }
}

async function renderRefused(
  context: PageContext,
  viewer: Viewer,
  { number, version }: Asked,
  fields: FormFields,
  error: AppError,
): Promise<string> {
  const { field } = error.place;
  const words = field === undefined ? error.message : `${field}: ${error.message}`;
  const stageDraft = {
    action: fields('action'),
    reason: fields('reason'),
    problem: `${words} ${error.remedy ?? ''}`.trim(),
  };
  const asked = { number, version, reviewDraft: null, viewer, stageDraft };
  const view = await context.store.read((tx) => loadAnalysisView(context, tx, asked));
  return renderPage(
    <AnalysisPage view={view} frame={frameFor(context, versionPath(number, version), viewer)} />,
  );
}
