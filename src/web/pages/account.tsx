/** One's own page: name, password, browsers, passkeys, keys for programs. Every form works without scripts. */
import type { ComponentChildren } from 'preact';
import { KEY_DAYS } from '#accounts/create-key.ts';
import type { AccountView } from '../account-views.ts';
import { KeyPart, PasskeyPart, SessionPart } from '../components/account-parts.tsx';
import { FormProblem, NewPasswordFields, TextField } from '../components/form-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Layout } from '../layout.tsx';
import type { Frame } from '../views.ts';

/** See the module comment. */
export function AccountPage({ view, frame }: { view: AccountView; frame: Frame }) {
  return (
    <Layout frame={frame} title="Your account">
      <div class="page account-page">
        <PageTitle title="Your account">
          <p class="lead">
            <span class="address">{view.email}</span> · role: {view.role}
          </p>
        </PageTitle>
        <AccountPart id="name" title="Name">
          <NameForm view={view} />
        </AccountPart>
        <AccountPart id="password" title="Password">
          <PasswordForm view={view} />
        </AccountPart>
        <AccountPart id="data" title="Notices, letters and your data">
          <ul>
            <li>
              <a href="/account/notices">What you watch, and which letters you get</a>
            </li>
            <li>
              <a href="/account/data">What is stored about you, and how to be taken out</a>
            </li>
          </ul>
        </AccountPart>
        <AccountPart id="sessions" title="Where you are signed in">
          <SessionPart view={view} />
        </AccountPart>
        <AccountPart id="passkeys" title="Passkeys">
          <PasskeyPart view={view} />
        </AccountPart>
        <AccountPart id="keys" title="Keys for programs">
          <KeyPart view={view} days={KEY_DAYS} problem={problemOf(view, 'key')} />
        </AccountPart>
      </div>
    </Layout>
  );
}

function AccountPart(props: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="account-part" id={props.id} aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.children}
    </section>
  );
}

function problemOf(view: AccountView, form: 'name' | 'password' | 'key'): string | null {
  return view.problem?.form === form ? view.problem.message : null;
}

function NameForm({ view }: { view: AccountView }) {
  return (
    <form class="form entry-form" method="post" action="/account/name">
      <FormProblem problem={problemOf(view, 'name')} />
      <TextField
        form="name"
        name="name"
        label="Shown in public beside what you write"
        value={view.name}
        autocomplete="name"
        maxLength={120}
      />
      <button type="submit" class="button">
        Change the name
      </button>
    </form>
  );
}

function PasswordForm({ view }: { view: AccountView }) {
  if (!view.hasPassword) {
    return (
      <p>
        You sign in without a password. To have one, ask for a link: <a href="/reset">new password</a>.
      </p>
    );
  }
  return (
    <form class="form entry-form" method="post" action="/account/password">
      <FormProblem problem={problemOf(view, 'password')} />
      <TextField
        form="password"
        name="current"
        label="Present password"
        type="password"
        autocomplete="current-password"
      />
      <NewPasswordFields {...view.limits} form="password" />
      <p class="help">Other browsers are signed out.</p>
      <button type="submit" class="button">
        Change the password
      </button>
    </form>
  );
}
