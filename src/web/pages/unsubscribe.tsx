/** Where the link at the end of a letter leads. Looking at it changes nothing: programs that follow links look, too. */
import { ButtonForm } from '../components/form-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Layout } from '../layout.tsx';
import type { UnsubscribeView } from '../notice-views.ts';
import type { Frame } from '../views.ts';

/** Says nothing of whose letters they are: whoever has the link need not be them. */
export function UnsubscribePage({ view, frame }: { view: UnsubscribeView; frame: Frame }) {
  return (
    <Layout frame={frame} title="Letters with notices">
      <div class="page entry-page">
        <PageTitle title={view.isDone ? 'No more letters' : 'End the letters?'} />
        {view.isDone ? (
          <p class="notice" role="status">
            No letters with notices go out to you any more. Signed in, you can{' '}
            <a href="/account/notices">choose them again</a>; letters about the account itself, such as a new
            password you ask for, still reach you.
          </p>
        ) : (
          <>
            <p>One click, and no letters with notices go out to the reader of the letter you come from.</p>
            <ButtonForm action={`/unsubscribe/${view.token}`}>End the letters</ButtonForm>
          </>
        )}
      </div>
    </Layout>
  );
}
