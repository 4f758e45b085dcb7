/** What is stored about a person and how they are taken out: the page for oneself, and the one for administrators. */
import { FormProblem, TextField } from '../components/form-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Layout } from '../layout.tsx';
import type { OwnDataView, TakeOutView } from '../notice-views.ts';
import type { Frame } from '../views.ts';

/** The page for oneself. */
export function OwnDataPage({ view, frame }: { view: OwnDataView; frame: Frame }) {
  return (
    <Layout frame={frame} title="What is stored about you">
      <div class="page account-page">
        <PageTitle trail={[['/account', 'Your account']]} title="What is stored about you" />
        <section class="account-part" aria-labelledby="download-title">
          <h2 id="download-title">Download it</h2>
          <p class="prose">
            Your profile, where you are signed in, what you wrote, what you watch and were told, and every
            line of the trail that names you, as one JSON file. It holds no password, no key and nothing else
            to sign in with.
          </p>
          <p>
            <a class="button" href="/account/data.json" download="regatlas-my-data.json">
              Download what is stored about me
            </a>
          </p>
        </section>
        <section class="account-part" aria-labelledby="out-title">
          <h2 id="out-title">Be taken out</h2>
          <WhatGoes whose="Your" />
          <form class="form entry-form" method="post" action="/account/data/anonymise">
            <FormProblem problem={view.problem} />
            {view.hasPassword && (
              <TextField
                form="out"
                name="password"
                label="Your password"
                type="password"
                autocomplete="current-password"
              />
            )}
            <TextField form="out" name="meant" label={`Type “${view.meant}”`} maxLength={40} />
            <button type="submit" class="button">
              Take me out for good
            </button>
          </form>
        </section>
      </div>
    </Layout>
  );
}

/** The page for administrators. */
export function TakeOutPage({ view, frame }: { view: TakeOutView; frame: Frame }) {
  return (
    <Layout frame={frame} title={`Take out ${view.name}`}>
      <div class="page account-page">
        <PageTitle trail={[['/admin/people', 'People']]} title={`Take out ${view.name}`}>
          <p class="lead address">{view.email}</p>
        </PageTitle>
        <WhatGoes whose="Their" />
        <form class="form entry-form" method="post" action={`/admin/people/${view.id}/anonymise`}>
          <FormProblem problem={view.problem} />
          <TextField form="out" name="email" label="Type their e-mail address" type="email" />
          <button type="submit" class="button">
            Take this person out for good
          </button>
        </form>
      </div>
    </Layout>
  );
}

function WhatGoes({ whose }: { whose: 'Your' | 'Their' }) {
  const own = whose.toLowerCase();
  return (
    <ul class="prose">
      <li>
        {whose} name becomes “Former member”. {whose} address, password, passkeys, keys, sessions, watches,
        notices, settings and the letters in the outbox are removed. This cannot be undone.
      </li>
      <li>
        Working copies that were not saved as a version are closed, and reviews to look at are given back.
      </li>
      <li>
        Versions, reviews and the trail stay, under a number that leads to nobody. The words of {own} reviews
        stay as they were written: they are part of the history of the pages, so what they say of a person
        stays in them.
      </li>
    </ul>
  );
}
