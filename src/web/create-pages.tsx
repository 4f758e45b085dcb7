/**
 * The addresses of all pages. Each route loads a view in one read transaction and renders it; public pages are kept
 * by address until something changes. Only known parameters count, so that a made-up address cannot fill the cache.
 */
import { type Context, Hono } from 'hono';
import type { VNode } from 'preact';
import { AppError, isAppError } from '#domain/errors.ts';
import { nowIso } from '#domain/ports.ts';
import { REVIEW_KINDS } from '#domain/review.ts';
import { submitReview } from '#review/submit-review.ts';
import type { ReadTx } from '#store/connect.ts';
import { loadAnalysisView } from './load/load-analysis.ts';
import {
  loadAnalysisListView,
  loadEditView,
  loadHomeView,
  loadJurisdictionListView,
  loadJurisdictionView,
  loadSourceListView,
  loadSourceView,
  loadTopicListView,
  loadTopicView,
  loadVersionListView,
} from './load/load-lists.ts';
import { loadMethodologyView } from './load/load-methodology.ts';
import type { PageContext } from './page-context.ts';
import { AnalysisPage } from './pages/analysis.tsx';
import { AnalysisListPage } from './pages/analysis-list.tsx';
import { EditPage } from './pages/edit.tsx';
import { ErrorPage } from './pages/error.tsx';
import { HomePage } from './pages/home.tsx';
import { JurisdictionPage } from './pages/jurisdiction.tsx';
import { JurisdictionListPage } from './pages/jurisdiction-list.tsx';
import { MethodologyPage } from './pages/methodology.tsx';
import { SourcePage } from './pages/source.tsx';
import { SourceListPage } from './pages/source-list.tsx';
import { TopicPage } from './pages/topic.tsx';
import { TopicListPage } from './pages/topic-list.tsx';
import { VersionListPage } from './pages/version-list.tsx';
import { readAnalysisQuery, readPageNumber, readWord } from './read-query.ts';
import { renderPage } from './render-page.ts';
import { sendPage } from './send-page.ts';
import type { Frame, ReviewDraft } from './views.ts';

type Refusal = { readonly status: number; readonly title: string; readonly error: AppError };

