/** What the pages about accounts are given. */
import type { KeyScope } from '#accounts/key-scopes.ts';
import type { AccountRole } from '#domain/person.ts';
import type { ApiKey, Passkey, Session } from '#store/credentials.ts';
import type { OutboxMessage } from '#store/outbox.ts';
import type { ListedPerson } from '#store/people.ts';

/** Least and most characters of a password. */
export type PasswordLimits = { readonly least: number; readonly most: number };

/** `problem` is what was wrong with the form that was sent; `singleSignOn` the name on its button, null without one. */
export type SignInView = {
  readonly then: string;
  readonly email: string;
  readonly problem: string | null;
  readonly notice: string | null;
  readonly openToNew: boolean;
  readonly singleSignOn: string | null;
  readonly takesPasskeys: boolean;
};

/** `isSent`: the letter is on its way, or so everybody is told. */
export type SignUpView = {
  readonly name: string;
  readonly email: string;
  readonly problem: string | null;
  readonly isSent: boolean;
};

/** See {@link SignUpView}. */
export type AskResetView = Omit<SignUpView, 'name'>;

/** `isNew`: the account has no password yet. */
export type ChoosePasswordView = {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly isNew: boolean;
  readonly limits: PasswordLimits;
  readonly problem: string | null;
};

/** The form for the first administrator. */
export type SetUpView = {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly limits: PasswordLimits;
  readonly problem: string | null;
};

/** Which form of the account page was refused, and why. */
export type AccountProblem = { readonly form: 'name' | 'password' | 'key'; readonly message: string };

/** One person's own page. `session` is the browser they look with; `newKey` is shown this once. */
export type AccountView = {
  readonly name: string;
  readonly email: string;
  readonly role: AccountRole;
  readonly hasPassword: boolean;
  readonly limits: PasswordLimits;
  readonly session: string;
  readonly sessions: readonly Session[];
  readonly passkeys: readonly Passkey[];
  readonly takesPasskeys: boolean;
  readonly keys: readonly (ApiKey & { readonly scopes: readonly KeyScope[] })[];
  readonly scopes: readonly KeyScope[];
  readonly newKey: string | null;
  readonly problem: AccountProblem | null;
};

/** Everybody, for administrators. `link` was just made and is shown once. */
export type PeopleView = {
  readonly people: readonly ListedPerson[];
  readonly own: string;
  readonly draft: { readonly name: string; readonly email: string; readonly role: string };
  readonly link: { readonly name: string; readonly href: string; readonly expiresAt: string } | null;
  readonly problem: string | null;
};

/** Letters, for administrators. `isSending`: a mail server is set. */
export type OutboxView = { readonly messages: readonly OutboxMessage[]; readonly isSending: boolean };
