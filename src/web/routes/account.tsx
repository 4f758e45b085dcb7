/**
 * One's own account. Only a browser that is signed in gets here: a key of a program, whatever its scope, could otherwise
 * make another one with a wider scope or change the password.
 */
import { type Context, Hono } from 'hono';
import { admitAttempt, forgiveAttempt } from '#accounts/attempt-limit.ts';
import type { SignedIn } from '#accounts/find-viewer.ts';
import { readScopes, scopesFor } from '#accounts/key-scopes.ts';
import { passwordChangedLetter } from '#accounts/letters.ts';
import { endApiKey, endSessions, removePasskey, renamePerson } from '#accounts/own-account.ts';
import { invalid, PASSWORD_LIMITS, readNewPassword } from '#accounts/read-fields.ts';
import { changePassword } from '#accounts/set-password.ts';
import { AppError, isAppError } from '#domain/errors.ts';
import { nowIso } from '#domain/ports.ts';
import type { WriteTx } from '#store/connect.ts';
import { findPasswordHash, listApiKeys, listPasskeys, listSessions } from '#store/credentials.ts';
import type { AccountProblem, AccountView } from '../account-views.ts';
import type { PageContext } from '../page-context.ts';
import { AccountPage } from '../pages/account.tsx';
import { describeProblem, formFrame, sendForm } from '../private-form.ts';
import { type FormFields, readForm } from '../read-form.ts';
import { getSignedIn } from '../signed-in.ts';

/** `/account` and where its forms go. */
export function createAccountRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get('/account', async (request) => show(context, request, await getSignedIn(context, request), {}));
  const take = (
    path: string,
    form: AccountProblem['form'] | null,
    work: (self: SignedIn, field: FormFields, request: Context) => Promise<string | undefined>,
  ) => routes.post(path, (request) => takeForm(context, request, form, work));
  take('/account/name', 'name', async ({ viewer }, field) => {
    await write(context, (tx) => renamePerson(tx, context.deps, viewer.id, field('name')));
    return undefined;
  });
  take('/account/password', 'password', (self, field, request) =>
    takePassword(context, self, field, request),
  );
  take('/account/sessions/end', null, async ({ viewer, session }, field) => {
    const ended = field('session') === 'others' ? null : readId(field('session'));
    await write(context, (tx) =>
      endSessions(tx, context.deps, viewer.id, { session: ended, own: session.id }),
    );
    return undefined;
  });
  take('/account/passkeys/remove', null, async ({ viewer }, field) => {
    await write(context, (tx) => removePasskey(tx, context.deps, viewer.id, readId(field('passkey'))));
    return undefined;
  });
  take('/account/keys', 'key', ({ viewer }, field) =>
    context.accounts.createKey(viewer, { name: field('name'), scope: field('scope'), days: field('days') }),
  );
  take('/account/keys/end', null, async ({ viewer }, field) => {
    await write(context, (tx) => endApiKey(tx, context.deps, viewer.id, readId(field('key'))));
    return undefined;
  });
  return routes;
}

/** Does the work and shows the page again; what `work` gives is a new key, shown this once. */
async function takeForm(
  context: PageContext,
  request: Context,
  form: AccountProblem['form'] | null,
  work: (self: SignedIn, field: FormFields, request: Context) => Promise<string | undefined>,
): Promise<Response> {
  const self = await getSignedIn(context, request);
  const field = await readForm(request);
  try {
    const newKey = await work(self, field, request);
    if (newKey !== undefined) return await show(context, request, self, { newKey });
    return request.redirect('/account', 303);
  } catch (error) {
    if (form === null || !isAppError(error, 'invalid-input')) throw error;
    const problem = { form, message: describeProblem(error) };
    return show(context, request, self, { problem, name: field('name') });
  }
}

async function takePassword(
  context: PageContext,
  { viewer, email, session }: SignedIn,
  field: FormFields,
  request: Context,
): Promise<undefined> {
  const { accounts, deps, store } = context;
  const password = readNewPassword(field('password'), field('again'), email);
  const attempt = { 'sign-in/account': email, 'sign-in/address': context.addressOf(request) };
  await write(context, (tx) => admitAttempt(tx, deps.clock, attempt));
  const hash = await store.read((tx) => findPasswordHash(tx, viewer.id));
  const current = field('current');
  if (
    hash === undefined ||
    current.length > PASSWORD_LIMITS.most ||
    !(await accounts.passwords.verify({ hash, password: current }))
  ) {
    throw invalid('present password', 'is not the one you have.');
  }
  const passwordHash = await accounts.passwords.hash(password);
  await write(context, async (tx) => {
    await forgiveAttempt(tx, attempt);
    await changePassword(tx, deps, { person: viewer.id, passwordHash, session: session.id });
    const letter = passwordChangedLetter(accounts.publicUrl());
    await context.queueMessage(tx, { person: viewer.id, recipient: email, ...letter });
  });
  return undefined;
}

async function show(
  context: PageContext,
  request: Context,
  self: SignedIn,
  { newKey, problem, name }: { newKey?: string; problem?: AccountProblem; name?: string },
): Promise<Response> {
  const view = await loadAccount(context, self);
  const shown = {
    ...view,
    newKey: newKey ?? null,
    problem: problem ?? null,
    ...(problem?.form === 'name' ? { name: name ?? '' } : {}),
  };
  const page = <AccountPage view={shown} frame={formFrame(context, request)} />;
  return sendForm(request, page, problem === undefined ? undefined : 422);
}

async function loadAccount(context: PageContext, { viewer, email, session }: SignedIn): Promise<AccountView> {
  const now = nowIso(context.deps.clock);
  return context.store.read(async (tx) => ({
    name: viewer.name,
    email,
    role: viewer.role,
    hasPassword: (await findPasswordHash(tx, viewer.id)) !== undefined,
    limits: PASSWORD_LIMITS,
    session: session.id,
    sessions: await listSessions(tx, viewer.id, now),
    passkeys: await listPasskeys(tx, viewer.id),
    takesPasskeys: context.accounts.takesPasskeys(),
    keys: (await listApiKeys(tx, viewer.id, now)).map((key) => ({
      ...key,
      scopes: readScopes(key.permissions),
    })),
    scopes: scopesFor(viewer.role),
    newKey: null,
    problem: null,
  }));
}

function write(context: PageContext, work: (tx: WriteTx) => Promise<void>): Promise<void> {
  return context.store.write(work);
}

function readId(given: string): string {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given)) return given;
  throw new AppError('not-found', 'There is nothing of yours by this id.', {
    remedy: 'Look at your account.',
  });
}
