/** The browser that a request about one's own account comes from: no key of a program opens an account. */
import type { Context } from 'hono';
import type { SignedIn } from '#accounts/find-viewer.ts';
import { AppError } from '#domain/errors.ts';
import type { PageContext } from './page-context.ts';

/** The browser that asks. Throws `forbidden` for a key, `signed-out` when the session has just ended. */
export async function getSignedIn(context: PageContext, request: Context): Promise<SignedIn> {
  const { headers } = request.req.raw;
  if (headers.get('Authorization') !== null) {
    throw new AppError('forbidden', 'No key opens an account.', { remedy: 'Sign in with a browser.' });
  }
  const self = await context.accounts.findSignedIn(headers);
  if (self === null)
    throw new AppError('signed-out', 'Your session has ended.', { remedy: 'Sign in again.' });
  return self;
}
