/** What the viewer may do with a review: take it on, decide on it, take it back, put its words in place. */
import type { ComponentChildren } from 'preact';
import { NOTE_LIMIT } from '#review/read-note.ts';
import type { ReviewView, ThreadDraft } from '../review-views.ts';
import { reviewHref } from '../review-words.ts';
import { FormProblem } from './form-field.tsx';

type Props = { view: ReviewView };

/** One form for each thing that may be done; nothing for readers. */
export function ReviewActions({ view }: Props) {
  const { powers } = view;
  return (
    <>
      {powers.apply && <Apply view={view} />}
      {powers.decide && <Decide view={view} />}
      {powers.withdraw && <Withdraw view={view} />}
      <Assignment view={view} />
    </>
  );
}

function draftFor({ draft }: ReviewView, form: ThreadDraft['form'], isIt = true): ThreadDraft | null {
  return draft?.form === form && isIt ? draft : null;
}

function ActionForm(props: {
  view: ReviewView;
  name: ThreadDraft['form'];
  id: string;
  title: string;
  draft: ThreadDraft | null;
  children: ComponentChildren;
}) {
  const action = `${reviewHref(props.view.review.id)}/${props.name}#${props.id}`;
  return (
    <details class="review-action" id={props.id} open={props.draft !== null}>
      <summary class="button">{props.title}</summary>
      <form class="form review-form" method="post" action={action}>
        <FormProblem problem={props.draft?.problem ?? null} />
        {props.children}
      </form>
    </details>
  );
}

function Apply({ view }: Props) {
  const draft = draftFor(view, 'apply');
  return (
    <ActionForm view={view} name="apply" id="apply" title="Put the proposed words in place" draft={draft}>
      <p class="help">
        Makes the next version with these words, names {view.review.name} for them, and accepts the review.
      </p>
      <Words name="note" label="Your note (may be empty)" value={draft?.words} />
      <button type="submit" class="button primary">
        Make the version
      </button>
    </ActionForm>
  );
}

function Decide({ view }: Props) {
  const draft = draftFor(view, 'outcome', view.draft?.choice !== 'withdrawn');
  return (
    <ActionForm view={view} name="outcome" id="decide" title="Decide" draft={draft}>
      <fieldset>
        <legend>Outcome</legend>
        <label class="choice">
          <input
            type="radio"
            name="outcome"
            value="accepted"
            required
            checked={draft?.choice === 'accepted'}
          />
          <span>
            <strong>Accept</strong>{' '}
            <span class="help">It is right. It counts until a version mends what it says.</span>
          </span>
        </label>
        <label class="choice">
          <input
            type="radio"
            name="outcome"
            value="rejected"
            required
            checked={draft?.choice === 'rejected'}
          />
          <span>
            <strong>Reject</strong>{' '}
            <span class="help">It is not. It no longer counts, and stays to be read.</span>
          </span>
        </label>
      </fieldset>
      <Words name="reason" label="The reason, which readers see" value={draft?.words} required />
      <button type="submit" class="button primary">
        Decide
      </button>
    </ActionForm>
  );
}

function Withdraw({ view }: Props) {
  const draft = draftFor(view, 'outcome', view.draft?.choice === 'withdrawn');
  return (
    <ActionForm view={view} name="outcome" id="withdraw" title="Withdraw my review" draft={draft}>
      <input type="hidden" name="outcome" value="withdrawn" />
      <Words name="reason" label="Why you take it back" value={draft?.words} required />
      <button type="submit" class="button">
        Withdraw
      </button>
    </ActionForm>
  );
}

function Words(props: { name: string; label: string; value: string | undefined; required?: boolean }) {
  // Two forms of a page may ask for a reason; their labels tell them apart, so the ids must, too.
  const id = `${props.name}-${props.label.length}`;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <textarea
        id={id}
        name={props.name}
        rows={3}
        required={props.required}
        maxLength={NOTE_LIMIT}
        value={props.value}
      />
    </div>
  );
}

function Assignment({ view }: Props) {
  const { powers, review } = view;
  const draft = draftFor(view, 'assignment');
  if (!powers.take && !powers.drop && powers.assignees.length === 0 && draft === null) return null;
  const action = `${reviewHref(review.id)}/assignment#assignment`;
  const seen = <input type="hidden" name="seen" value={review.assignee?.id ?? ''} />;
  return (
    <div class="review-assignment" id="assignment">
      <FormProblem problem={draft?.problem ?? null} />
      {powers.take && (
        <TakeButton review={review.id} seen={review.assignee?.id ?? ''} viewer={view.viewer?.id ?? ''} />
      )}
      {powers.drop && (
        <form method="post" action={action} class="button-form">
          {seen}
          <input type="hidden" name="assignee" value="" />
          <button type="submit" class="button">
            {review.assignee?.id === view.viewer?.id ? 'Drop it' : `Take it from ${review.assignee?.name}`}
          </button>
        </form>
      )}
      {powers.assignees.length > 0 && (
        <form method="post" action={action} class="form review-give">
          {seen}
          <div class="field">
            <label for="assignee">Give it to</label>
            <select id="assignee" name="assignee" required>
              <option value="">Choose somebody</option>
              {powers.assignees.map((person) => (
                <option value={person.id}>
                  {person.name} ({person.role})
                </option>
              ))}
            </select>
          </div>
          <button type="submit" class="button">
            Give
          </button>
        </form>
      )}
    </div>
  );
}

/** Takes a review on in one click; `back` is the page to come back to, by default the review's own. */
export function TakeButton(props: {
  review: string;
  seen: string;
  viewer: string;
  back?: string;
  label?: string;
}) {
  return (
    <form method="post" action={`${reviewHref(props.review)}/assignment#assignment`} class="button-form">
      <input type="hidden" name="seen" value={props.seen} />
      <input type="hidden" name="assignee" value={props.viewer} />
      {props.back !== undefined && <input type="hidden" name="back" value={props.back} />}
      <button type="submit" class="button" aria-label={props.label}>
        Take
      </button>
    </form>
  );
}
