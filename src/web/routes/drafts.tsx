/** Drafts: the list, beginning one, and the editor with what its buttons do. */
import { type Context, Hono } from 'hono';
import { AppError, isAppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import { type Beginning, beginWorkingCopy } from '#review/begin-working-copy.ts';
import { checkWorkingCopy } from '#review/check-working-copy.ts';
import { discardWorkingCopy } from '#review/discard-working-copy.ts';
import { getReadableCopy } from '#review/own-working-copy.ts';
import { type SavedCopy, saveWorkingCopy } from '#review/save-working-copy.ts';
import { findOpenWorkingCopy, findWorkingText } from '#store/working-copies.ts';
import { CheckPanel } from '../components/draft-side.tsx';
import { PreviewText } from '../components/preview-text.tsx';
import { applyDraftForm } from '../draft-form.ts';
import { loadDraftList, loadDraftMerge, loadDraftPreview, loadDraftView } from '../load/load-draft.ts';
import { loadEditView } from '../load/load-lists.ts';
import type { PageContext } from '../page-context.ts';
import { DraftPage } from '../pages/draft.tsx';
import { DraftListPage } from '../pages/draft-list.tsx';
import { DraftMergePage } from '../pages/draft-merge.tsx';
import { DraftNewPage } from '../pages/draft-new.tsx';
import { DraftPreviewPage } from '../pages/draft-preview.tsx';
import { EditPage } from '../pages/edit.tsx';
import { describeProblem, formFrame, sendForm } from '../private-form.ts';
import { type Fields, readFields } from '../read-fields.ts';
import { readPageNumber, readWord } from '../read-query.ts';
import { renderFragment } from '../render-page.ts';
import { createDraftCitingRoutes } from './draft-citing.tsx';
import { DRAFT, draftId, readCount, viewerOf, wantsJson } from './draft-request.ts';
import { createDraftVersionRoutes } from './draft-version.tsx';

/** `/drafts` and below, and `/analyses/7/edit`. */
export function createDraftRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get('/drafts', async (request) => {
    const view = await context.store.read((tx) => loadDraftList(context, tx, viewerOf(request)));
    return sendForm(request, <DraftListPage view={view} frame={formFrame(context, request)} />);
  });
  routes.get('/drafts/new', (request) =>
    showNew(context, request, {
      jurisdiction: readWord(request, 'jurisdiction'),
      topic: readWord(request, 'topic'),
      problem: null,
    }),
  );
  routes.post('/drafts', (request) => begin(context, request));
  routes.get('/analyses/:number{[0-9]{1,9}}/edit', (request) => showEdit(context, request));
  routes.post('/analyses/:number{[0-9]{1,9}}/edit', async (request) => {
    const fields = await readFields(request);
    const analysis = Number(request.req.param('number'));
    const version = fields.text('version') === '' ? null : readCount(fields.text('version'));
    return beginFrom(context, request, { kind: 'version', analysis, version });
  });
  routes.get(DRAFT, (request) => showDraft(context, request));
  routes.post(DRAFT, (request) => takeDraft(context, request));
  routes.get(`${DRAFT}/preview`, async (request) => {
    const asked = { viewer: viewerOf(request), id: draftId(request) };
    const view = await context.store.read((tx) => loadDraftPreview(context, tx, asked));
    const page = (
      <DraftPreviewPage view={view} frame={formFrame(context, request)} page={readPageNumber(request)} />
    );
    return sendForm(request, page);
  });
  // Where the parts of a page lead for all that was found; of a draft that is beside the editor.
  routes.get(`${DRAFT}/preview/report`, (request) =>
    request.redirect(`/drafts/${draftId(request)}#check`, 303),
  );
  routes.post(`${DRAFT}/preview`, (request) => previewText(context, request));
  routes.post(`${DRAFT}/discard`, async (request) => {
    const input = { actor: viewerOf(request), id: draftId(request) };
    await context.store.write((tx) => discardWorkingCopy(tx, context.deps, input));
    return request.redirect('/drafts', 303);
  });
  routes.route('/', createDraftVersionRoutes(context));
  routes.route('/', createDraftCitingRoutes(context));
  return routes;
}

