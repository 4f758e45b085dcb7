/** Signing in, signing up, and asking for a new password: three short forms for readers without a session. */
import type { ComponentChildren } from 'preact';
import type { AskResetView, SignInView, SignUpView } from '../account-views.ts';
import { FormProblem, TextField } from '../components/form-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Layout } from '../layout.tsx';
import type { Frame } from '../views.ts';

/** The way in. `then` is the page the reader came from. */
export function SignInPage({ view, frame }: { view: SignInView; frame: Frame }) {
  return (
    <Narrow frame={frame} title="Sign in">
      <p class="lead">For reviewing, drafting and approving. Reading takes no account.</p>
      <FormProblem problem={view.problem} />
      {view.notice !== null && (
        <p class="notice" role="status">
          {view.notice}
        </p>
      )}
      <form class="form entry-form" method="post" action="/sign-in">
        <input type="hidden" name="then" value={view.then} />
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          value={view.email}
          autocomplete="username webauthn"
        />
        <TextField name="password" label="Password" type="password" autocomplete="current-password" />
        <p class="form-actions">
          <button type="submit" class="button primary">
            Sign in
          </button>
        </p>
      </form>
      <OtherWays view={view} />
      <ul class="plain-list form-links">
        <li>
          <a href="/reset">Forgot the password?</a>
        </li>
        {view.openToNew && (
          <li>
            <a href="/sign-up">Sign up to review</a>
          </li>
        )}
      </ul>
    </Narrow>
  );
}

function OtherWays({ view }: { view: SignInView }) {
  return (
    <>
      {view.singleSignOn !== null && (
        <p class="other-way">
          <a class="button" href={`/sign-in/single?then=${encodeURIComponent(view.then)}`} rel="nofollow">
            Sign in with {view.singleSignOn}
          </a>
        </p>
      )}
      {view.takesPasskeys && (
        <p class="other-way" data-passkey-sign-in={view.then} hidden>
          <button type="button" class="button">
            Sign in with a passkey
          </button>{' '}
          <span role="status" />
        </p>
      )}
    </>
  );
}

/** An account for whoever wants to review. The address is asked first, the password by the letter that goes there. */
export function SignUpPage({ view, frame }: { view: SignUpView; frame: Frame }) {
  if (view.isSent) {
    return (
      <Narrow frame={frame} title="Look into your mail">
        <p>
          A letter with a link is on its way to <strong>{view.email}</strong>. Open it, choose a password, and
          you can review.
        </p>
        <NoMail />
      </Narrow>
    );
  }
  return (
    <Narrow frame={frame} title="Sign up">
      <p class="lead">
        With an account your reviews carry your name, and you can answer what is said of them.
      </p>
      <FormProblem problem={view.problem} />
      <form class="form entry-form" method="post" action="/sign-up">
        <TextField
          name="name"
          label="Name"
          help="Shown in public beside what you write."
          value={view.name}
          autocomplete="name"
          maxLength={120}
        />
        <TextField
          name="email"
          label="E-mail address"
          help="Never shown. A link goes there."
          type="email"
          value={view.email}
          autocomplete="email"
        />
        <p class="form-actions">
          <button type="submit" class="button primary">
            Sign up
          </button>
        </p>
      </form>
      <p>
        Here already? <a href="/sign-in">Sign in</a>
      </p>
    </Narrow>
  );
}

/** A new password for whoever forgot theirs. */
export function AskResetPage({ view, frame }: { view: AskResetView; frame: Frame }) {
  if (view.isSent) {
    return (
      <Narrow frame={frame} title="Look into your mail">
        <p>
          If <strong>{view.email}</strong> has an account here, a letter with a link for a new password is on
          its way.
        </p>
        <NoMail />
      </Narrow>
    );
  }
  return (
    <Narrow frame={frame} title="New password">
      <p class="lead">Tell us the e-mail address of your account; a link for a new password goes there.</p>
      <FormProblem problem={view.problem} />
      <form class="form entry-form" method="post" action="/reset">
        <TextField name="email" label="E-mail address" type="email" value={view.email} autocomplete="email" />
        <p class="form-actions">
          <button type="submit" class="button primary">
            Send the link
          </button>
        </p>
      </form>
      <p>
        <a href="/sign-in">Back to signing in</a>
      </p>
    </Narrow>
  );
}

function NoMail() {
  return (
    <p>
      Nothing came? Look among unwanted mail, then ask an administrator of this installation: they can pass
      the link on.
    </p>
  );
}

/** A page of one column, as wide as its form. */
export function Narrow(props: { frame: Frame; title: string; children: ComponentChildren }) {
  return (
    <Layout frame={props.frame} title={props.title}>
      <div class="page entry-page">
        <PageTitle title={props.title} />
        {props.children}
      </div>
    </Layout>
  );
}
