/**
 * Refuses what a page of another site made a browser send. Whatever its content type: that browsers ask before they send
 * some of them across sites is one wall, this is another. A browser says where a form comes from in `Sec-Fetch-Site` or
 * `Origin`; programs with a key say neither, and need not, as no page can put a key of ours into a request unasked.
 */
import type { MiddlewareHandler } from 'hono';
import { AppError } from '#domain/errors.ts';

/** Throws `forbidden`, but for paths that `isSentByMail` names: those are let in by a token in the address. */
export function refuseForeignForms(isSentByMail: (path: string) => boolean): MiddlewareHandler {
  return async (context, next) => {
    const { method, path } = context.req;
    const isReading = method === 'GET' || method === 'HEAD';
    if (!isReading && !isSentByMail(path) && !isOwn(context.req.raw.headers, context.req.url)) {
      throw new AppError('forbidden', 'This was sent from another site, or does not say from where.', {
        remedy: 'Open the page here and send its form from there.',
      });
    }
    await next();
  };
}

function isOwn(headers: Headers, url: string): boolean {
  const origin = headers.get('Origin');
  if (headers.get('Sec-Fetch-Site') === 'same-origin') return true;
  if (origin !== null) return origin === new URL(url).origin;
  return /^Bearer /i.test(headers.get('Authorization') ?? '') && headers.get('Sec-Fetch-Site') === null;
}
