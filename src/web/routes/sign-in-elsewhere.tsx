/** Ways to sign in that lead through somebody else: a provider of single sign-on, a device with a passkey. */
import { type Context, Hono } from 'hono';
import { admitAttempt } from '#accounts/attempt-limit.ts';
import { AUTH_PATH, LIBRARY_ROUTES } from '#accounts/auth-paths.ts';
import { AppError } from '#domain/errors.ts';
import type { PageContext } from '../page-context.ts';
import { redirectWith } from '../private-form.ts';
import { safeThen } from '../safe-then.ts';

const CALLBACK = '/callback/oidc';

/** `/sign-in/single`, and the addresses of the accounts library that browsers reach. */
export function createSignInElsewhereRoutes(context: PageContext): Hono {
  const routes = new Hono();
  // A link and not a form: the content policy lets forms go to ourselves only.
  routes.get('/sign-in/single', async (request) => {
    const { accounts, store, deps } = context;
    if (accounts.singleSignOn === null) throw noSingleSignOn();
    const address = context.addressOf(request);
    await store.write((tx) => admitAttempt(tx, deps.clock, { 'link/address': address }));
    const userAgent = request.req.header('User-Agent') ?? '';
    const then = safeThen(request.req.query('then') ?? '/');
    const { href, cookies } = await accounts.startSingleSignOn(then, { address, userAgent });
    return redirectWith(request, href, cookies);
  });
  const { get, getAsked, post, postAsked } = LIBRARY_ROUTES;
  const answer = (request: Context) =>
    context.accounts.answerByLibrary(request.req.raw, context.addressOf(request));
  for (const path of [...get, ...getAsked]) {
    routes.get(`${AUTH_PATH}${path}`, (request) => {
      if (path === CALLBACK && context.accounts.singleSignOn === null) throw noSingleSignOn();
      return answer(request);
    });
  }
  for (const path of [...post, ...postAsked]) {
    routes.post(`${AUTH_PATH}${path}`, async (request) => {
      // The library writes what it cannot read into the log by itself, so it gets only what it can.
      const { url, raw } = request.req;
      const body = await readJsonText(request);
      const sent = new Request(url, { method: 'POST', headers: raw.headers, body });
      return context.accounts.answerByLibrary(sent, context.addressOf(request));
    });
  }
  return routes;
}

function noSingleSignOn(): AppError {
  return new AppError('not-found', 'There is no single sign-on here.', {
    remedy: 'Sign in with a password.',
  });
}

/** The body as it was sent. Throws `invalid-input` for anything that is not JSON. */
async function readJsonText(request: Context): Promise<string> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.req.header('Content-Type') ?? '')) throw notJson();
  const text = await request.req.text();
  try {
    JSON.parse(text);
  } catch {
    throw notJson();
  }
  return text;
}

function notJson(): AppError {
  return new AppError('invalid-input', 'This address takes JSON, and this was something else.', {
    remedy: 'Use the buttons of the page.',
  });
}
