/** Makes a key for a program. The key is in the answer and nowhere else: what is stored is a hash. */
import type { Viewer } from '#domain/person.ts';
import type { Clock } from '#domain/ports.ts';
import type { Store } from '#store/connect.ts';
import type { Auth } from './create-auth.ts';
import { SCOPE_RESOURCE, scopesFor } from './key-scopes.ts';
import { noteOwn } from './own-account.ts';
import { invalid, readName } from './read-fields.ts';

/** Days after which a key can run out. */
export const KEY_DAYS = [7, 30, 90, 365] as const;

/** The key as its owner asks for it. */
export type KeyInput = { readonly name: string; readonly scope: string; readonly days: string };

const DAY_S = 86_400;
const NAME_MOST = 80;

/** The key. Throws `invalid-input`, also for a scope that the owner's role does not hold. */
export async function createKey(
  store: Store,
  clock: Clock,
  auth: () => Auth,
  owner: Viewer,
  input: KeyInput,
): Promise<string> {
  const name = readName(input.name);
  if (name.length > NAME_MOST) throw invalid('name', `must have 1 to ${NAME_MOST} characters.`);
  const allowed = scopesFor(owner.role);
  const scope = allowed.find((known) => known === input.scope);
  if (scope === undefined) throw invalid('scope', `must be one of ${allowed.join(', ')}.`);
  const days = KEY_DAYS.find((known) => String(known) === input.days);
  if (days === undefined) throw invalid('days', `must be one of ${KEY_DAYS.join(', ')}.`);
  const made = await auth().api.createApiKey({
    body: {
      name,
      userId: owner.id,
      expiresIn: days * DAY_S,
      permissions: { [SCOPE_RESOURCE]: [...allowed.slice(0, allowed.indexOf(scope) + 1)] },
    },
  });
  // The library writes outside of our transactions; a key without its line in the trail could only be one more
  // than the trail says, so the key is taken back when the line cannot be written.
  try {
    await store.write((tx) =>
      noteOwn(tx, { clock }, owner.id, 'person.key-made', { key: made.id, scope, days }),
    );
  } catch (error) {
    await auth().api.updateApiKey({ body: { keyId: made.id, userId: owner.id, enabled: false } });
    throw error;
  }
  return made.key;
}
