/**
 * The editor. A plain form that works without a script; with one it saves while somebody writes, shows the section as
 * readers will see it, and adds rows in place (islands/editor.ts).
 */
import { LawsPart, OutlinePart, ReportPart, SectionsPart, StatusPart } from '../components/draft-parts.tsx';
import { DraftSide, SaveState } from '../components/draft-side.tsx';
import { SourcesPart } from '../components/draft-sources.tsx';
import { DraftTitle } from '../components/draft-title.tsx';
import { ButtonForm, FormProblem } from '../components/form-field.tsx';
import { MarkSprite } from '../components/mark.tsx';
import type { DraftView } from '../draft-view.ts';
import { Layout } from '../layout.tsx';
import type { Frame } from '../views.ts';

/** The page. */
export function DraftPage({ view, frame }: { view: DraftView; frame: Frame }) {
  return (
    <Layout frame={frame} title={`Draft · ${view.jurisdiction.everydayName} · ${view.topic.title}`}>
      <MarkSprite />
      <div class="page draft-page" data-steps>
        <DraftTitle view={view} title="Draft" />
        <FormProblem problem={view.problem} />
        <form
          class="form draft-form"
          method="post"
          action={`/drafts/${view.id}`}
          encType="multipart/form-data"
          data-draft={view.id}
        >
          <input type="hidden" name="revision" value={String(view.revision)} />
          <Toolbar view={view} />
          <div class="draft-columns">
            <div class="draft-main">
              <StatusPart view={view} />
              <SectionsPart view={view} />
              <LawsPart view={view} />
              <OutlinePart view={view} />
              <ReportPart view={view} />
              <SourcesPart view={view} />
            </div>
            <DraftSide view={view} />
          </div>
        </form>
        <details class="draft-discard">
          <summary>Discard this draft</summary>
          <p>What is written in it is shown to nobody any more. Versions of the page stay as they are.</p>
          <ButtonForm action={`/drafts/${view.id}/discard`}>Discard it</ButtonForm>
        </details>
        <Carried view={view} />
      </div>
    </Layout>
  );
}

function Toolbar({ view }: { view: DraftView }) {
  return (
    <div class="draft-bar">
      <button type="submit" class="button primary" name="do" value="save" data-save>
        Save and check
      </button>
      <button type="submit" class="button" name="do" value="preview">
        Preview
      </button>
      <button type="submit" class="button" name="do" value="version">
        Save as version …
      </button>
      <SaveState view={view} />
    </div>
  );
}

function Carried({ view: { content, analysis } }: { view: DraftView }) {
  const { grounding, reviews } = content;
  return (
    <p class="minor-note">
      Kept as they are: what the page declared of itself, {grounding.length} raw answers of providers and{' '}
      {reviews.length} reviews that stood on it.
      {analysis !== null && (
        <>
          {' '}
          Everything can also be changed as JSON:{' '}
          <a href={`/analyses/${analysis}.json`}>download the analysis</a>, change it, and bring it in with{' '}
          <code>npx regatlas import FILE</code> or as a <a href="/drafts/new">draft from a file</a>.
        </>
      )}
    </p>
  );
}
