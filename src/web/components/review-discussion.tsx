/** The discussion of a review: what was said after it, and the form to say more. */

import type { Viewer } from '#domain/person.ts';
import { COMMENT_KINDS } from '#domain/review.ts';
import { LONGEST_COMMENT } from '#review/comment-on-review.ts';
import type { ReviewComment } from '#store/review-threads.ts';
import type { ReviewView } from '../review-views.ts';
import { COMMENT_WORDS, reviewHref } from '../review-words.ts';
import { FormProblem } from './form-field.tsx';
import { Minute } from './when.tsx';

/** The comments, oldest first. */
export function Discussion({ comments }: { comments: readonly ReviewComment[] }) {
  if (comments.length === 0) return <p class="empty">Nobody has said anything yet.</p>;
  return (
    <ol class="reviews comments">
      {comments.map((comment) => (
        <li id={`comment-${comment.id}`} data-kind={comment.kind}>
          <p class="review-head">
            <strong>{COMMENT_WORDS[comment.kind]}</strong> by {comment.name}
            {!comment.vouched && ' (imported, name not proven)'} · <Minute at={comment.writtenAt} />
          </p>
          <blockquote class="review-text">{comment.text}</blockquote>
        </li>
      ))}
    </ol>
  );
}

/** The form, or for those without an account the way to one. */
export function CommentForm({ view, viewer }: { view: ReviewView; viewer: Viewer | null }) {
  const { powers, review } = view;
  if (!powers.comment) {
    return (
      <p class="empty">
        {view.reviewLeast === 'contributor'
          ? 'Taking part takes an account.'
          : 'Discussions are closed here to all but analysts and editors.'}{' '}
        {viewer === null && (
          <a href={`/sign-in?then=${encodeURIComponent(reviewHref(review.id))}`} rel="nofollow">
            Sign in
          </a>
        )}
      </p>
    );
  }
  const draft = view.draft?.form === 'comments' ? view.draft : null;
  return (
    <form class="form review-form" method="post" action={`${reviewHref(review.id)}/comments#say`} id="say">
      <h3>Say something</h3>
      <FormProblem problem={draft?.problem ?? null} />
      {powers.answer ? (
        <fieldset>
          <legend>For whom do you speak?</legend>
          {COMMENT_KINDS.map((kind) => (
            <label class="choice">
              <input
                type="radio"
                name="kind"
                value={kind}
                required
                checked={(draft?.choice || 'comment') === kind}
              />
              <span>{COMMENT_WORDS[kind]}</span>
            </label>
          ))}
        </fieldset>
      ) : (
        <input type="hidden" name="kind" value="comment" />
      )}
      <div class="field">
        <label for="say-text">Your words</label>
        <textarea
          id="say-text"
          name="text"
          rows={4}
          required
          maxLength={LONGEST_COMMENT}
          value={draft?.words}
        />
      </div>
      <button type="submit" class="button primary">
        Send
      </button>
    </form>
  );
}
