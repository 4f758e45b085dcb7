/** Reviews of a page, in the open, and the form to submit one. */
import { REVIEW_KINDS, type ReviewKind, type ReviewOrigin } from '#domain/review.ts';
import { counted } from '../amounts.ts';
import type { AnalysisView, ReviewDraft, ShownReview } from '../views.ts';
import { ChallengeGrounds } from './challenge-grounds.tsx';
import { Minute } from './when.tsx';

const KIND_WORDS: Readonly<Record<ReviewKind, string>> = {
  Challenge: 'I disagree with something on the page',
  Approval: 'I confirm this exact version',
  Refinement: 'I suggest better words or a better source',
};

/** Existing reviews, those that stood on the imported page, and the form where reviews are open. */
export function Reviews({ view }: { view: AnalysisView }) {
  const { reviews, content } = view;
  return (
    <>
      {reviews.length === 0 && <p class="empty">No reviews yet.</p>}
      {view.reviewsCount > reviews.length && <EarlierReviews view={view} />}
      {reviews.length > 0 && (
        <ol class="reviews">
          {reviews.map((review) => (
            <li id={`review-${review.id}`}>
              <p class="review-head">
                <strong>{review.kind}</strong> by <Author review={review} /> · version {review.version} ·{' '}
                <Minute at={review.submittedAt} />
              </p>
              {review.grounds.length === 0 ? (
                <blockquote class="review-text">{review.text}</blockquote>
              ) : (
                <SystemChallenge review={review} view={view} />
              )}
            </li>
          ))}
        </ol>
      )}
      {content.reviews.length > 0 && <DeclaredReviews reviews={content.reviews} />}
      {view.reviewsOpen ? (
        <ReviewForm view={view} />
      ) : (
        <p class="empty">Reviews of this version are closed.</p>
      )}
    </>
  );
}

const AUTHOR_NOTES: Readonly<Record<ReviewOrigin, string>> = {
  submitted: 'name not proven',
  imported: 'imported, name not proven',
  system: 'opened by rule, not by a person',
};

function Author({ review }: { review: ShownReview }) {
  const name = review.origin === 'system' ? `Regatlas, ${review.author}` : review.author;
  return (
    <>
      {name} ({AUTHOR_NOTES[review.origin]})
    </>
  );
}

/** Both passages take the place of the words, which say the same for readers elsewhere. */
function SystemChallenge({ review, view }: { review: ShownReview; view: AnalysisView }) {
  const isShown = review.version === view.version.number;
  return (
    <div class="system-challenge">
      <p>
        A stored source speaks against {isShown ? 'this page' : `version ${review.version}`}. No status was
        changed: whether it is right is for a person to judge. Until then confidence is Medium at most.
      </p>
      <ChallengeGrounds
        grounds={review.grounds}
        topic={view.topic}
        status={isShown ? view.content.status : null}
        page={isShown ? '' : `/analyses/${view.number}/versions/${review.version}`}
      />
    </div>
  );
}

/** How many are not shown, and where they all are. */
function EarlierReviews({ view }: { view: AnalysisView }) {
  const hidden = view.reviewsCount - view.reviews.length;
  return (
    <p class="lead">
      The newest {view.reviews.length} are shown. {counted(hidden, 'earlier review')}{' '}
      {hidden === 1 ? 'is' : 'are'} in the <a href={`/analyses/${view.number}.json`}>JSON export</a>.
    </p>
  );
}

/** Reviews that stood on the imported page: its own words, without author or date. */
function DeclaredReviews({ reviews }: { reviews: AnalysisView['content']['reviews'] }) {
  return (
    <>
      <h3>Reviews on the imported page</h3>
      <ul class="reviews">
        {reviews.map((review) => (
          <li>
            <p class="review-head">
              <strong>{review.kind}</strong>
            </p>
            <blockquote class="review-text">{review.text}</blockquote>
          </li>
        ))}
      </ul>
    </>
  );
}

function ReviewForm({ view }: { view: AnalysisView }) {
  const draft = view.reviewDraft;
  return (
    <form
      class="form review-form"
      method="post"
      action={`/analyses/${view.number}/reviews#review-form`}
      id="review-form"
    >
      <h3>Submit a review</h3>
      {draft !== null && (
        <p class="problem" role="alert">
          {draft.problem}
        </p>
      )}
      <input type="hidden" name="version" value={view.version.hash} />
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
      <NameAndText draft={draft} />
      <p class="help">
        It will be shown here with version {view.version.number}. Reviews are kept for good: they cannot be
        edited or taken back.
      </p>
      <button type="submit" class="button primary">
        Submit review
      </button>
    </form>
  );
}

function NameAndText({ draft }: { draft: ReviewDraft | null }) {
  return (
    <>
      <div class="field">
        <label for="review-name">Your name</label>
        <p class="help" id="review-name-help">
          Shown with the review. There are no accounts yet, so it is marked as not proven.
        </p>
        <input
          id="review-name"
          name="name"
          required
          maxLength={120}
          autoComplete="name"
          aria-describedby="review-name-help"
          value={draft?.name}
        />
      </div>
      <div class="field">
        <label for="review-text">Your review</label>
        <p class="help" id="review-text-help">
          Say which sentence you mean, what is wrong or right with it, and who says so.
        </p>
        <textarea
          id="review-text"
          name="text"
          rows={6}
          required
          maxLength={10000}
          aria-describedby="review-text-help"
          value={draft?.text}
        />
      </div>
    </>
  );
}
