/** The way out to a provider of single sign-on. It may be away: that keeps nobody else from signing in. */
import { AppError } from '#domain/errors.ts';
import { type Auth, OIDC_PROVIDER } from './create-auth.ts';
import { type Origin, originHeaders } from './sign-in.ts';

/** The library with the provider in it, made when it is first needed and again after it could not be made. */
export function createSingleSignOn(make: () => Auth): () => Promise<Auth> {
  let made: Promise<Auth> | undefined;
  return () => {
    made ??= ready(make()).catch((error: unknown) => {
      made = undefined;
      throw new AppError('fetch-failed', 'The provider of single sign-on does not answer.', {
        remedy: 'Try again in a moment, or sign in with a password.',
        retryable: true,
        cause: error,
      });
    });
    return made;
  };
}

/** Where to send the browser, and the cookies it must bring back. `then` is a page of ours to end at. */
export async function startSingleSignOn(
  auth: Auth,
  then: string,
  origin: Origin,
): Promise<{ readonly href: string; readonly cookies: readonly string[] }> {
  const answer = await auth.api.signInSocial({
    body: {
      provider: OIDC_PROVIDER,
      callbackURL: then,
      errorCallbackURL: '/sign-in',
      disableRedirect: true,
    },
    headers: originHeaders(origin),
    asResponse: true,
  });
  const { url } = (await answer.json()) as { url?: string };
  if (!answer.ok || url === undefined) throw new Error('single sign-on could not be started');
  return { href: url, cookies: answer.headers.getSetCookie() };
}

async function ready(auth: Auth): Promise<Auth> {
  // A provider that could not be asked is left out, with no more than a word in the log.
  const { socialProviders } = await auth.$context;
  if (!socialProviders.some(({ id }) => id === OIDC_PROVIDER)) throw new Error('the provider was not found');
  return auth;
}
