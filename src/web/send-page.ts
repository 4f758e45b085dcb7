/** Sends a rendered page: compressed when the reader can take it, or only "unchanged" when they have it already. */
import type { Context } from 'hono';
import type { CachedPage } from './page-cache.ts';

/** The answer for this request. Pages may change at any moment, so browsers keep them but ask each time. */
export function sendPage(request: Context, page: CachedPage): Response {
  const headers: Record<string, string> = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'public, no-cache',
    ETag: page.etag,
    Vary: 'Accept-Encoding',
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
