/** How passwords are hashed: scrypt with the parameters of the accounts library. Handed in, so that tests can count. */
import { hashPassword, verifyPassword } from 'better-auth/crypto';

/** Both cost about the same, on purpose: neither tells by its time which of them ran. */
export type Passwords = {
  readonly hash: (password: string) => Promise<string>;
  readonly verify: (attempt: { readonly hash: string; readonly password: string }) => Promise<boolean>;
};

/** See the module comment. */
export const scryptPasswords: Passwords = { hash: hashPassword, verify: verifyPassword };