/** The page routes, and how a refusal looks as a page. */
export function createPages(context: PageContext): {
  routes: Hono;
  renderRefusal: (path: string, refusal: Refusal) => string;
} {
  const routes = new Hono();
  const frameFor = (path: string): Frame => ({
    assets: context.assets,
    appVersion: context.appVersion,
    path,
    today: nowIso(context.deps.clock).slice(0, 10),
  });

  /** A cached page: `key` is its address with the parameters that matter. */
  const show = async (request: Context, key: string, build: (tx: ReadTx, frame: Frame) => Promise<VNode>) => {
    // Lateness is reckoned against the day, so a page kept overnight is another page.
    const frame = frameFor(request.req.path);
    const cacheKey = `${frame.today} ${key}`;
    const page =
      context.cache.get(cacheKey) ??
      (await context.cache.render(cacheKey, async () => ({
        status: 200,
        html: renderPage(await context.store.read((tx) => build(tx, frame))),
      })));
    return sendPage(request, page);
  };

  routes.get('/', (request) =>
    show(request, '/', async (tx, frame) => (
      <HomePage view={await loadHomeView(context, tx)} frame={frame} />
    )),
  );
  routes.get('/analyses', (request) => {
    const query = readAnalysisQuery(request);
    return show(request, `/analyses ${JSON.stringify(query)}`, async (tx, frame) => (
      <AnalysisListPage view={await loadAnalysisListView(context, tx, query)} frame={frame} />
    ));
  });
  routes.get('/analyses/:number{[0-9]{1,9}}', (request) => showAnalysis(request, undefined));
  routes.get('/analyses/:number{[0-9]{1,9}}/versions/:version{[0-9]{1,9}}', (request) =>
    showAnalysis(request, Number(request.req.param('version'))),
  );
  routes.get('/analyses/:number{[0-9]{1,9}}/versions', (request) => {
    const number = Number(request.req.param('number'));
    return show(request, `/analyses/${number}/versions`, async (tx, frame) => (
      <VersionListPage view={await loadVersionListView(context, tx, number)} frame={frame} />
    ));
  });
  routes.get('/analyses/:number{[0-9]{1,9}}/edit', (request) => {
    const number = Number(request.req.param('number'));
    return show(request, `/analyses/${number}/edit`, async (tx, frame) => (
      <EditPage view={await loadEditView(context, tx, number)} frame={frame} />
    ));
  });
  routes.post('/analyses/:number{[0-9]{1,9}}/reviews', (request) => takeReview(request));
  routes.get('/sources', (request) => {
    const query = {
      text: readWord(request, 'text'),
      jurisdiction: readWord(request, 'jurisdiction'),
      tier: readWord(request, 'tier'),
      page: readPageNumber(request),
    };
    return show(request, `/sources ${JSON.stringify(query)}`, async (tx, frame) => (
      <SourceListPage view={await loadSourceListView(context, tx, query)} frame={frame} />
    ));
  });
  routes.get('/sources/:id{[0-9]{1,9}}', (request) => {
    const id = Number(request.req.param('id'));
    return show(request, `/sources/${id}`, async (tx, frame) => (
      <SourcePage view={await loadSourceView(context, tx, id)} frame={frame} />
    ));
  });
  routes.get('/jurisdictions', (request) => {
    const text = readWord(request, 'text');
    return show(request, `/jurisdictions ${JSON.stringify(text)}`, async (tx, frame) => (
      <JurisdictionListPage view={await loadJurisdictionListView(context, tx, text)} frame={frame} />
    ));
  });
  routes.get('/jurisdictions/:code{[A-Z]{2,5}(?:-[A-Z0-9]{1,3})?}', (request) => {
    const code = request.req.param('code');
    return show(request, `/jurisdictions/${code}`, async (tx, frame) => (
      <JurisdictionPage view={await loadJurisdictionView(context, tx, code)} frame={frame} />
    ));
  });
  routes.get('/topics', (request) =>
    show(request, '/topics', async (tx, frame) => (
      <TopicListPage view={await loadTopicListView(context, tx)} frame={frame} />
    )),
  );
  routes.get('/topics/:key{[A-Za-z_]{1,80}}', (request) => {
    const key = request.req.param('key');
    return show(request, `/topics/${key}`, async (tx, frame) => (
      <TopicPage view={await loadTopicView(context, tx, key)} frame={frame} />
    ));
  });
  routes.get('/methodology', (request) =>
    show(request, '/methodology', async (_tx, frame) => (
      <MethodologyPage view={loadMethodologyView()} frame={frame} />
    )),
  );

  return { routes, renderRefusal };

  function showAnalysis(request: Context, version: number | undefined): Promise<Response> {
    const asked = { number: Number(request.req.param('number')), version, reviewDraft: null };
    return show(request, `/analyses/${asked.number} ${version ?? 'newest'}`, async (tx, frame) => (
      <AnalysisPage view={await loadAnalysisView(context, tx, asked)} frame={frame} />
    ));
  }

  async function takeReview(request: Context): Promise<Response> {
    if (!context.reviewsOpen) {
      throw new AppError('conflict', 'Reviews are closed on this installation.', {
        remedy: 'Ask its operator; nothing was stored.',
      });
    }
    const number = Number(request.req.param('number'));
    const form = await request.req.parseBody();
    const field = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
    const input = {
      analysis: number,
      contentHash: field('version'),
      kind: field('kind'),
      author: field('name'),
      text: field('text'),
    };
    try {
      await context.store.write(async (tx) => {
        const versionId = await submitReview(tx, context.deps, input);
        await context.requestReverification(tx, versionId);
      });
      // The reader who sent it must see it at once, whatever the notification takes.
      context.cache.drop();
      return request.redirect(`/analyses/${number}#reviews`, 303);
    } catch (error) {
      if (!isAppError(error, 'invalid-input')) throw error;
      const draft: ReviewDraft = {
        kind: REVIEW_KINDS.find((kind) => kind === input.kind) ?? null,
        name: input.author,
        text: input.text,
        problem: `${error.place.field ?? 'The form'}: ${error.message} ${error.remedy ?? ''}`,
      };
      const asked = { number, version: undefined, reviewDraft: draft };
      const view = await context.store.read((tx) => loadAnalysisView(context, tx, asked));
      const frame = frameFor(`/analyses/${number}`);
      return request.html(renderPage(<AnalysisPage view={view} frame={frame} />), 422);
    }
  }

  function renderRefusal(path: string, { status, title, error }: Refusal): string {
    const view = {
      status,
      title,
      message: error.message,
      kept:
        status >= 500 ? 'Everything stored is kept; this page could not be made.' : 'Nothing was changed.',
      remedy: error.remedy ?? 'Go back, or start from the list of analyses.',
    };
    return renderPage(<ErrorPage view={view} frame={frameFor(path)} />);
  }
}
