/** Everybody with an account, for administrators. */
import { ACCOUNT_ROLES } from '#domain/person.ts';
import type { ListedPerson } from '#store/people.ts';
import type { PeopleView } from '../account-views.ts';
import { ButtonForm, FormProblem, TextField } from '../components/form-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Day } from '../components/when.tsx';
import { formatMinute } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Frame } from '../views.ts';

/** The list, what can be done with each of them, and the form for somebody new. */
export function PeoplePage({ view, frame }: { view: PeopleView; frame: Frame }) {
  return (
    <Layout frame={frame} title="People">
      <div class="page people-page">
        <PageTitle title="People">
          <p class="lead">
            Who may review, draft, approve and administer. What everybody did stays in the trail, also when
            they are gone.
          </p>
        </PageTitle>
        <FormProblem problem={view.problem} />
        {view.link !== null && <NewLink link={view.link} />}
        <div class="table-wrap">
          <table class="stack people">
            <caption class="vh">People with an account</caption>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Role</th>
                <th scope="col">Signed in last</th>
                <th scope="col">Access</th>
              </tr>
            </thead>
            <tbody>
              {view.people.map((person) => (
                <PersonRow person={person} isOwn={person.id === view.own} />
              ))}
            </tbody>
          </table>
        </div>
        <NewPersonForm draft={view.draft} />
      </div>
    </Layout>
  );
}

function NewLink({ link }: { link: NonNullable<PeopleView['link']> }) {
  return (
    <div class="notice" role="status">
      <p>
        The link for {link.name} works once, until {formatMinute(link.expiresAt)} UTC. It is in the outbox as
        well, and on its way if a mail server is set.
      </p>
      <code class="secret-once">{link.href}</code>
    </div>
  );
}

function PersonRow({ person, isOwn }: { person: ListedPerson; isOwn: boolean }) {
  const action = (name: string) => `/admin/people/${person.id}/${name}`;
  const isClosed = person.disabledAt !== null;
  return (
    <tr>
      <th scope="row">
        {person.name}
        <span class="row-sub address">
          {person.email}
          {isOwn && ' (you)'}
        </span>
      </th>
      <td data-label="Role">
        <form method="post" action={action('role')} class="row-actions">
          <select name="role" aria-label={`Role of ${person.name}`}>
            {ACCOUNT_ROLES.map((role) => (
              <option value={role} selected={role === person.role}>
                {role}
              </option>
            ))}
          </select>
          <button type="submit" class="button" aria-label={`Change the role of ${person.name}`}>
            Change
          </button>
        </form>
      </td>
      <td data-label="Signed in last">
        {person.lastSignInAt !== null && <Day at={person.lastSignInAt} />}
        {person.lastSignInAt === null && (person.hasCredential ? 'no session' : 'has not come in yet')}
      </td>
      <td data-label="Access">
        <div class="row-actions">
          {isClosed && (
            <>
              <span>
                Closed since <Day at={person.disabledAt} />
              </span>
              <ButtonForm
                action={action('access')}
                fields={{ access: 'open' }}
                label={`Let in again: ${person.name}`}
              >
                Let in again
              </ButtonForm>
            </>
          )}
          {!isClosed && (
            <>
              <ButtonForm action={action('reset')} label={`Send ${person.name} a link for a new password`}>
                New password
              </ButtonForm>
              <ButtonForm
                action={action('access')}
                fields={{ access: 'close' }}
                label={`Disable ${person.name}`}
              >
                Disable
              </ButtonForm>
            </>
          )}
          <a class="button" href={action('anonymise')} aria-label={`Take out ${person.name}`}>
            Take out …
          </a>
        </div>
      </td>
    </tr>
  );
}

function NewPersonForm({ draft }: { draft: PeopleView['draft'] }) {
  return (
    <section class="account-part" aria-labelledby="add-title">
      <h2 id="add-title">Add somebody</h2>
      <form class="form entry-form" method="post" action="/admin/people">
        <TextField form="add" name="name" label="Name" value={draft.name} maxLength={120} />
        <TextField form="add" name="email" label="E-mail address" type="email" value={draft.email} />
        <div class="field">
          <label for="add-role">Role</label>
          <select id="add-role" name="role">
            {ACCOUNT_ROLES.map((role) => (
              <option value={role} selected={role === draft.role}>
                {role}
              </option>
            ))}
          </select>
        </div>
        <p class="help">They get a link and choose a password of their own.</p>
        <button type="submit" class="button primary">
          Add
        </button>
      </form>
    </section>
  );
}
