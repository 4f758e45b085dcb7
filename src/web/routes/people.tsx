/** Administration: everybody with an account, and the letters of the outbox. */
import { type Context, Hono } from 'hono';
import { addPerson } from '#accounts/add-person.ts';
import {
  changeRole,
  disablePerson,
  enablePerson,
  getPerson,
  type PersonChange,
} from '#accounts/change-person.ts';
import type { NewLink } from '#accounts/one-time-link.ts';
import { invalid } from '#accounts/read-fields.ts';
import { createReset, sendInvitation, sendReset } from '#accounts/send-link.ts';
import { AppError, isAppError } from '#domain/errors.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import type { WriteTx } from '#store/connect.ts';
import { listMessages } from '#store/outbox.ts';
import { listPeople } from '#store/people.ts';
import type { PeopleView } from '../account-views.ts';
import type { PageContext } from '../page-context.ts';
import { OutboxPage } from '../pages/outbox.tsx';
import { PeoplePage } from '../pages/people.tsx';
import { describeProblem, formFrame, sendForm } from '../private-form.ts';
import { type FormFields, readForm } from '../read-form.ts';

const PERSON = '/admin/people/:id{[0-9a-f-]{36}}';
const MOST_LETTERS = 100;
const NO_DRAFT = { name: '', email: '', role: 'contributor' } as const;

/** `/admin/people` with its forms, and `/admin/outbox`. */
export function createPeopleRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get('/admin/people', (request) => showPeople(context, request, {}));
  routes.post('/admin/people', (request) => takeNewPerson(context, request));
  routes.post(`${PERSON}/role`, (request) =>
    takeChange(context, request, (tx, change, field) =>
      changeRole(tx, context.deps, { ...change, role: field('role') }),
    ),
  );
  routes.post(`${PERSON}/access`, (request) =>
    takeChange(context, request, (tx, change, field) =>
      changeAccess(field('access'))(tx, context.deps, change),
    ),
  );
  routes.post(`${PERSON}/reset`, (request) => takeReset(context, request));
  routes.get('/admin/outbox', async (request) => {
    const messages = await context.store.read((tx) => listMessages(tx, MOST_LETTERS));
    const view = { messages, isSending: context.sendsMail };
    return sendForm(request, <OutboxPage view={view} frame={formFrame(context, request)} />);
  });
  return routes;
}

function changeAccess(wanted: string): typeof enablePerson {
  if (wanted === 'open') return enablePerson;
  if (wanted === 'close') return disablePerson;
  throw invalid('access', 'must be open or close.');
}

async function takeNewPerson(context: PageContext, request: Context): Promise<Response> {
  const field = await readForm(request);
  const draft = { name: field('name'), email: field('email'), role: field('role') };
  const actor = actorOf(getAdmin(request));
  try {
    const link = await context.store.write(async (tx) => {
      const added = await addPerson(tx, context.deps, { ...draft, actor });
      await sendInvitation(tx, letterDeps(context), added, added.link);
      return added.link;
    });
    return await showPeople(context, request, { link: presentLink(context, draft.name, link) });
  } catch (error) {
    if (!isAppError(error, 'invalid-input') && !isAppError(error, 'conflict')) throw error;
    return showPeople(context, request, { draft, problem: describeProblem(error) });
  }
}

async function takeReset(context: PageContext, request: Context): Promise<Response> {
  const id = request.req.param('id') ?? '';
  const link = await context.store.write(async (tx) => {
    const person = await getPerson(tx, id);
    if (person.disabledAt !== null || person.email === null) {
      throw new AppError('conflict', 'This person may not sign in.', { remedy: 'Let them in again first.' });
    }
    const made = await createReset(tx, context.deps, person);
    await sendReset(tx, letterDeps(context), { id: person.id, email: person.email }, made);
    return presentLink(context, person.name, made);
  });
  return showPeople(context, request, { link });
}

async function takeChange(
  context: PageContext,
  request: Context,
  work: (tx: WriteTx, change: PersonChange, field: FormFields) => Promise<unknown>,
): Promise<Response> {
  const field = await readForm(request);
  const change = { actor: actorOf(getAdmin(request)), person: request.req.param('id') ?? '' };
  try {
    await context.store.write((tx) => work(tx, change, field));
  } catch (error) {
    if (!isAppError(error, 'invalid-input') && !isAppError(error, 'conflict')) throw error;
    return showPeople(context, request, { problem: describeProblem(error) });
  }
  return request.redirect('/admin/people', 303);
}

async function showPeople(
  context: PageContext,
  request: Context,
  { draft = NO_DRAFT, link = null, problem = null }: Partial<Pick<PeopleView, 'draft' | 'link' | 'problem'>>,
): Promise<Response> {
  const people = await context.store.read(listPeople);
  const view = { people, own: getAdmin(request).id, draft, link, problem };
  const page = <PeoplePage view={view} frame={formFrame(context, request)} />;
  return sendForm(request, page, problem === null ? undefined : 422);
}

function letterDeps({ deps, accounts, queueMessage }: PageContext) {
  return { clock: deps.clock, newId: deps.newId, publicUrl: accounts.publicUrl(), queueMessage };
}

function presentLink(context: PageContext, name: string, { path, expiresAt }: NewLink): PeopleView['link'] {
  return { name, href: `${context.accounts.publicUrl()}${path}`, expiresAt };
}

// The table of access lets nobody else come here.
function getAdmin(request: Context): Viewer {
  const viewer = request.get('viewer');
  if (viewer === null) throw new Error('administration was reached without a viewer');
  return viewer;
}
