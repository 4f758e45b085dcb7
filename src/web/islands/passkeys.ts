/**
 * Passkeys: the conversation between the page, the server and the device. Offered only where the browser can have it;
 * everything else on these pages works without.
 */

const SERVER = '/auth/passkey';

/** Shows and answers the buttons for signing in with a passkey and for adding one. */
export function offerPasskeys(page: Document): void {
  if (!('PublicKeyCredential' in window) || !('parseCreationOptionsFromJSON' in PublicKeyCredential)) return;
  offer(page.querySelector('[data-passkey-sign-in]'), async (part) => {
    await signInWithPasskey();
    location.assign(part.dataset.passkeySignIn ?? '/');
  });
  offer(page.querySelector('[data-passkey-add]'), async (part) => {
    await addPasskey(part.querySelector('input')?.value.trim() ?? '');
    location.reload();
  });
}

function offer(part: HTMLElement | null, act: (part: HTMLElement) => Promise<void>): void {
  const button = part?.querySelector('button');
  const status = part?.querySelector('[role=status]');
  if (part === null || button == null || status == null) return;
  part.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    status.textContent = 'Your device asks you …';
    try {
      await act(part);
      status.textContent = '';
    } catch (error) {
      status.textContent = describe(error);
    }
    button.disabled = false;
  });
}

async function signInWithPasskey(): Promise<void> {
  const asked = await ask<PublicKeyCredentialRequestOptionsJSON>('/generate-authenticate-options');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({
    ...asked,
    userVerification: 'required',
  });
  await tell('/verify-authentication', { response: await navigator.credentials.get({ publicKey }) });
}

async function addPasskey(name: string): Promise<void> {
  const path = `/generate-register-options?name=${encodeURIComponent(name)}`;
  const asked = await ask<PublicKeyCredentialCreationOptionsJSON>(path);
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
  await tell('/verify-registration', { response: await navigator.credentials.create({ publicKey }), name });
}

async function ask<Options>(path: string): Promise<Options> {
  const answer = await fetch(SERVER + path, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Refusal(answer.status);
  return answer.json() as Promise<Options>;
}

async function tell(path: string, words: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  const answer = await fetch(SERVER + path, { method: 'POST', headers, body: JSON.stringify(words) });
  if (!answer.ok) throw new Refusal(answer.status);
}

class Refusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

function describe(error: unknown): string {
  if (error instanceof DOMException && error.name === 'InvalidStateError')
    return 'This device has one already.';
  if (error instanceof DOMException) return 'Nothing was done: the device gave no passkey.';
  if (!(error instanceof Refusal)) return 'The server could not be reached.';
  if (error.status === 429) return 'Too many attempts. Wait a minute.';
  return error.status === 403
    ? 'You signed in too long ago. Sign in again first.'
    : 'This passkey was not taken here.';
}