function showNew(
  context: PageContext,
  request: Context,
  asked: { jurisdiction: string; topic: string; problem: string | null },
): Response {
  const { jurisdictions, topics } = context.deps.reference;
  const byName = [...jurisdictions].sort((a, b) => a.everydayName.localeCompare(b.everydayName, 'en'));
  const view = { ...asked, jurisdictions: byName, topics };
  const page = <DraftNewPage view={view} frame={formFrame(context, request)} />;
  return sendForm(request, page, asked.problem === null ? undefined : 422);
}

async function begin(context: PageContext, request: Context): Promise<Response> {
  viewerOf(request);
  const fields = await readFields(request);
  const cell = { jurisdiction: fields.text('jurisdiction'), topic: fields.text('topic') };
  try {
    return await beginFrom(context, request, await readBeginning(context, fields, cell));
  } catch (error) {
    if (!isAppError(error) || !MENDABLE.includes(error.code)) throw error;
    return showNew(context, request, { ...cell, problem: describeProblem(error) });
  }
}

/** Refusals after which the form comes back. */
const MENDABLE: readonly AppError['code'][] = [
  ...([
    'invalid-input',
    'unknown-jurisdiction',
    'unknown-topic',
    'unknown-status',
    'too-large',
    'conflict',
  ] as const),
];

