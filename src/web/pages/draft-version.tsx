/** Saving a draft as a version: what it changes, what is in the way of publishing it, why it was made. */
import { counted, shorten } from '../amounts.ts';
import { Bars, ProblemList } from '../components/draft-side.tsx';
import { DraftTitle } from '../components/draft-title.tsx';
import { FormProblem } from '../components/form-field.tsx';
import { MarkSprite } from '../components/mark.tsx';
import { PartChanges } from '../components/part-changes.tsx';
import type { DraftVersionView } from '../draft-view.ts';
import { Layout } from '../layout.tsx';
import type { Frame } from '../views.ts';

/** The page. */
export function DraftVersionPage({ view, frame }: { view: DraftVersionView; frame: Frame }) {
  const { changes } = view.merged;
  const mustMend = view.problems.some(({ bars, field }) => bars && field !== null) && view.bars === null;
  return (
    <Layout frame={frame} title="Save as version">
      <MarkSprite />
      <div class="page">
        <DraftTitle view={view} title="Save as version" />
        <FormProblem problem={view.problem} />
        <section class="part" aria-labelledby="changes-title">
          <h2 id="changes-title">
            {view.base === null ? 'What the page says' : `What changes, from version ${view.base.number}`}
          </h2>
          {changes.length === 0 ? (
            <p class="empty">Nothing was changed yet.</p>
          ) : (
            <>
              <p class="lead">{counted(changes.length, 'part')}, each with its words marked.</p>
              <PartChanges changes={changes} sideOf={({ mine }) => mine} />
            </>
          )}
        </section>
        <section class="part" aria-labelledby="bars-title">
          <h2 id="bars-title">{mustMend ? 'To be mended first' : 'On the way to publication'}</h2>
          {view.bars === null && !mustMend && (
            <p class="empty">This text has not been checked yet; saving it as a version does that.</p>
          )}
          <Bars bars={view.bars} />
          {view.problems.length > 0 && (
            <details open={mustMend}>
              <summary>{counted(view.problems.length, 'problem')}, each with the way to its field</summary>
              <ProblemList problems={view.problems} home={`/drafts/${view.id}`} />
            </details>
          )}
        </section>
        <VersionFields view={view} />
      </div>
    </Layout>
  );
}

function VersionFields({ view }: { view: DraftVersionView }) {
  if (!view.isOwner) return null;
  return (
    <form class="form draft-save" method="post" action={`/drafts/${view.id}/version`}>
      <input type="hidden" name="revision" value={String(view.revision)} />
      <div class="field">
        <label for="f-note">What was changed, and why</label>
        <p class="help" id="f-note-help">
          Readers see it with the version.
        </p>
        <textarea id="f-note" name="note" rows={3} maxLength={2000} aria-describedby="f-note-help">
          {view.form.note}
        </textarea>
      </div>
      {view.reviews.length > 0 && (
        <fieldset>
          <legend>Reviews that this answers</legend>
          <p class="help">
            An accepted challenge counts against the page, and bars publication where it is critical, until a
            version is named here as its answer.
          </p>
          {view.reviews.map(({ id, kind, by, text, state }) => (
            <label class="choice">
              <input type="checkbox" name="review" value={id} checked={view.form.reviews.includes(id)} />
              <span>
                <strong>{kind}</strong> by {by} ({state}): {shorten(text, 200)}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {view.sources.length > 0 && (
        <fieldset>
          <legend>Sources that caused it</legend>
          {view.sources.map(({ id, title }) => (
            <label class="choice">
              <input
                type="checkbox"
                name="source"
                value={String(id)}
                checked={view.form.sources.includes(String(id))}
              />
              <span>{title}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p class="form-actions">
        <button type="submit" class="button primary">
          Save as version
        </button>{' '}
        <a class="button" href={`/drafts/${view.id}`}>
          Back to the draft
        </a>
      </p>
    </form>
  );
}
