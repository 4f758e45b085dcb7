/** What one-time links lead to: choosing a password, and setting up the first administrator. */

import type { ChoosePasswordView, SetUpView } from '../account-views.ts';
import { FormProblem, NewPasswordFields, TextField } from '../components/form-field.tsx';
import type { Frame } from '../views.ts';
import { Narrow } from './sign-in.tsx';

/** A password for the account of a link. */
export function ChoosePasswordPage({ view, frame }: { view: ChoosePasswordView; frame: Frame }) {
  return (
    <Narrow frame={frame} title={view.isNew ? `Welcome, ${view.name}` : 'Choose a new password'}>
      <p class="lead">
        {view.isNew ? 'Choose a password for your account' : 'The password of your account'}{' '}
        <strong class="address">{view.email}</strong>
        {view.isNew ? '.' : ' is replaced, and every browser is signed out.'}
      </p>
      <FormProblem problem={view.problem} />
      <form class="form entry-form" method="post" action="/reset/password">
        <input type="hidden" name="token" value={view.token} />
        {/* Lets password managers know whose password this is. */}
        <input type="hidden" name="username" value={view.email} autocomplete="username" />
        <NewPasswordFields {...view.limits} />
        <p class="form-actions">
          <button type="submit" class="button primary">
            Keep this password
          </button>
        </p>
      </form>
    </Narrow>
  );
}

/** The first administrator of an installation. */
export function SetUpPage({ view, frame }: { view: SetUpView; frame: Frame }) {
  return (
    <Narrow frame={frame} title="Set up Regatlas">
      <p class="lead">
        Nobody administers this installation yet. Whoever fills in this form does; the link that led here
        works once.
      </p>
      <FormProblem problem={view.problem} />
      <form class="form entry-form" method="post" action="/set-up">
        <input type="hidden" name="token" value={view.token} />
        <TextField
          name="name"
          label="Name"
          help="Shown beside what you do."
          value={view.name}
          autocomplete="name"
          maxLength={120}
        />
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          value={view.email}
          autocomplete="username"
        />
        <NewPasswordFields {...view.limits} />
        <p class="form-actions">
          <button type="submit" class="button primary">
            Become the administrator
          </button>
        </p>
      </form>
    </Narrow>
  );
}
