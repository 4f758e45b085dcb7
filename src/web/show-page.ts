/** How a route shows a page: its view loaded in one read transaction, rendered, and kept by its address. */
import type { Context, MiddlewareHandler } from 'hono';
import type { VNode } from 'preact';
import type { Viewer } from '#domain/person.ts';
import { nowIso } from '#domain/ports.ts';
import type { ReadTx } from '#store/connect.ts';
import { countUnread } from '#store/notices.ts';
import type { PageContext } from './page-context.ts';
import { renderPage } from './render-page.ts';
import { sendPage, sendPrivatePage } from './send-page.ts';
import type { Frame } from './views.ts';

/**
 * `key` is the page's address with the parameters that matter. `keep` false: too many such addresses can be made up
 * (words searched for, far pages of a list), so the page is rendered each time.
 */
export type ShownAddress = { readonly key: string; readonly keep?: boolean };

/** Answers a request with the page that `build` makes. Throws what `build` throws. */
export type Show = (
  request: Context,
  address: ShownAddress,
  build: (tx: ReadTx, frame: Frame) => Promise<VNode>,
) => Promise<Response>;

/** What every page at this path has around it today, for this viewer. */
export function frameFor(context: PageContext, path: string, viewer: Viewer | null): Frame {
  return {
    assets: context.assets,
    appVersion: context.appVersion,
    path,
    today: nowIso(context.deps.clock).slice(0, 10),
    viewer,
  };
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Notices that the viewer has not read; not set for a reader without an account. */
    unread: number;
  }
}

/** Counts what the viewer has not read, for the menu on every page. */
export function countForMenu(context: PageContext): MiddlewareHandler {
  return async (request, next) => {
    const viewer = request.get('viewer');
    if (viewer !== null) request.set('unread', await context.store.read((tx) => countUnread(tx, viewer.id)));
    await next();
  };
}

/** See {@link Show}. */
export function createShow(context: PageContext): Show {
  return async (request, { key, keep = true }, build) => {
    const viewer = request.get('viewer');
    const frame = frameFor(context, request.req.path, viewer);
    // What one person may see and do is on the page, so it is nobody else's.
    if (viewer !== null) {
      const own = { ...frame, unread: request.get('unread') ?? 0 };
      return sendPrivatePage(request, renderPage(await context.store.read((tx) => build(tx, own))));
    }
    // Lateness is reckoned against the day, so a page kept overnight is another page.
    const cacheKey = `${frame.today} ${key}`;
    const render = async () => ({
      status: 200,
      html: renderPage(await context.store.read((tx) => build(tx, frame))),
    });
    const page = context.cache.get(cacheKey) ?? (await context.cache.render(cacheKey, render, keep));
    return sendPage(request, page);
  };
}
