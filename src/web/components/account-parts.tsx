/** The lists of an account: browsers that are signed in, passkeys, keys for programs. */
import type { AccountView } from '../account-views.ts';
import { describeBrowser } from '../describe-browser.ts';
import { ButtonForm, FormProblem, TextField } from './form-field.tsx';
import { Day, Minute, NotKnown } from './when.tsx';

/** Sessions, with a way to end each and all others. */
export function SessionPart({ view }: { view: AccountView }) {
  return (
    <>
      <div class="table-wrap">
        <table class="stack">
          <caption class="vh">Browsers that are signed in</caption>
          <thead>
            <tr>
              <th scope="col">Browser</th>
              <th scope="col">Address</th>
              <th scope="col">Signed in</th>
              <th scope="col">Runs out</th>
              <th scope="col">
                <span class="vh">End</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.sessions.map((session) => (
              <tr>
                <th scope="row">
                  {describeBrowser(session.userAgent ?? '')}
                  {session.id === view.session && <span class="row-sub">This one</span>}
                </th>
                <td data-label="Address">{session.address === '' ? <NotKnown /> : session.address}</td>
                <td data-label="Signed in">
                  <Minute at={session.createdAt} />
                </td>
                <td data-label="Runs out">
                  <Day at={session.expiresAt} />
                </td>
                <td>
                  {session.id !== view.session && (
                    <ButtonForm
                      action="/account/sessions/end"
                      fields={{ session: session.id }}
                      label={`End the session begun ${session.createdAt.slice(0, 16)}`}
                    >
                      End
                    </ButtonForm>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {view.sessions.length > 1 && (
        <ButtonForm action="/account/sessions/end" fields={{ session: 'others' }}>
          End all others
        </ButtonForm>
      )}
    </>
  );
}

/** Passkeys; adding one takes a script, as the browser asks the device. */
export function PasskeyPart({ view }: { view: AccountView }) {
  return (
    <>
      {view.passkeys.length === 0 && (
        <p class="empty">None yet. With one you sign in by your device, without a password.</p>
      )}
      <ul class="credential-list">
        {view.passkeys.map(({ id, name, createdAt }) => (
          <li>
            <span>
              <strong>{name ?? 'Passkey'}</strong>, added <Day at={createdAt} />
            </span>
            <ButtonForm
              action="/account/passkeys/remove"
              fields={{ passkey: id }}
              label={`Remove the passkey ${name ?? ''} added ${createdAt?.slice(0, 16) ?? 'some time ago'}`}
            >
              Remove
            </ButtonForm>
          </li>
        ))}
      </ul>
      {view.takesPasskeys ? <AddPasskey /> : <p class="help">{NO_PASSKEYS}</p>}
    </>
  );
}

const NO_PASSKEYS =
  'Browsers keep passkeys for named sites only, and this one is known by the number of its address.';

function AddPasskey() {
  return (
    <>
      <div class="form entry-form" data-passkey-add hidden>
        <div class="field">
          <label for="passkey-name">Name of the new passkey</label>
          <input type="text" id="passkey-name" maxLength={80} value="My device" autocomplete="off" />
        </div>
        <button type="button" class="button">
          Add a passkey
        </button>{' '}
        <span role="status" />
      </div>
      <noscript>
        <p class="help">Adding a passkey takes a script: the browser asks your device.</p>
      </noscript>
    </>
  );
}

const SCOPE_WORDS = {
  read: 'read: what every reader sees',
  review: 'review: submit reviews',
  edit: 'edit: import and edit drafts',
  publish: 'publish: approve and publish',
} as const;

/** Keys, the one that was just made, and the form for another. */
export function KeyPart(props: { view: AccountView; days: readonly number[]; problem: string | null }) {
  const { view } = props;
  return (
    <>
      <p>
        A program sends its key as <code>Authorization: Bearer …</code> and may do what the key's scope says,
        never more than you. Keys open no account and no administration.
      </p>
      {view.newKey !== null && (
        <div class="notice" role="status">
          <p>This is the new key. It is shown this once.</p>
          <code class="secret-once">{view.newKey}</code>
        </div>
      )}
      {view.keys.length === 0 && <p class="empty">No key yet.</p>}
      <ul class="credential-list">
        {view.keys.map((key) => (
          <li>
            <span>
              <strong>{key.name}</strong> <code>{key.start}…</code> · {key.scopes.at(-1) ?? 'no scope'} ·
              until <Day at={key.expiresAt} /> ·{' '}
              {key.lastUsedAt === null ? 'never used' : <>last used {<Day at={key.lastUsedAt} />}</>}
            </span>
            <ButtonForm
              action="/account/keys/end"
              fields={{ key: key.id }}
              label={`End the key ${key.name ?? ''} ${key.start ?? ''}`}
            >
              End
            </ButtonForm>
          </li>
        ))}
      </ul>
      <form class="form entry-form" method="post" action="/account/keys">
        <FormProblem problem={props.problem} />
        <TextField form="key" name="name" label="What it is for" maxLength={80} />
        <Choice
          id="key-scope"
          name="scope"
          label="Scope"
          options={view.scopes.map((scope) => [scope, SCOPE_WORDS[scope]])}
        />
        <Choice
          id="key-days"
          name="days"
          label="Runs out after"
          options={props.days.map((days) => [String(days), `${days} days`])}
        />
        <button type="submit" class="button">
          Make a key
        </button>
      </form>
    </>
  );
}

function Choice(props: {
  id: string;
  name: string;
  label: string;
  options: readonly (readonly [value: string, words: string])[];
}) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <select id={props.id} name={props.name}>
        {props.options.map(([value, words]) => (
          <option value={value}>{words}</option>
        ))}
      </select>
    </div>
  );
}
