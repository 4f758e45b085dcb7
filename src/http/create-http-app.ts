/**
 * The HTTP frame around pages and API: security headers on every answer, built files with long lifetimes, exports,
 * and one place where refusals become answers. Pages come in from `main`; this room knows nothing of how they look.
 */
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import { AppError } from '#domain/errors.ts';
import type { Store } from '#store/connect.ts';
import { createExportRoutes } from './api/export-routes.ts';
import { PROBLEMS, presentProblem, refusalOf } from './problem.ts';

/** A site of pages: its routes, and how it shows a refusal. */
export type Pages = {
  readonly routes: Hono;
  readonly renderRefusal: (
    path: string,
    refusal: { status: number; title: string; error: AppError },
  ) => string;
};

/** What the frame is put together from. `onError` gets every unexpected error. */
export type HttpAppParts = {
  readonly store: Store;
  readonly pages: Pages;
  readonly assetsDir: string;
  readonly onError: (error: unknown) => void;
};

const MOST_FORM_BYTES = 64 * 1024;

const RETRY_AFTER_S = 5;

/** The whole HTTP application. */
export function createHttpApp(parts: HttpAppParts): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'strict-origin-when-cross-origin',
      // Set by the proxy that ends TLS; on plain http it would only confuse.
      strictTransportSecurity: false,
    }),
  );
  app.use(csrf());
  app.use(bodyLimit({ maxSize: MOST_FORM_BYTES, onError: () => refuseLargeBody() }));
  app.use(
    '/assets/*',
    serveStatic({
      root: parts.assetsDir,
      onFound: (_path, context) => context.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  );
  app.route('/', createExportRoutes(parts.store));
  app.route('/', parts.pages.routes);
  app.notFound((context) =>
    answer(
      context.req.path,
      new AppError('not-found', 'There is no page at this address.'),
      context.req.header('Accept'),
    ),
  );
  app.onError((error, context) => {
    const refusal = refusalOf(error);
    if (PROBLEMS[refusal.code].status >= 500) parts.onError(error);
    return answer(context.req.path, refusal, context.req.header('Accept'));
  });
  return app;

  function answer(path: string, error: AppError, accept = 'text/html'): Response {
    const problem = presentProblem(error, path);
    const later = problem.status === 503 ? { 'Retry-After': String(RETRY_AFTER_S) } : {};
    if (!accept.includes('html') && accept.includes('json')) {
      return Response.json(problem, {
        status: problem.status,
        headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...later },
      });
    }
    const html = parts.pages.renderRefusal(path, { status: problem.status, title: problem.title, error });
    return new Response(html, {
      status: problem.status,
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...later },
    });
  }
}

function refuseLargeBody(): never {
  throw new AppError('too-large', `What you sent is larger than ${MOST_FORM_BYTES} bytes.`, {
    remedy: 'Shorten the text and send it again.',
  });
}
