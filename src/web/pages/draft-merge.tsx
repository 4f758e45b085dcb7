/**
 * Three texts side by side: what both began from, what the other wrote, what the draft says. Changes to different parts
 * are brought together; where both changed the same words, a person says which stand.
 */
import type { PartChange } from '#review/merge-contents.ts';
import { counted } from '../amounts.ts';
import { COMPARING, DraftTitle } from '../components/draft-title.tsx';
import { FormProblem } from '../components/form-field.tsx';
import { MarkedWords, PartChanges } from '../components/part-changes.tsx';
import { partName, partText } from '../describe-part.ts';
import type { DraftMergeView } from '../draft-view.ts';
import { Layout } from '../layout.tsx';
import type { Frame } from '../views.ts';

/** The page. */
export function DraftMergePage({ view, frame }: { view: DraftMergeView; frame: Frame }) {
  const { changes, conflicts } = view.merged;
  const theirs = changes.filter(({ side }) => side === 'theirs' || side === 'both');
  const names = namesOf(view);
  return (
    <Layout frame={frame} title="Compare">
      <div class="page">
        <DraftTitle view={view} title={COMPARING}>
          <p>
            {names.explains} Nothing was overwritten.{' '}
            {conflicts.length === 0
              ? 'No part was changed by both in two ways, so everything can be taken.'
              : `${counted(conflicts.length, 'part was', 'parts were')} changed by both in different ways.`}
          </p>
        </DraftTitle>
        <FormProblem problem={view.problem} />
        <form
          class="form draft-merge"
          method="post"
          action={`/drafts/${view.id}/merge`}
          encType="multipart/form-data"
        >
          <Hidden view={view} />
          {conflicts.map((conflict, index) => (
            <Conflict conflict={conflict} index={index} names={names} />
          ))}
          <section class="part" aria-labelledby="theirs-title">
            <h2 id="theirs-title">Taken over from {names.theirs}</h2>
            {theirs.length === 0 ? (
              <p class="empty">Nothing else was changed there.</p>
            ) : (
              <PartChanges changes={theirs} sideOf={(change) => change.theirs} />
            )}
          </section>
          {view.isOwner && (
            <p class="form-actions">
              <button
                type="submit"
                class="button primary"
                name="then"
                value={view.form === null ? 'edit' : 'save'}
              >
                {view.form === null ? 'Bring them together' : 'Bring them together and save as version'}
              </button>{' '}
              {view.form !== null && (
                <button type="submit" class="button" name="then" value="edit">
                  Bring them together and go on editing
                </button>
              )}{' '}
              <a class="button" href={`/drafts/${view.id}`}>
                Back to the draft
              </a>
            </p>
          )}
        </form>
      </div>
    </Layout>
  );
}

type Names = { readonly mine: string; readonly theirs: string; readonly explains: string };

function namesOf({ with: other }: DraftMergeView): Names {
  return 'aside' in other
    ? {
        mine: 'this window',
        theirs: 'the draft as it is saved',
        explains: 'Another window saved this draft while you wrote in this one.',
      }
    : {
        mine: 'your draft',
        theirs: `version ${other.number}`,
        explains: `Version ${other.number} was saved after this draft was begun.`,
      };
}

function Hidden({ view }: { view: DraftMergeView }) {
  const { with: other, form } = view;
  return (
    <>
      <input type="hidden" name="revision" value={String(view.revision)} />
      {'aside' in other ? (
        <input type="hidden" name="aside" value={other.aside} />
      ) : (
        <input type="hidden" name="version" value={other.version} />
      )}
      {form !== null && (
        <>
          <input type="hidden" name="saving" value="yes" />
          <input type="hidden" name="note" value={form.note} />
          {form.reviews.map((id) => (
            <input type="hidden" name="review" value={id} />
          ))}
          {form.sources.map((id) => (
            <input type="hidden" name="source" value={id} />
          ))}
        </>
      )}
    </>
  );
}

function Conflict({ conflict, index, names }: { conflict: PartChange; index: number; names: Names }) {
  const { key } = conflict;
  const base = partText(key, conflict.base);
  const mine = partText(key, conflict.mine);
  const theirs = partText(key, conflict.theirs);
  return (
    <fieldset class="draft-conflict">
      <legend>{partName(key)}</legend>
      <input type="hidden" name={`conflict.${index}.key`} value={key} />
      <details>
        <summary>What both began from</summary>
        {base === '' ? <p class="empty">Nothing: it was not there.</p> : <p class="draft-diff">{base}</p>}
      </details>
      <div class="draft-sides">
        <Side
          name={`conflict.${index}.take`}
          value="mine"
          label={`Take ${names.mine}`}
          from={base}
          to={mine}
        />
        <Side
          name={`conflict.${index}.take`}
          value="theirs"
          label={`Take ${names.theirs}`}
          from={base}
          to={theirs}
        />
      </div>
      {conflict.isText && (
        <div class="draft-by-hand">
          <label class="choice">
            <input type="radio" name={`conflict.${index}.take`} value="text" required />
            <span>Write it by hand</span>
          </label>
          <textarea
            name={`conflict.${index}.text`}
            rows={Math.min(16, Math.max(3, Math.ceil(mine.length / 80) + 1))}
            aria-label={`${partName(key)}, written by hand`}
          >
            {`\n${mine}`}
          </textarea>
        </div>
      )}
    </fieldset>
  );
}

function Side(props: { name: string; value: string; label: string; from: string; to: string }) {
  return (
    <div class="draft-side-text">
      <label class="choice">
        <input type="radio" name={props.name} value={props.value} required />
        <span>{props.label}</span>
      </label>
      <MarkedWords from={props.from} to={props.to} />
    </div>
  );
}
