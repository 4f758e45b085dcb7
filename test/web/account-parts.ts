/** What pages need of accounts, on the test's own database: letters go to the outbox and wait there, nobody writes others. */
import { randomUUID } from 'node:crypto';
import { type Accounts, openAccounts } from '#accounts/open-accounts.ts';
import { type Passwords, scryptPasswords } from '#accounts/passwords.ts';
import { requestReset, signUp } from '#accounts/send-link.ts';
import { readUnsubscribeToken } from '#notify/unsubscribe-token.ts';
import type { Store } from '#store/connect.ts';
import { insertMessage } from '#store/outbox.ts';
import type { PageContext } from '#web/page-context.ts';

/** The address that links in letters begin with. */
export const PUBLIC_URL = 'http://regatlas.test';

/** What cookies and letters are signed with. */
export const SECRET = 'a secret of tests that is long enough to be one';

/** See the module comment. `passwords` lets a test count hashes. */
export function accountParts(
  store: Store,
  options: {
    readonly passwords?: Passwords;
    readonly openToNew?: boolean;
    readonly now?: () => Date;
    readonly publicUrl?: string;
  } = {},
): Pick<
  PageContext,
  'accounts' | 'sendsMail' | 'queueMessage' | 'requestLetter' | 'personOfLetter' | 'digestHour'
> {
  const clock = options.now ?? (() => new Date());
  const accounts: Accounts = openAccounts({
    store,
    deps: { clock, newId: randomUUID },
    secret: SECRET,
    publicUrl: () => options.publicUrl ?? PUBLIC_URL,
    oidc: null,
    openToNew: options.openToNew ?? true,
    passwords: options.passwords ?? scryptPasswords,
    onError: (error) => {
      throw error;
    },
  });
  const queueMessage: PageContext['queueMessage'] = (tx, message) =>
    insertMessage(tx, { ...message, id: randomUUID(), queuedAt: clock().toISOString() });
  const letters = { clock, newId: randomUUID, queueMessage };
  return {
    accounts,
    personOfLetter: (token) => readUnsubscribeToken(SECRET, token),
    digestHour: 6,
    sendsMail: false,
    queueMessage,
    // At once: a test has no queue beside it.
    requestLetter: async (tx, letter) => {
      const deps = { ...letters, publicUrl: letter.publicUrl };
      if (letter.kind === 'sign-up') await signUp(tx, deps, letter);
      else await requestReset(tx, deps, letter.email);
    },
  };
}
