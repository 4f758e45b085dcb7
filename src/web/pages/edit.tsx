/** How to change an analysis while there is no editor in the browser: three steps on the command line. */
import { PageTitle } from '../components/page-title.tsx';
import { Layout } from '../layout.tsx';
import type { EditView, Frame } from '../views.ts';

/** Nothing is lost by editing: the result is a new version beside the old one. */
export function EditPage({ view, frame }: { view: EditView; frame: Frame }) {
  const file = `regatlas-${view.number}.json`;
  const name = `${view.jurisdiction.everydayName} · ${view.topic.title}`;
  return (
    <Layout frame={frame} title={`Edit #${view.number}`}>
      <div class="page">
        <PageTitle
          trail={[
            ['/analyses', 'Analyses'],
            [`/analyses/${view.number}`, `#${view.number} ${name}`],
          ]}
          title={`Edit #${view.number}`}
        >
          <p class="lead">
            There is no editor in the browser yet. A change is made in three steps; version{' '}
            {view.version.number} stays as it is, and the change becomes the next version.
          </p>
        </PageTitle>
        <Steps number={view.number} file={file} />
        <p class="minor-note">
          You are starting from version {view.version.number}, content hash{' '}
          <code class="hash">{view.version.hash}</code>. A file with unchanged content has the same hash and
          makes no new version.
        </p>
      </div>
    </Layout>
  );
}

function Steps({ number, file }: { number: number; file: string }) {
  return (
    <ol class="steps">
      <li>
        <p>Download the analysis as JSON.</p>
        <p>
          <a class="button primary" href={`/analyses/${number}.json`} download={file}>
            Download {file}
          </a>
        </p>
      </li>
      <li>
        <p>
          Change what should change inside <code>content</code>: texts, laws, sources, status. Leave{' '}
          <code>jurisdiction</code> and <code>topic</code> as they are: they say which page it is. Delete the
          line <code>contentHash</code> above it: it stands for the unchanged content, and a file with another
          content beside it is refused.
        </p>
      </li>
      <li>
        <p>Import the changed file. It is checked at once against the stored sources.</p>
        <pre class="code">npx regatlas import {file}</pre>
      </li>
    </ol>
  );
}
