/**
 * The HTTP frame around pages and API: security headers on every answer, built files with long lifetimes, exports,
 * and one place where refusals become answers. Pages come in from `main`; this room knows nothing of how they look.
 */
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { AppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import type { Store } from '#store/connect.ts';
import { ACCESS, type AccessRule } from './access.ts';
import { createExportRoutes } from './api/export-routes.ts';
import { allowedMethods, refuseOtherHosts, refuseOtherMethods, refuseOthersRoles } from './guards.ts';
import { limitBodies } from './limit-bodies.ts';
import { PROBLEMS, presentProblem, refusalOf } from './problem.ts';
import { refuseForeignForms } from './refuse-foreign-forms.ts';

/** A site of pages: its routes, and how it shows a refusal. */
export type Pages = {
  readonly routes: Hono;
  readonly renderRefusal: (
    path: string,
    refusal: { status: number; title: string; error: AppError },
    viewer: Viewer | null,
  ) => string;
};

/**
 * What the frame is put together from. `allowedHosts` are the names this server answers to (lower case, without port,
 * IPv6 in brackets), null for any. `onError` gets every unexpected error.
 */
export type HttpAppParts = {
  readonly store: Store;
  readonly pages: Pages;
  /** More routes for programs. */
  readonly api?: readonly Hono[];
  readonly assetsDir: string;
  readonly allowedHosts: readonly string[] | null;
  /** Who sent a request with these headers; null for a reader without an account. */
  readonly findViewer: (headers: Headers) => Promise<Viewer | null>;
  /** Who may use which address; {@link ACCESS} when left out. */
  readonly access?: readonly AccessRule[];
  readonly onError: (error: unknown) => void;
};

const RETRY_AFTER_S = 5;
const RETRY_TOO_MANY_S = 3600;

/** The whole HTTP application. */
export function createHttpApp(parts: HttpAppParts): Hono {
  const { pages, access = ACCESS } = parts;
  const app = new Hono();
  app.use(securityHeaders());
  app.use(refuseOtherHosts(parts.allowedHosts));
  app.use(refuseOtherMethods(access));
  app.use(refuseForeignForms(isSentByMail));
  app.use('/assets/*', assets(parts.assetsDir));
  // Before any body is read: a large one is taken only from those who may send it.
  app.use(refuseOthersRoles(access, parts.findViewer));
  app.use(limitBodies());
  app.route('/', createExportRoutes(parts.store));
  for (const routes of parts.api ?? []) app.route('/', routes);
  app.route('/', pages.routes);
  app.notFound((context) =>
    answer({ pages, access }, context, new AppError('not-found', 'There is no page at this address.')),
  );
  app.onError((error, context) => {
    const refusal = refusalOf(error);
    if (PROBLEMS[refusal.code].status >= 500) parts.onError(error);
    return answer({ pages, access }, context, refusal);
  });
  return app;
}

/** Mail programs end letters from where they are; the token in the address is what lets them, not who is signed in. */
function isSentByMail(path: string): boolean {
  return path.startsWith('/unsubscribe/');
}

function securityHeaders() {
  return secureHeaders({
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
    xFrameOptions: 'DENY',
    referrerPolicy: 'strict-origin-when-cross-origin',
    // Set by the proxy that ends TLS; on plain http it would only confuse.
    strictTransportSecurity: false,
  });
}

function assets(root: string) {
  return serveStatic({
    root,
    onFound: (_path, context) => context.header('Cache-Control', 'public, max-age=31536000, immutable'),
  });
}

/**
 * A refusal as a problem document for programs that ask for JSON, else as a page; who reads without being signed in is
 * led to where they can.
 */
function answer(
  { pages, access }: { pages: Pages; access: readonly AccessRule[] },
  context: Context,
  error: AppError,
): Response {
  const { path } = context.req;
  const accept = context.req.header('Accept') ?? 'text/html';
  const problem = presentProblem(error, path);
  const { status, title } = problem;
  const headers = { 'Cache-Control': 'no-store', ...adviceOf(access, path, error, status) };
  if (!accept.includes('html') && accept.includes('json')) {
    return Response.json(problem, {
      status,
      headers: { 'Content-Type': 'application/problem+json', ...headers },
    });
  }
  if (error.code === 'signed-out' && context.req.method === 'GET') {
    const { search } = new URL(context.req.url);
    const then = encodeURIComponent(path + search);
    return new Response(null, { status: 303, headers: { Location: `/sign-in?then=${then}`, ...headers } });
  }
  return new Response(pages.renderRefusal(path, { status, title, error }, context.get('viewer') ?? null), {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  });
}

/** Headers that tell a program what to do instead. */
function adviceOf(
  access: readonly AccessRule[],
  path: string,
  error: AppError,
  status: number,
): Record<string, string> {
  if (error.code === 'wrong-method') return { Allow: allowedMethods(path, access).join(', ') };
  if (error.code === 'too-many')
    return { 'Retry-After': String(error.detail.retryAfterSeconds ?? RETRY_TOO_MANY_S) };
  return status === 503 ? { 'Retry-After': String(RETRY_AFTER_S) } : {};
}
