/** Where Edit leads somebody without a draft of the page: which version to begin from. */
import { DraftHeadless } from '../components/draft-headless.tsx';
import { Minute } from '../components/when.tsx';
import type { EditView, Frame } from '../views.ts';

/** Nothing is lost by editing: the result is a new version beside the old one. */
export function EditPage({ view, frame }: { view: EditView; frame: Frame }) {
  const file = `regatlas-${view.number}.json`;
  const name = `${view.jurisdiction.everydayName} · ${view.topic.title}`;
  return (
    <DraftHeadless
      frame={frame}
      title={`Edit #${view.number}`}
      trail={[
        ['/analyses', 'Analyses'],
        [`/analyses/${view.number}`, `#${view.number} ${name}`],
      ]}
      lead="You get a draft of your own. It becomes the next version when you say so; the versions there are stay as they are."
    >
      <form class="form draft-begin" method="post" action={`/analyses/${view.number}/edit`}>
        <div class="field">
          <label for="f-version">Begin from</label>
          <select id="f-version" name="version">
            {view.versions.map(({ number, stage }, index) => (
              <option value={String(number)}>
                Version {number}
                {index === 0 ? ', the newest' : ''} ({stage})
              </option>
            ))}
          </select>
        </div>
        <p>
          <button type="submit" class="button primary">
            Begin editing
          </button>
        </p>
      </form>
      <p class="minor-note">
        The newest version is {view.version.number}, recorded <Minute at={view.version.createdAt} />, content
        hash <code class="hash">{view.version.hash}</code>. A page can also be changed as JSON:{' '}
        <a href={`/analyses/${view.number}.json`} download={file}>
          Download {file}
        </a>
        , change what stands under <code>content</code>, delete the line <code>contentHash</code> above it,
        and bring it in with <code>npx regatlas import FILE</code>.
      </p>
    </DraftHeadless>
  );
}
