/** From a draft to a version: what it changes, saving it, and bringing it together with a newer one. */
import { type Context, Hono } from 'hono';
import { AppError, isAppError } from '#domain/errors.ts';
import { finishWorkingCopy } from '#review/finish-working-copy.ts';
import type { Choice } from '#review/merge-contents.ts';
import { type MergeWith, mergeIntoWorkingCopy } from '#review/merge-into-working-copy.ts';
import type { SavedVersion } from '#review/save-version.ts';
import type { VersionForm } from '../draft-view.ts';
import { loadDraftMerge, loadDraftVersion } from '../load/load-draft.ts';
import type { PageContext } from '../page-context.ts';
import { DraftMergePage } from '../pages/draft-merge.tsx';
import { DraftVersionPage } from '../pages/draft-version.tsx';
import { describeProblem, formFrame, sendForm } from '../private-form.ts';
import { type Fields, readFields } from '../read-fields.ts';
import { readWord } from '../read-query.ts';
import { causesOf, DRAFT, draftId, readCount, readVersionForm, viewerOf } from './draft-request.ts';

/** `/drafts/…/version` and `/drafts/…/merge`. */
export function createDraftVersionRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get(`${DRAFT}/version`, (request) => showVersion(context, request));
  routes.post(`${DRAFT}/version`, (request) => takeVersion(context, request));
  routes.get(`${DRAFT}/merge`, (request) => {
    const aside = readWord(request, 'aside');
    return showMerge(context, request, aside === '' ? null : { aside });
  });
  routes.post(`${DRAFT}/merge`, (request) => takeMerge(context, request));
  return routes;
}

async function showVersion(
  context: PageContext,
  request: Context,
  refused?: { readonly form: VersionForm; readonly problem: string },
): Promise<Response> {
  const asked = {
    viewer: viewerOf(request),
    id: draftId(request),
    ...(refused === undefined ? {} : { refused }),
  };
  const view = await context.store.read((tx) => loadDraftVersion(context, tx, asked));
  const page = <DraftVersionPage view={view} frame={formFrame(context, request)} />;
  return sendForm(request, page, refused === undefined ? undefined : 422);
}

async function takeVersion(context: PageContext, request: Context): Promise<Response> {
  const fields = await readFields(request);
  const form = readVersionForm(fields);
  try {
    return toVersion(
      context,
      request,
      await finish(context, request, readCount(fields.text('revision')), form),
    );
  } catch (error) {
    if (isAppError(error, 'conflict') && typeof error.detail.newest === 'string') {
      return showMerge(context, request, { version: error.detail.newest }, { form, status: 409 });
    }
    if (!isAppError(error) || !MENDABLE.includes(error.code)) throw error;
    return showVersion(context, request, { form, problem: describeProblem(error) });
  }
}

/** Refusals after which the form comes back. */
const MENDABLE: readonly AppError['code'][] = ['invalid-input', 'unknown-status'];

function finish(
  context: PageContext,
  request: Context,
  revision: number,
  form: VersionForm,
): Promise<SavedVersion> {
  const { deps, editing, store } = context;
  const { note } = form;
  const input = { actor: viewerOf(request), id: draftId(request), revision, note, causes: causesOf(form) };
  return store.write((tx) => finishWorkingCopy(tx, { ...deps, ...editing }, input));
}

function toVersion(context: PageContext, request: Context, { analysis, number }: SavedVersion): Response {
  // Who saved it must see it at once, whatever the notification takes.
  context.cache.drop();
  return request.redirect(`/analyses/${analysis}/versions/${number}`, 303);
}

/** With the newest version when no other text is named. */
async function showMerge(
  context: PageContext,
  request: Context,
  other: MergeWith | null,
  refused: {
    readonly form?: VersionForm | null;
    readonly problem?: string;
    readonly status?: 409 | 422;
  } = {},
): Promise<Response> {
  const asked = { viewer: viewerOf(request), id: draftId(request) };
  const { form = null, problem = null, status } = refused;
  const view = await context.store.read(async (tx) => {
    const { base } = await loadDraftVersion(context, tx, asked);
    const named = other ?? (base === null ? null : { version: base.newestId });
    if (named === null) {
      throw new AppError('not-found', 'A new page has no other version to compare with.', {
        remedy: 'Go back to the draft.',
      });
    }
    return loadDraftMerge(context, tx, { ...asked, other: named, form, problem });
  });
  return sendForm(request, <DraftMergePage view={view} frame={formFrame(context, request)} />, status);
}

async function takeMerge(context: PageContext, request: Context): Promise<Response> {
  const [actor, id] = [viewerOf(request), draftId(request)];
  const fields = await readFields(request);
  const form = fields.text('saving') === '' ? null : readVersionForm(fields);
  const aside = fields.text('aside');
  const other = aside === '' ? { version: fields.text('version') } : { aside };
  const revision = readCount(fields.text('revision'));
  try {
    const input = { actor, id, revision, other, choices: readChoices(fields) };
    const merged = await context.store.write((tx) => mergeIntoWorkingCopy(tx, context.deps, input));
    if (form === null || fields.text('then') !== 'save') return request.redirect(`/drafts/${id}`, 303);
    return toVersion(context, request, await finish(context, request, merged, form));
  } catch (error) {
    if (isAppError(error, 'conflict')) {
      const { newest } = error.detail;
      const next = typeof newest === 'string' ? { version: newest } : other;
      return showMerge(context, request, next, { form, problem: describeProblem(error), status: 409 });
    }
    if (!isAppError(error, 'invalid-input')) throw error;
    return showMerge(context, request, other, { form, problem: describeProblem(error), status: 422 });
  }
}

/** The decided conflicts by key. */
function readChoices(fields: Fields): Map<string, Choice> {
  const choices = new Map<string, Choice>();
  for (const [name, key] of fields.texts) {
    const at = /^conflict\.(\d{1,5})\.key$/.exec(name)?.[1];
    if (at === undefined) continue;
    const take = fields.text(`conflict.${at}.take`);
    if (take === 'mine' || take === 'theirs') choices.set(key, { take });
    const text = fields.text(`conflict.${at}.text`).replace(/\r\n?/g, '\n');
    if (take === 'text') choices.set(key, { text });
  }
  return choices;
}
