/** The form of a review, whole and usable without scripts: what it is about, which kind, why, and what it rests on. */
import { REVIEW_KINDS, REVIEW_SEVERITIES, type ReviewTarget, WHOLE_VERSION } from '#domain/review.ts';
import { EVIDENCE_LIMITS } from '#review/read-evidence.ts';
import { REVIEW_LIMITS } from '#review/submit-review.ts';
import type { ReviewDraft } from '../review-views.ts';
import { KIND_WORDS, SEVERITY_WORDS, targetWords } from '../review-words.ts';
import type { AnalysisView } from '../views.ts';
import { FormProblem } from './form-field.tsx';

/** Filled in from the view's draft, when there is one. */
export function ReviewForm({ view }: { view: AnalysisView }) {
  const { reviewDraft: draft, reviewTarget: target } = view;
  return (
    <form
      class="form review-form"
      method="post"
      action={`/analyses/${view.number}/reviews#review-form`}
      id="review-form"
    >
      <h3>Submit a review</h3>
      <FormProblem problem={draft?.problem ?? null} />
      <input type="hidden" name="version" value={view.version.hash} />
      <About target={target ?? WHOLE_VERSION} draft={draft} number={view.number} />
      <Kind draft={draft} />
      <Severity draft={draft} />
      <Words draft={draft} target={target ?? WHOLE_VERSION} />
      <Evidence draft={draft} />
      <p class="help">
        It will be shown here with version {view.version.number}, under your name. Reviews are kept for good:
        they cannot be edited, only withdrawn.
      </p>
      <button type="submit" class="button primary">
        Submit review
      </button>
    </form>
  );
}

function About(props: { target: ReviewTarget; draft: ReviewDraft | null; number: number }) {
  const { target, draft } = props;
  const isWhole = target.kind === 'version';
  const isLost = isWhole && draft !== null && !['', 'version'].includes(draft.target);
  return (
    <div class="review-about">
      <input type="hidden" name="target" value={isWhole ? 'version' : draft?.target} />
      <p>
        About <strong>{targetWords(target)}</strong>.{' '}
        {isLost && 'What was chosen does not stand on this version. '}
        {isWhole ? (
          <span class="help">To review a part, use the sign behind a sentence, section or reference.</span>
        ) : (
          <a href="?review=version#review-form">Review the whole version instead</a>
        )}
      </p>
      {target.kind === 'sentence' && <blockquote class="review-text">{target.quote.exact}</blockquote>}
    </div>
  );
}

function Kind({ draft }: { draft: ReviewDraft | null }) {
  return (
    <fieldset>
      <legend>What kind of review is it?</legend>
      {REVIEW_KINDS.map((kind) => (
        <label class="choice">
          <input type="radio" name="kind" value={kind} required checked={draft?.kind === kind} />
          <span>
            <strong>{kind}</strong> <span class="help">{KIND_WORDS[kind]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Severity({ draft }: { draft: ReviewDraft | null }) {
  return (
    <fieldset>
      <legend>For a Challenge: how bad is it?</legend>
      {REVIEW_SEVERITIES.map((severity) => (
        <label class="choice">
          <input type="radio" name="severity" value={severity} checked={draft?.severity === severity} />
          <span>
            <strong>{severity}</strong> <span class="help">{SEVERITY_WORDS[severity]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Words({ draft, target }: { draft: ReviewDraft | null; target: ReviewTarget }) {
  const hasWords = target.kind === 'sentence' || target.kind === 'section';
  return (
    <>
      <Area
        name="text"
        label="Your reasons"
        help="What is wrong or right with it, and who says so."
        rows={5}
        most={REVIEW_LIMITS.text}
        value={draft?.text}
        required
      />
      <Area
        name="proposedText"
        label="For a Refinement: the words that should stand there"
        help={
          hasWords
            ? 'An editor can put them in place in one action; you are named for them.'
            : 'They can be put in place in one action when the review is about a sentence or a section.'
        }
        rows={3}
        most={REVIEW_LIMITS.proposedText}
        value={draft?.proposedText}
      />
    </>
  );
}

function Evidence({ draft }: { draft: ReviewDraft | null }) {
  const passages = draft?.passages ?? [];
  const isFilled = (draft?.links ?? '') !== '' || passages.some(isGiven);
  return (
    <details class="review-rests" open={isFilled}>
      <summary>Evidence: links, or words of a stored source</summary>
      <Area
        name="links"
        label="Links"
        help={`One on each line, ${EVIDENCE_LIMITS.links} at most: the address, then what it shows.`}
        rows={2}
        most={EVIDENCE_LIMITS.links * EVIDENCE_LIMITS.url}
        value={draft?.links}
      />
      <Passage index={0} value={passages[0]} />
      <details class="review-rests" open={passages.slice(1).some(isGiven)}>
        <summary>More passages</summary>
        {Array.from({ length: EVIDENCE_LIMITS.passages - 1 }, (_, index) => (
          <Passage index={index + 1} value={passages[index + 1]} />
        ))}
      </details>
    </details>
  );
}

type PassageDraft = ReviewDraft['passages'][number];

function isGiven({ source, words }: PassageDraft): boolean {
  return source !== '' || words !== '';
}

function Passage({ index, value }: { index: number; value: PassageDraft | undefined }) {
  const number = index + 1;
  return (
    <fieldset class="review-passage">
      <legend>Passage {number}</legend>
      <div class="field">
        <label for={`review-source${number}`}>Stored source: its number or address</label>
        <p class="help" id={`review-source${number}-help`}>
          Such as 12 or <code>/sources/12</code>; copied from the address bar will do.
        </p>
        <input
          id={`review-source${number}`}
          name={`source${number}`}
          maxLength={200}
          autocomplete="off"
          aria-describedby={`review-source${number}-help`}
          value={value?.source}
        />
      </div>
      <Area
        name={`words${number}`}
        label="Its words"
        help="Copied from the source; they are looked for when you submit."
        rows={2}
        most={EVIDENCE_LIMITS.words}
        value={value?.words}
      />
    </fieldset>
  );
}

function Area(props: {
  name: string;
  label: string;
  help: string;
  rows: number;
  most: number;
  value: string | undefined;
  required?: boolean;
}) {
  const id = `review-${props.name}`;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <p class="help" id={`${id}-help`}>
        {props.help}
      </p>
      <textarea
        id={id}
        name={props.name}
        rows={props.rows}
        required={props.required}
        maxLength={props.most}
        aria-describedby={`${id}-help`}
        value={props.value}
      />
    </div>
  );
}
