/** Beginning a page: from nothing, or from a file. */
import { JurisdictionField, TopicField } from '../components/choice-field.tsx';
import { DraftHeadless } from '../components/draft-headless.tsx';
import { FormProblem } from '../components/form-field.tsx';
import type { DraftNewView } from '../draft-view.ts';
import type { Frame } from '../views.ts';

/** The page. */
export function DraftNewPage({ view, frame }: { view: DraftNewView; frame: Frame }) {
  return (
    <DraftHeadless
      frame={frame}
      title="Begin a page"
      trail={[['/drafts', 'Drafts']]}
      lead="A draft is yours until you save it as a version. To change a page that exists, choose Edit on it."
    >
      <FormProblem problem={view.problem} />
      <section class="part" aria-labelledby="scratch-title">
        <h2 id="scratch-title">From nothing</h2>
        <form class="form draft-begin" method="post" action="/drafts">
          <input type="hidden" name="from" value="scratch" />
          <JurisdictionField
            label="Jurisdiction"
            any="Choose …"
            value={view.jurisdiction}
            jurisdictions={view.jurisdictions}
          />
          <TopicField label="Topic" any="Choose …" value={view.topic} topics={view.topics} />
          <p>
            <button type="submit" class="button primary">
              Begin
            </button>
          </p>
        </form>
      </section>
      <section class="part" aria-labelledby="file-title">
        <h2 id="file-title">From a file</h2>
        <p class="lead">
          An analysis page saved as text, a report in Markdown, or an export of Regatlas (JSON). Its text goes
          into the editor first; the file itself is kept. With the number of a page here it becomes that
          page’s next version.
        </p>
        <form class="form draft-begin" method="post" action="/drafts" encType="multipart/form-data">
          <input type="hidden" name="from" value="file" />
          <div class="field">
            <label for="f-file">File</label>
            <input type="file" id="f-file" name="file" required accept=".txt,.md,.markdown,.json,text/*" />
          </div>
          <p>
            <button type="submit" class="button primary">
              Begin from this file
            </button>
          </p>
        </form>
      </section>
    </DraftHeadless>
  );
}