async function readBeginning(
  context: PageContext,
  fields: Fields,
  cell: { jurisdiction: string; topic: string },
): Promise<Beginning> {
  if (fields.text('from') !== 'file') return { kind: 'scratch', ...cell };
  const file = fields.file('file');
  if (file === undefined) {
    throw new AppError('invalid-input', 'No file was chosen.', {
      place: { field: 'file' },
      remedy: 'Choose one.',
    });
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const name = file.name.slice(0, 200);
  return { kind: 'file', name, bytes, ...context.editing.readFile({ file: name, bytes }) };
}

async function beginFrom(context: PageContext, request: Context, from: Beginning): Promise<Response> {
  const actor = viewerOf(request);
  const { id } = await context.store.write((tx) => beginWorkingCopy(tx, context.deps, { actor, from }));
  return request.redirect(`/drafts/${id}`, 303);
}

async function showEdit(context: PageContext, request: Context): Promise<Response> {
  const viewer = viewerOf(request);
  const number = Number(request.req.param('number'));
  const { open, view } = await context.store.read(async (tx) => ({
    view: await loadEditView(context, tx, number),
    open: await findOpenWorkingCopy(tx, viewer.id, number),
  }));
  if (open !== undefined) return request.redirect(`/drafts/${open}`, 303);
  return sendForm(request, <EditPage view={view} frame={formFrame(context, request)} />);
}

async function showDraft(context: PageContext, request: Context): Promise<Response> {
  const asked = { viewer: viewerOf(request), id: draftId(request), more: readWord(request, 'more') };
  const view = await context.store.read((tx) => loadDraftView(context, tx, asked));
  // An editor reads it as a page; the form is its owner's.
  if (!view.isOwner) return request.redirect(`/drafts/${view.id}/preview`, 303);
  return sendForm(request, <DraftPage view={view} frame={formFrame(context, request)} />);
}

/** Saves what the form says, then does what the button says. */
async function takeDraft(context: PageContext, request: Context): Promise<Response> {
  const actor = viewerOf(request);
  const id = draftId(request);
  const fields = await readFields(request);
  const revision = readCount(fields.text('revision'));
  const content = await readContentOf(context, actor, id, revision, fields);
  try {
    const input = { actor, id, revision, content };
    const saved = await context.store.write((tx) => saveWorkingCopy(tx, context.deps, input));
    if (saved.outcome === 'overtaken') return await answerOvertaken(context, request, saved);
    const { revision: now, savedAt } = saved;
    if (wantsJson(request)) {
      const check = fields.text('do') === 'check' ? { check: await checkedPanel(context, actor, id) } : {};
      return request.json({ revision: now, savedAt, ...check }, 200, PRIVATE);
    }
    return request.redirect(await goOn(context, actor, id, fields.text('do')), 303);
  } catch (error) {
    if (wantsJson(request) || !isAppError(error, 'invalid-input')) throw error;
    const refused = { content, problem: describeProblem(error) };
    const asked = { viewer: actor, id, more: '', refused };
    const view = await context.store.read((tx) => loadDraftView(context, tx, asked));
    return sendForm(
      request,
      <DraftPage view={{ ...view, revision }} frame={formFrame(context, request)} />,
      422,
    );
  }
}

/** The panel of the check, made now. */
async function checkedPanel(context: PageContext, actor: Viewer, id: string): Promise<string> {
  await context.store.write((tx) => checkWorkingCopy(tx, context.editing, { actor, id }));
  const view = await context.store.read((tx) => loadDraftView(context, tx, { viewer: actor, id, more: '' }));
  return renderFragment(<CheckPanel view={view} />);
}

const PRIVATE = { 'Cache-Control': 'private, no-store' };

/** The content that the form makes of the text it was filled from. */
async function readContentOf(
  context: PageContext,
  actor: Viewer,
  id: string,
  revision: number,
  fields: Fields,
) {
  const before = await context.store.read(async (tx) => {
    const copy = await getReadableCopy(tx, actor, id);
    return (await findWorkingText(tx, copy.id, { revision }))?.content ?? copy.content;
  });
  return applyDraftForm(before, fields.texts);
}

async function answerOvertaken(
  context: PageContext,
  request: Context,
  saved: Extract<SavedCopy, { outcome: 'overtaken' }>,
): Promise<Response> {
  const id = draftId(request);
  const { aside, revision } = saved;
  if (wantsJson(request)) {
    return request.json({ revision, compare: `/drafts/${id}/merge?aside=${aside}` }, 409, PRIVATE);
  }
  const asked = { viewer: viewerOf(request), id, other: { aside }, form: null, problem: null };
  const view = await context.store.read((tx) => loadDraftMerge(context, tx, asked));
  return sendForm(request, <DraftMergePage view={view} frame={formFrame(context, request)} />, 409);
}

/** Where a button leads once everything is saved. */
async function goOn(context: PageContext, actor: Viewer, id: string, act: string): Promise<string> {
  const [verb, of = ''] = act.split(':', 2);
  const draft = `/drafts/${id}`;
  if (verb === 'more') return `${draft}?more=${encodeURIComponent(of)}#part-${PART_OF[of] ?? 'status'}`;
  if (verb === 'cite') return `${draft}/cite?for=${encodeURIComponent(of)}`;
  await context.store.write((tx) => checkWorkingCopy(tx, context.editing, { actor, id }));
  if (verb === 'preview' || verb === 'version') return `${draft}/${verb}`;
  return `${draft}#check`;
}

const PART_OF: Readonly<Record<string, string>> = {
  ...{ law: 'laws', source: 'sources', excerpt: 'report', link: 'report' },
};

/** The text of one field as readers would see it; stores nothing. */
async function previewText(context: PageContext, request: Context): Promise<Response> {
  const viewer = viewerOf(request);
  const fields = await readFields(request);
  const copy = await context.store.read((tx) => getReadableCopy(tx, viewer, draftId(request)));
  const format = fields.text('format') === 'plain' ? 'plain' : 'markdown';
  const refs = new Set(copy.content.sources.map(({ ref }) => ref));
  const html = renderFragment(<PreviewText text={fields.text('text')} format={format} refs={refs} />);
  return request.html(html, 200, PRIVATE);
}
