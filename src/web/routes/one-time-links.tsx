/** What one-time links lead to: a password of one's own, and the first administrator. */
import { type Context, Hono } from 'hono';
import { admitAttempt, forgiveAttempt } from '#accounts/attempt-limit.ts';
import { passwordChangedLetter } from '#accounts/letters.ts';
import { PASSWORD_LIMITS, readEmail, readName, readNewPassword } from '#accounts/read-fields.ts';
import { readPasswordLink, setPasswordByLink } from '#accounts/set-password.ts';
import { assertSetUpLink, setUpAdmin } from '#accounts/set-up-admin.ts';
import { isAppError } from '#domain/errors.ts';
import { nowIso } from '#domain/ports.ts';
import type { PageContext } from '../page-context.ts';
import { ChoosePasswordPage, SetUpPage } from '../pages/choose-password.tsx';
import { AskResetPage } from '../pages/sign-in.tsx';
import { describeProblem, formFrame, redirectWith, sendForm } from '../private-form.ts';
import { readForm } from '../read-form.ts';

/** `/reset?token=…`, `/set-up?token=…` and where their forms go. */
export function createOneTimeLinkRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get('/reset', (request) => {
    const token = request.req.query('token');
    if (token !== undefined) return showChoosePassword(context, request, token, null);
    const view = { email: '', problem: null, isSent: false };
    return sendForm(request, <AskResetPage view={view} frame={formFrame(context, request)} />);
  });
  routes.post('/reset/password', (request) => takePassword(context, request));
  routes.get('/set-up', (request) =>
    showSetUp(context, request, {
      token: request.req.query('token') ?? '',
      name: '',
      email: '',
      problem: null,
    }),
  );
  routes.post('/set-up', (request) => takeSetUp(context, request));
  return routes;
}

async function takePassword(context: PageContext, request: Context): Promise<Response> {
  const { store, deps, accounts } = context;
  const field = await readForm(request);
  const token = field('token');
  await admitLink(context, request);
  const { person } = await store.read((tx) => readPasswordLink(tx, token, nowIso(deps.clock)));
  const { email } = person;
  try {
    const password = readNewPassword(field('password'), field('again'), email);
    const passwordHash = await accounts.passwords.hash(password);
    await store.write(async (tx) => {
      await forgiveAttempt(tx, attemptOf(context, request));
      await setPasswordByLink(tx, deps, { token, passwordHash });
      const letter = passwordChangedLetter(accounts.publicUrl());
      if (email !== null) await context.queueMessage(tx, { person: person.id, recipient: email, ...letter });
    });
    return await enter(context, request, { email: email ?? '', password });
  } catch (error) {
    if (!isAppError(error, 'invalid-input')) throw error;
    return showChoosePassword(context, request, token, describeProblem(error), 422);
  }
}

async function takeSetUp(context: PageContext, request: Context): Promise<Response> {
  const { store, deps, accounts } = context;
  const field = await readForm(request);
  const token = field('token');
  await admitLink(context, request);
  await store.read((tx) => assertSetUpLink(tx, token, nowIso(deps.clock)));
  try {
    const [name, email] = [readName(field('name')), readEmail(field('email'))];
    const password = readNewPassword(field('password'), field('again'), email);
    const passwordHash = await accounts.passwords.hash(password);
    await store.write(async (tx) => {
      await forgiveAttempt(tx, attemptOf(context, request));
      await setUpAdmin(tx, deps, { token, name, email, passwordHash });
    });
    return await enter(context, request, { email, password });
  } catch (error) {
    if (!isAppError(error, 'invalid-input') && !isAppError(error, 'conflict')) throw error;
    const view = { token, name: field('name'), email: field('email'), problem: describeProblem(error) };
    return showSetUp(context, request, view, 422);
  }
}

/** Nobody tries tokens one after the other; the right one is taken back out of the count. */
function admitLink(context: PageContext, request: Context): Promise<void> {
  return context.store.write((tx) => admitAttempt(tx, context.deps.clock, attemptOf(context, request)));
}

function attemptOf(context: PageContext, request: Context): { 'link/address': string } {
  return { 'link/address': context.addressOf(request) };
}

/** Signs in with the password that was just chosen: a new session, as after every sign-in. */
async function enter(
  context: PageContext,
  request: Context,
  { email, password }: { email: string; password: string },
): Promise<Response> {
  const cookies = await context.accounts.signIn({
    email,
    password,
    address: context.addressOf(request),
    userAgent: request.req.header('User-Agent') ?? '',
    headers: request.req.raw.headers,
  });
  return redirectWith(request, '/account', cookies);
}

async function showChoosePassword(
  context: PageContext,
  request: Context,
  token: string,
  problem: string | null,
  status?: 422,
): Promise<Response> {
  const { kind, person } = await context.store.read((tx) =>
    readPasswordLink(tx, token, nowIso(context.deps.clock)),
  );
  const view = {
    token,
    name: person.name,
    email: person.email ?? '',
    isNew: kind === 'invitation',
    limits: PASSWORD_LIMITS,
    problem,
  };
  return sendForm(request, <ChoosePasswordPage view={view} frame={formFrame(context, request)} />, status);
}

async function showSetUp(
  context: PageContext,
  request: Context,
  view: { token: string; name: string; email: string; problem: string | null },
  status?: 422,
): Promise<Response> {
  await context.store.read((tx) => assertSetUpLink(tx, view.token, nowIso(context.deps.clock)));
  const frame = formFrame(context, request);
  return sendForm(request, <SetUpPage view={{ ...view, limits: PASSWORD_LIMITS }} frame={frame} />, status);
}
