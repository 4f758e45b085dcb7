/** What pages with a form for one person have in common: they are kept by nobody, and come back when refused. */
import type { Context } from 'hono';
import type { VNode } from 'preact';
import { type AppError, describeError } from '#domain/errors.ts';
import type { PageContext } from './page-context.ts';
import { renderPage } from './render-page.ts';
import { sendPrivatePage } from './send-page.ts';
import { frameFor } from './show-page.ts';
import type { Frame } from './views.ts';

/** The frame around a form at this request's address. */
export function formFrame(context: PageContext, request: Context): Frame {
  const frame = frameFor(context, request.req.path, request.get('viewer'));
  return { ...frame, unread: request.get('unread') ?? 0 };
}

/** The page, to be kept by nobody. */
export function sendForm(request: Context, page: VNode, status?: 409 | 422): Response {
  return sendPrivatePage(request, renderPage(page), status);
}

/** The refusal in a sentence, with its field first. */
export function describeProblem(error: AppError): string {
  const text = describeError(error);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** On to this page of ours, with these cookies. */
export function redirectWith(request: Context, path: string, cookies: readonly string[]): Response {
  for (const cookie of cookies) request.header('Set-Cookie', cookie, { append: true });
  request.header('Cache-Control', 'private, no-store');
  return request.redirect(path, 303);
}
