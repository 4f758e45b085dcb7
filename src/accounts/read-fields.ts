/** What people write about themselves, as it is kept. Each refusal names the field of the form. */
import { AppError } from '#domain/errors.ts';
import { ACCOUNT_ROLES, type AccountRole } from '#domain/person.ts';
import { findUnseen, isBlank, withoutBidiControls } from '#domain/unseen-characters.ts';

/** Characters that a password has, in UTF-16 units; the longest keeps hashing from being a way to keep us busy. */
export const PASSWORD_LIMITS = { least: 12, most: 128 } as const;

/** Longest name and e-mail address, in UTF-16 units. */
export const NAME_MOST = 120;
const EMAIL_MOST = 254;

// One @, no white space, a dot in the domain: whether it exists only a letter can tell.
const EMAIL =
  /^[^\s@<>"(),:;[\]\\]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

/** A name as it is shown. Throws `invalid-input`. */
export function readName(given: string): string {
  const name = withoutBidiControls(given).replace(/\s+/g, ' ').trim();
  refuseUnseen('name', name);
  if (isBlank(name) || name.length > NAME_MOST)
    throw invalid('name', `must have 1 to ${NAME_MOST} characters.`);
  return name;
}

/** An e-mail address in lower case. Throws `invalid-input`. */
export function readEmail(given: string): string {
  const email = given.trim().toLowerCase();
  refuseUnseen('e-mail', email);
  if (email.length > EMAIL_MOST || !EMAIL.test(email)) {
    throw invalid('e-mail', 'must be an address such as ana@example.org.');
  }
  return email;
}

/** A new password, given twice. Throws `invalid-input`, which never repeats it. */
export function readNewPassword(given: string, again: string, email: string | null): string {
  const { least, most } = PASSWORD_LIMITS;
  if (given.length < least || given.length > most) {
    throw invalid('password', `must have ${least} to ${most} characters.`);
  }
  if (given.toLowerCase() === email || new Set(given).size < 4) {
    throw invalid('password', 'is too easy to guess.');
  }
  if (given !== again) throw invalid('password', 'is not the same in both fields.');
  return given;
}

/** A role that an account can have. Throws `invalid-input`. */
export function readRole(given: string): AccountRole {
  const role = ACCOUNT_ROLES.find((known) => known === given);
  if (role === undefined) throw invalid('role', `must be one of ${ACCOUNT_ROLES.join(', ')}.`);
  return role;
}

/** A refusal of one field. */
export function invalid(field: string, message: string): AppError {
  return new AppError('invalid-input', message, {
    place: { field },
    remedy: 'Correct the field and send it again.',
  });
}

function refuseUnseen(field: string, words: string): void {
  const unseen = findUnseen(words);
  if (unseen !== undefined) throw invalid(field, `holds a character that nobody could see (${unseen}).`);
}
