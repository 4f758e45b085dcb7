/** Citing from a draft: choosing a source, adding one, and taking words from its text. */
import { type Context, Hono } from 'hono';
import { AppError, isAppError } from '#domain/errors.ts';
import { isLegalDate } from '#domain/legal-date.ts';
import { actorOf } from '#domain/person.ts';
import { nowIso } from '#domain/ports.ts';
import { SOURCE_TIERS } from '#domain/source.ts';
import type { CapturedBytes, SourceOverrides } from '#ingest/add-source.ts';
import { citePassage } from '#review/cite-passage.ts';
import { getReadableCopy } from '#review/own-working-copy.ts';
import { readNote } from '#review/read-note.ts';
import { loadDraftCite } from '../load/load-draft.ts';
import type { PageContext } from '../page-context.ts';
import { DraftCitePage } from '../pages/draft-cite.tsx';
import { describeProblem, formFrame, sendForm } from '../private-form.ts';
import { type Fields, readFields } from '../read-fields.ts';
import { readPageNumber, readWord } from '../read-query.ts';
import { DRAFT, draftId, readCount, viewerOf } from './draft-request.ts';

/** `/drafts/…/cite` and `/drafts/…/sources`. */
export function createDraftCitingRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get(`${DRAFT}/cite`, (request) => {
    const source = readCount(readWord(request, 'source'));
    return show(context, request, {
      section: readWord(request, 'for'),
      text: readWord(request, 'text'),
      source: source === 0 ? null : source,
      page: readPageNumber(request),
      done: readWord(request, 'done'),
    });
  });
  routes.post(`${DRAFT}/cite`, (request) => takeWords(context, request));
  routes.post(`${DRAFT}/sources`, (request) => takeSource(context, request));
  return routes;
}

type Shown = {
  readonly section: string;
  readonly text: string;
  readonly source: number | null;
  readonly page: number;
  readonly done: string;
};

async function show(
  context: PageContext,
  request: Context,
  shown: Shown,
  refused?: { readonly words: string; readonly problem: string },
): Promise<Response> {
  const asked = { viewer: viewerOf(request), id: draftId(request), ...shown };
  const view = await context.store.read((tx) =>
    loadDraftCite(context, tx, refused === undefined ? asked : { ...asked, refused }),
  );
  const page = <DraftCitePage view={view} frame={formFrame(context, request)} />;
  return sendForm(request, page, refused === undefined ? undefined : 422);
}

async function takeWords(context: PageContext, request: Context): Promise<Response> {
  const fields = await readFields(request);
  const [actor, id] = [viewerOf(request), draftId(request)];
  const [source, page] = [readCount(fields.text('source')), Math.max(1, readCount(fields.text('page')))];
  const [section, words] = [fields.text('for'), fields.text('words')];
  const start = /^[0-9]{1,9}$/.test(fields.text('start')) ? Number(fields.text('start')) : null;
  const end = readCount(fields.text('behind'));
  try {
    const input = {
      ...{ actor, id, revision: readCount(fields.text('revision')), source, words },
      at: start === null ? null : { start, end: start + [...words.trim()].length },
      ref: fields.text('ref') === '' ? null : fields.text('ref'),
      behind: end === 0 ? null : { section, end },
    };
    const { ref } = await context.store.write((tx) => citePassage(tx, context.deps, input));
    const query = new URLSearchParams({
      source: String(source),
      page: String(page),
      for: section,
      done: ref,
    });
    return request.redirect(`/drafts/${id}/cite?${query}`, 303);
  } catch (error) {
    if (!isAppError(error, 'invalid-input')) throw error;
    const shown = { section, text: '', source, page, done: '' };
    return show(context, request, shown, { words, problem: describeProblem(error) });
  }
}

/** Refusals of a source after which the form comes back with the reason. */
const MENDABLE: readonly AppError['code'][] = [
  ...(['invalid-input', 'too-large', 'forbidden-address', 'fetch-failed', 'extraction-failed'] as const),
];

async function takeSource(context: PageContext, request: Context): Promise<Response> {
  const fields = await readFields(request);
  const [viewer, id, section] = [viewerOf(request), draftId(request), fields.text('for')];
  // Asked first: nobody fetches an address by way of a draft that is not theirs.
  await context.store.read((tx) => getReadableCopy(tx, viewer, id));
  try {
    const said = readOverrides(fields);
    const prepared = await context.editing.prepareSource(await capture(context, fields), said);
    const added = await context.store.write((tx) => context.editing.addSource(tx, prepared, actorOf(viewer)));
    context.cache.drop();
    const query = new URLSearchParams({ source: String(added.id), for: section });
    return request.redirect(`/drafts/${id}/cite?${query}`, 303);
  } catch (error) {
    if (!isAppError(error) || !MENDABLE.includes(error.code)) throw error;
    const shown = { section, text: '', source: null, page: 1, done: '' };
    return show(context, request, shown, { words: '', problem: describeProblem(error) });
  }
}

async function capture(context: PageContext, fields: Fields): Promise<CapturedBytes> {
  const [url, file] = [fields.text('url').trim(), fields.file('file')];
  if (file !== undefined) {
    const capturedAt = nowIso(context.deps.clock);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const from = file.name.slice(0, 200);
    return { bytes, from, url: url === '' ? null : url, mediaType: null, charset: null, capturedAt };
  }
  if (url !== '') return context.editing.fetchSource(url);
  throw new AppError('invalid-input', 'Neither an address nor a file was given.', {
    place: { field: 'url' },
    remedy: 'Give one of them.',
  });
}

function readOverrides(fields: Fields): SourceOverrides {
  const title = readNote('title', fields.text('title'), 500);
  const publisher = readNote('publisher', fields.text('publisher'), 300);
  const publishedOn = readNote('published', fields.text('published'), 10);
  if (publishedOn !== null && !isLegalDate(publishedOn)) {
    throw new AppError('invalid-input', `“${publishedOn}” is no date.`, {
      place: { field: 'published' },
      remedy: 'Write it as YYYY-MM-DD, YYYY-MM or YYYY.',
    });
  }
  const tier = SOURCE_TIERS.find((one) => one === fields.text('tier'));
  return {
    ...(title === null ? {} : { title }),
    ...(publisher === null ? {} : { publisher }),
    ...(publishedOn === null ? {} : { publishedOn }),
    ...(tier === undefined ? {} : { tier }),
  };
}
