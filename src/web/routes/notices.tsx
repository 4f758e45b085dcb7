/** Notices, what is watched, and letters; also the link that ends letters without signing in. */
import { type Context, Hono } from 'hono';
import { AppError } from '#domain/errors.ts';
import type { WatchKind } from '#domain/notice.ts';
import type { Viewer } from '#domain/person.ts';
import { nowIso } from '#domain/ports.ts';
import { chooseLetters, endLetters } from '#notify/choose-letters.ts';
import { setWatch } from '#notify/set-watch.ts';
import { markNoticesRead } from '#store/notices.ts';
import type { WatchTarget } from '#store/watches.ts';
import { loadLetterSettings, loadNoticeList } from '../load/load-notices.ts';
import type { PageContext } from '../page-context.ts';
import { LetterSettingsPage } from '../pages/letter-settings.tsx';
import { NoticeListPage } from '../pages/notice-list.tsx';
import { UnsubscribePage } from '../pages/unsubscribe.tsx';
import { redirectWith, sendForm } from '../private-form.ts';
import { type FormFields, readForm } from '../read-form.ts';
import { readPageNumber } from '../read-query.ts';
import { frameFor, type Show } from '../show-page.ts';

const PATHS: Readonly<Record<WatchKind, string>> = {
  jurisdiction: '/jurisdictions',
  topic: '/topics',
  analysis: '/analyses',
};

/** `/notices`, `/account/notices`, `/watches` and `/unsubscribe/…`. */
export function createNoticeRoutes(context: PageContext, show: Show): Hono {
  const { store, deps } = context;
  const routes = new Hono();
  routes.get('/notices', (request) =>
    show(request, { key: '/notices', keep: false }, async (tx, frame) => (
      <NoticeListPage
        view={await loadNoticeList(tx, viewerOf(request), readPageNumber(request))}
        frame={frame}
      />
    )),
  );
  routes.post('/notices/read', async (request) => {
    const field = await readForm(request);
    const which = readWhich(field);
    await store.write((tx) => markNoticesRead(tx, viewerOf(request).id, which, nowIso(deps.clock)));
    const page = /^[1-9]\d{0,5}$/.test(field('page')) ? field('page') : '1';
    return redirectWith(request, page === '1' ? '/notices' : `/notices?page=${page}`, []);
  });
  routes.get('/account/notices', (request) =>
    show(request, { key: '/account/notices', keep: false }, async (tx, frame) => {
      const view = await loadLetterSettings(tx, viewerOf(request), context.digestHour);
      const isSaved = request.req.query('done') === 'kept';
      return <LetterSettingsPage view={{ ...view, isSaved }} frame={frame} />;
    }),
  );
  routes.post('/account/notices', async (request) => {
    const field = await readForm(request);
    await store.write((tx) => chooseLetters(tx, viewerOf(request), field));
    return redirectWith(request, '/account/notices?done=kept', []);
  });
  routes.post('/watches', async (request) => {
    const field = await readForm(request);
    const input = { kind: field('kind'), key: field('key'), isWanted: field('watch') === 'yes' };
    const target = await store.write((tx) => setWatch(tx, deps, { actor: viewerOf(request), ...input }));
    return redirectWith(request, field('from') === 'list' ? '/account/notices' : hrefOf(target), []);
  });
  addUnsubscribe(routes, context);
  return routes;
}

/** Mail programs send the second one by themselves when their user asks for it (RFC 8058). */
function addUnsubscribe(routes: Hono, context: PageContext): void {
  const path = '/unsubscribe/:token{[0-9A-Za-z_.-]{1,200}}';
  const page = (request: Context, isDone: boolean) => {
    const token = request.req.param('token') ?? '';
    const person = context.personOfLetter(token);
    if (person === undefined) throw notALink();
    // Not its own address: the way to sign in would carry the token on.
    const frame = frameFor(context, '/account/notices', request.get('viewer'));
    return { person, html: <UnsubscribePage view={{ token, isDone }} frame={frame} /> };
  };
  routes.get(path, (request) => sendForm(request, page(request, false).html));
  routes.post(path, async (request) => {
    const { person, html } = page(request, true);
    await context.store.write((tx) => endLetters(tx, person));
    return sendForm(request, html);
  });
}

function viewerOf(request: Context): Viewer {
  const viewer = request.get('viewer');
  if (viewer === null) throw new Error('the table of access let a reader without an account pass');
  return viewer;
}

function readWhich(field: FormFields): { only: number } | { upTo: number } {
  const number = (name: string) => (/^\d{1,9}$/.test(field(name)) ? Number(field(name)) : undefined);
  const [only, upTo] = [number('only'), number('upTo')];
  if (only !== undefined) return { only };
  if (upTo !== undefined) return { upTo };
  throw new AppError('invalid-input', 'This does not say which notices.', {
    remedy: 'Use the buttons of the page.',
  });
}

/** A key that nobody could have put there leads to a page that says so. */
function hrefOf({ kind, key }: WatchTarget): string {
  return `${PATHS[kind]}/${encodeURIComponent(key)}`;
}

function notALink(): AppError {
  return new AppError('not-found', 'This link does not come from a letter of this installation.', {
    remedy: 'Open the link at the end of a letter, or sign in and choose your letters.',
  });
}
