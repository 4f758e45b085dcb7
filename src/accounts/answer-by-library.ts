/** Hands requests for the mounted addresses (auth-paths.ts) to the accounts library, and notes what came of them. */
import type { Clock } from '#domain/ports.ts';
import type { Store } from '#store/connect.ts';
import { AUTH_PATH } from './auth-paths.ts';
import { ADDRESS_HEADER, type Auth } from './create-auth.ts';
import { findSignedIn } from './find-viewer.ts';
import { noteOwn } from './own-account.ts';

/** Hands the request to the library; `address` is where it came from, whatever its headers say. */
export async function answerByLibrary(
  store: Store,
  clock: Clock,
  auth: Auth,
  request: Request,
  address: string,
): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set(ADDRESS_HEADER, address);
  // A key is for programs; what is done here is done by a person at a browser, never by both at once.
  if (headers.has('Authorization')) headers.delete('Cookie');
  headers.delete('Authorization');
  const answer = await auth.handler(new Request(request, { headers }));
  const isAdded = answer.ok && new URL(request.url).pathname === `${AUTH_PATH}/passkey/verify-registration`;
  const self = isAdded ? await findSignedIn(() => auth, request.headers) : null;
  if (self !== null)
    await store.write((tx) => noteOwn(tx, { clock }, self.viewer.id, 'person.passkey-added'));
  return answer;
}
