/** Signing in and out, signing up, asking for a new password. */
import { type Context, Hono } from 'hono';
import { admitAttempt } from '#accounts/attempt-limit.ts';
import { readEmail, readName } from '#accounts/read-fields.ts';
import { AppError, isAppError } from '#domain/errors.ts';
import type { PageContext } from '../page-context.ts';
import { AskResetPage, SignInPage, SignUpPage } from '../pages/sign-in.tsx';
import { describeProblem, formFrame, redirectWith, sendForm } from '../private-form.ts';
import { readForm } from '../read-form.ts';
import { safeThen } from '../safe-then.ts';

/** `/sign-in`, `/sign-out`, `/sign-up`, and `/reset` without a token (with one: routes/one-time-links.tsx). */
export function createSignInRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get('/sign-in', (request) => {
    const then = safeThen(request.req.query('then') ?? '/');
    if (request.get('viewer') !== null) return request.redirect(then, 303);
    const failed = request.req.query('error') !== undefined;
    const notice = request.req.query('done') === 'password' ? 'The password is kept. Sign in with it.' : null;
    const problem = failed ? 'Signing in did not work. Try again, or another way.' : null;
    return showSignIn(context, request, { then, email: '', problem, notice });
  });
  routes.post('/sign-in', (request) => takeSignIn(context, request));
  routes.post('/sign-out', async (request) =>
    redirectWith(request, '/', await context.accounts.signOut(request.req.raw.headers)),
  );
  routes.get('/sign-up', (request) => {
    refuseClosed(context);
    return showSignUp(context, request, { name: '', email: '', problem: null, isSent: false });
  });
  routes.post('/sign-up', (request) => takeSignUp(context, request));
  routes.post('/reset', (request) => takeAskReset(context, request));
  return routes;
}

async function takeSignIn(context: PageContext, request: Context): Promise<Response> {
  const field = await readForm(request);
  const then = safeThen(field('then'));
  const email = field('email');
  try {
    const cookies = await context.accounts.signIn({
      email,
      password: field('password'),
      address: context.addressOf(request),
      userAgent: request.req.header('User-Agent') ?? '',
      headers: request.req.raw.headers,
    });
    return redirectWith(request, then, cookies);
  } catch (error) {
    if (!isAppError(error, 'invalid-input')) throw error;
    const problem = describeProblem(error);
    return showSignIn(context, request, { then, email, problem, notice: null }, 422);
  }
}

async function takeSignUp(context: PageContext, request: Context): Promise<Response> {
  refuseClosed(context);
  const field = await readForm(request);
  const [name, email] = [field('name'), field('email')];
  return takeLetterForm(context, request, {
    read: () => ({ kind: 'sign-up' as const, name: readName(name), email: readEmail(email) }),
    show: (problem, status) =>
      showSignUp(context, request, { name, email, problem, isSent: problem === null }, status),
  });
}

async function takeAskReset(context: PageContext, request: Context): Promise<Response> {
  const email = (await readForm(request))('email');
  return takeLetterForm(context, request, {
    read: () => ({ kind: 'reset' as const, email: readEmail(email) }),
    show: (problem, status) =>
      sendForm(
        request,
        <AskResetPage
          view={{ email, problem, isSent: problem === null }}
          frame={formFrame(context, request)}
        />,
        status,
      ),
  });
}

type Letter = { kind: 'sign-up'; name: string; email: string } | { kind: 'reset'; email: string };

/** Whoever has an account and whoever has none: the request itself does the same for both, the rest is a job. */
async function takeLetterForm(
  context: PageContext,
  request: Context,
  form: { read: () => Letter; show: (problem: string | null, status?: 422) => Response },
): Promise<Response> {
  try {
    const letter = form.read();
    await context.store.write(async (tx) => {
      await admitAttempt(tx, context.deps.clock, {
        'letter/account': letter.email,
        'letter/address': context.addressOf(request),
      });
      await context.requestLetter(tx, { ...letter, publicUrl: context.accounts.publicUrl() });
    });
    return form.show(null);
  } catch (error) {
    if (!isAppError(error, 'invalid-input')) throw error;
    return form.show(describeProblem(error), 422);
  }
}

function showSignIn(
  context: PageContext,
  request: Context,
  view: { then: string; email: string; problem: string | null; notice: string | null },
  status?: 422,
): Response {
  const { openToNew, singleSignOn } = context.accounts;
  const takesPasskeys = context.accounts.takesPasskeys();
  const page = (
    <SignInPage
      view={{ ...view, openToNew, singleSignOn, takesPasskeys }}
      frame={formFrame(context, request)}
    />
  );
  return sendForm(request, page, status);
}

function showSignUp(
  context: PageContext,
  request: Context,
  view: { name: string; email: string; problem: string | null; isSent: boolean },
  status?: 422,
): Response {
  return sendForm(request, <SignUpPage view={view} frame={formFrame(context, request)} />, status);
}

function refuseClosed({ accounts }: PageContext): void {
  if (accounts.openToNew) return;
  throw new AppError('not-found', 'Nobody can sign up on this installation.', {
    remedy: 'Ask an administrator for an account.',
  });
}
