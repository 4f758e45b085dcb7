/** What is stored about somebody, to download, and being taken out: by oneself, and by an administrator. */
import { type Context, Hono } from 'hono';
import { anonymisePerson } from '#accounts/anonymise-person.ts';
import { admitAttempt, forgiveAttempt } from '#accounts/attempt-limit.ts';
import { getPerson } from '#accounts/change-person.ts';
import { exportPerson } from '#accounts/export-person.ts';
import type { SignedIn } from '#accounts/find-viewer.ts';
import { invalid, PASSWORD_LIMITS } from '#accounts/read-fields.ts';
import { AppError, isAppError } from '#domain/errors.ts';
import { actorOf } from '#domain/person.ts';
import { findPasswordHash } from '#store/credentials.ts';
import type { PageContext } from '../page-context.ts';
import { OwnDataPage, TakeOutPage } from '../pages/own-data.tsx';
import { describeProblem, formFrame, redirectWith, sendForm } from '../private-form.ts';
import { readForm } from '../read-form.ts';
import { getSignedIn } from '../signed-in.ts';

const PERSON = '/admin/people/:id{[0-9a-f-]{36}}/anonymise';
/** What is typed to show that it is meant, where there is no password to type. */
const MEANT = 'take me out';

/** `/account/data` and `/admin/people/…/anonymise`. */
export function createOwnDataRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get('/account/data', async (request) =>
    showOwn(context, request, await getSignedIn(context, request), null),
  );
  routes.get('/account/data.json', async (request) => {
    const { viewer } = await getSignedIn(context, request);
    const document = await context.store.read((tx) => exportPerson(tx, context.deps, viewer.id));
    request.header('Cache-Control', 'private, no-store');
    request.header('Content-Disposition', 'attachment; filename="regatlas-my-data.json"');
    return request.json(document);
  });
  routes.post('/account/data/anonymise', (request) => takeSelf(context, request));
  routes.get(PERSON, (request) => showOther(context, request, null));
  routes.post(PERSON, (request) => takeOther(context, request));
  return routes;
}

async function takeSelf(context: PageContext, request: Context): Promise<Response> {
  const self = await getSignedIn(context, request);
  const { viewer } = self;
  const field = await readForm(request);
  try {
    await assertMeant(context, request, self, field('password'), field('meant'));
    const change = { actor: actorOf(viewer), person: viewer.id };
    await context.store.write((tx) => anonymisePerson(tx, context.deps, change));
  } catch (error) {
    if (!isAppError(error, 'invalid-input') && !isAppError(error, 'conflict')) throw error;
    return showOwn(context, request, self, describeProblem(error));
  }
  context.cache.drop();
  return redirectWith(request, '/', await context.accounts.signOut(request.req.raw.headers));
}

/** The password again, counted like one that is tried to sign in; of somebody without one the words. */
async function assertMeant(
  context: PageContext,
  request: Context,
  { viewer, email }: SignedIn,
  password: string,
  meant: string,
): Promise<void> {
  const { accounts, deps, store } = context;
  if (meant.trim().toLowerCase() !== MEANT) throw invalid('confirmation', `must be “${MEANT}”.`);
  const hash = await store.read((tx) => findPasswordHash(tx, viewer.id));
  if (hash === undefined) return;
  const attempt = { 'sign-in/account': email, 'sign-in/address': context.addressOf(request) };
  await store.write((tx) => admitAttempt(tx, deps.clock, attempt));
  if (password.length > PASSWORD_LIMITS.most || !(await accounts.passwords.verify({ hash, password }))) {
    throw invalid('password', 'is not the one you have.');
  }
  await store.write((tx) => forgiveAttempt(tx, attempt));
}

async function showOwn(
  context: PageContext,
  request: Context,
  { viewer }: SignedIn,
  problem: string | null,
): Promise<Response> {
  const hash = await context.store.read((tx) => findPasswordHash(tx, viewer.id));
  const view = { hasPassword: hash !== undefined, meant: MEANT, problem };
  const page = <OwnDataPage view={view} frame={formFrame(context, request)} />;
  return sendForm(request, page, problem === null ? undefined : 422);
}

async function takeOther(context: PageContext, request: Context): Promise<Response> {
  const admin = request.get('viewer');
  if (admin === null) throw new Error('the table of access let a reader without an account pass');
  const id = request.req.param('id') ?? '';
  const field = await readForm(request);
  try {
    const { email } = await context.store.read((tx) => getPerson(tx, id));
    if (email === null || field('email').trim().toLowerCase() !== email) {
      throw new AppError('invalid-input', 'is not the address of this person.', {
        place: { field: 'e-mail' },
        remedy: 'Type it as it stands above.',
      });
    }
    await context.store.write((tx) =>
      anonymisePerson(tx, context.deps, { actor: actorOf(admin), person: id }),
    );
  } catch (error) {
    if (!isAppError(error, 'invalid-input') && !isAppError(error, 'conflict')) throw error;
    return showOther(context, request, describeProblem(error));
  }
  context.cache.drop();
  return redirectWith(request, '/admin/people', []);
}

async function showOther(context: PageContext, request: Context, problem: string | null): Promise<Response> {
  const { id, name, email } = await context.store.read((tx) => getPerson(tx, request.req.param('id') ?? ''));
  if (email === null) {
    throw new AppError('not-found', 'This person was taken out before.', {
      remedy: 'Look at the list of people.',
    });
  }
  const page = <TakeOutPage view={{ id, name, email, problem }} frame={formFrame(context, request)} />;
  return sendForm(request, page, problem === null ? undefined : 422);
}
