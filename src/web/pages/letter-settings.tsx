/** What somebody watches, and which letters they get. Notices are always on their page, whatever is chosen here. */
import { DELIVERIES, NOTICE_KINDS, type WatchKind } from '#domain/notice.ts';
import { ButtonForm } from '../components/form-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Day } from '../components/when.tsx';
import { Layout } from '../layout.tsx';
import type { LetterSettingsView } from '../notice-views.ts';
import type { Frame } from '../views.ts';
import { DELIVERY_WORDS, NOTICE_KIND_WORDS } from '../wording.ts';

type Props = { view: LetterSettingsView; frame: Frame };

/** See the module comment. */
export function LetterSettingsPage({ view, frame }: Props) {
  return (
    <Layout frame={frame} title="What you watch, and letters">
      <div class="page account-page">
        <PageTitle
          trail={[
            ['/account', 'Your account'],
            ['/notices', 'Notices'],
          ]}
          title="What you watch, and letters"
        />
        {view.isSaved && (
          <p class="notice" role="status">
            Your choices are kept. They hold for what happens from now on and for what still waits for a
            letter.
          </p>
        )}
        <section class="account-part" aria-labelledby="letters-title">
          <h2 id="letters-title">Letters</h2>
          <LetterForm view={view} />
        </section>
        <section class="account-part" aria-labelledby="watches-title">
          <h2 id="watches-title">What you watch</h2>
          <WatchTable view={view} />
        </section>
      </div>
    </Layout>
  );
}

function LetterForm({ view }: { view: LetterSettingsView }) {
  const hour = `${String(view.digestHour).padStart(2, '0')}:00 UTC`;
  return (
    <form class="form letter-form" method="post" action="/account/notices">
      <p class="prose">
        Everything that concerns you is on the page of <a href="/notices">notices</a>. Letters go to{' '}
        <b class="address">{view.email}</b>: daily ones at {hour}, weekly ones on Mondays at {hour}, and only
        when there is something you have not read.
      </p>
      {!view.isVerified && (
        <p class="problem">
          No letter goes out yet, as nobody has shown that this address is yours. Ask for a{' '}
          <a href="/reset">link to it</a> and open that.
        </p>
      )}
      <div class="letter-kinds">
        {NOTICE_KINDS.map((kind) => (
          <div class="field">
            <label for={`letter-${kind}`}>{NOTICE_KIND_WORDS[kind]}</label>
            <select id={`letter-${kind}`} name={kind}>
              {DELIVERIES.map((delivery) => (
                <option value={delivery} selected={view.settings[kind] === delivery}>
                  {DELIVERY_WORDS[delivery]}
                </option>
              ))}
            </select>
          </div>
        ))}
      </div>
      <button type="submit" class="button primary">
        Keep these choices
      </button>
    </form>
  );
}

const KIND_WORDS: Readonly<Record<WatchKind, string>> = {
  jurisdiction: 'Jurisdiction',
  topic: 'Topic',
  analysis: 'Analysis',
};

const KIND_PATHS: Readonly<Record<WatchKind, string>> = {
  jurisdiction: '/jurisdictions',
  topic: '/topics',
  analysis: '/analyses',
};

function WatchTable({ view }: { view: LetterSettingsView }) {
  if (view.watches.length === 0) {
    return (
      <p class="empty">
        You watch nothing. Press <b>Watch</b> on the page of an <a href="/analyses">analysis</a>, a{' '}
        <a href="/jurisdictions">jurisdiction</a> or a <a href="/topics">topic</a>.
      </p>
    );
  }
  return (
    <div class="table-wrap">
      <table class="stack">
        <caption class="vh">What you watch</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Kind</th>
            <th scope="col">Since</th>
            <th scope="col">
              <span class="vh">Action</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {view.watches.map(({ kind, key, name, since }) => (
            <tr>
              <th scope="row">
                <a href={`${KIND_PATHS[kind]}/${key}`}>{name}</a>
              </th>
              <td data-label="Kind">{KIND_WORDS[kind]}</td>
              <td data-label="Since">
                <Day at={since} />
              </td>
              <td>
                <ButtonForm
                  action="/watches"
                  fields={{ kind, key, watch: 'no', from: 'list' }}
                  label={`Stop watching ${name}`}
                >
                  Stop watching
                </ButtonForm>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
