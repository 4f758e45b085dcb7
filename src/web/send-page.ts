/** Sends a rendered page: compressed when the reader can take it, or only "unchanged" when they have it already. */
import type { Context } from 'hono';
import type { CachedPage } from './page-cache.ts';

/** The answer for this request. Pages may change at any moment, so browsers keep them but ask each time. */
export function sendPage(request: Context, page: CachedPage): Response {
  const headers: Record<string, string> = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'public, no-cache',
    ETag: page.etag,
    // The same address has another page for somebody signed in.
    Vary: 'Accept-Encoding, Cookie',
  };
  const known = request.req
    .header('If-None-Match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.includes(page.etag)) return request.body(null, 304, headers);
  if (/\bgzip\b/.test(request.req.header('Accept-Encoding') ?? '')) {
    return request.body(page.gzip(), 200, { ...headers, 'Content-Encoding': 'gzip' });
  }
  return request.body(page.html, 200, headers);
}

/** A page for one person: never kept by anything between us and them. */
export function sendPrivatePage(request: Context, html: string, status: 200 | 409 | 422 = 200): Response {
  return request.html(html, status, { 'Cache-Control': 'private, no-store' });
}
