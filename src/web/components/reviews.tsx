/** Reviews of a page, in the open: what stands against it, what was said and how it ended, and the form to say more. */
import { holdsRole, type Viewer } from '#domain/person.ts';
import { counted } from '../amounts.ts';
import type { ShownReview } from '../review-views.ts';
import { reviewHref, SEVERITY_OF_WEIGHT, stateWords, targetWords } from '../review-words.ts';
import type { AnalysisView } from '../views.ts';
import { ChallengeGrounds } from './challenge-grounds.tsx';
import { ReviewForm } from './review-form.tsx';
import {
  EvidenceList,
  KindAndSeverity,
  OutcomeLine,
  Proposal,
  ReviewAuthor,
  ReviewStateBadge,
  SubmittedAt,
  TargetLine,
} from './review-parts.tsx';

/** Existing reviews, those that stood on the imported page, and the form for those who may review. */
export function Reviews({ view, viewer }: { view: AnalysisView; viewer: Viewer | null }) {
  const { reviews, content } = view;
  return (
    <>
      <Standing view={view} />
      {reviews.length === 0 && <p class="empty">No reviews yet.</p>}
      {view.reviewsCount > reviews.length && <EarlierReviews view={view} />}
      {reviews.length > 0 && (
        <ol class="reviews">
          {reviews.map((review) => (
            <li id={`review-${review.id}`}>
              <OneReview review={review} view={view} />
            </li>
          ))}
        </ol>
      )}
      {content.reviews.length > 0 && <DeclaredReviews reviews={content.reviews} />}
      <TakePart view={view} viewer={viewer} />
    </>
  );
}

const MOST_STANDING = 10;

/** The challenges that lower the confidence of this version, the gravest first. */
function Standing({ view }: { view: AnalysisView }) {
  const standing = view.unsettled.filter(({ stands }) => stands);
  if (standing.length === 0) return null;
  const critical = standing.filter(({ weight }) => weight === 2).length;
  return (
    <div class="review-standing">
      <p>
        {counted(standing.length, 'challenge')} {standing.length === 1 ? 'stands' : 'stand'} against this
        version and {standing.length === 1 ? 'lowers' : 'lower'} its confidence
        {critical > 0 && `; ${critical} of severity critical`}:
      </p>
      <ul>
        {standing.slice(0, MOST_STANDING).map((one) => (
          <li>
            <a href={reviewHref(one.id)}>
              {SEVERITY_OF_WEIGHT[one.weight]}, on {targetWords(one.target)}
            </a>
            : {firstLine(one.text)} ({stateWords({ ...one, causeOf: null })})
          </li>
        ))}
      </ul>
      {standing.length > MOST_STANDING && (
        <p class="minor-note">{standing.length - MOST_STANDING} more are not listed here.</p>
      )}
    </div>
  );
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length <= 120 ? line : `${line.slice(0, 119).toWellFormed().trimEnd()}…`;
}

function OneReview({ review, view }: { review: ShownReview; view: AnalysisView }) {
  return (
    <>
      <p class="review-head">
        <KindAndSeverity review={review} /> by <ReviewAuthor review={review} /> · version {review.version} ·{' '}
        <SubmittedAt review={review} /> · <ReviewStateBadge review={review} />
      </p>
      <TargetLine target={review.target} />
      <AnchorNote review={review} view={view} />
      {review.grounds.length === 0 ? (
        <blockquote class="review-text">{review.text}</blockquote>
      ) : (
        <SystemChallenge review={review} view={view} />
      )}
      <Proposal words={review.proposedText} />
      <EvidenceList evidence={review.evidence} />
      <OutcomeLine outcome={review.outcome} />
      {review.answer !== null && (
        <div class="review-answer">
          <p class="side-title">Answer of the editors, by {review.answer.by}</p>
          <blockquote class="review-text">{review.answer.text}</blockquote>
        </div>
      )}
      <p class="review-thread">
        <a href={reviewHref(review.id)} aria-label={`${threadWords(review)} of this ${review.kind}`}>
          {threadWords(review)}
        </a>
      </p>
    </>
  );
}

function threadWords({ commentsCount }: ShownReview): string {
  return commentsCount === 0
    ? 'Open the discussion'
    : `Open the discussion (${counted(commentsCount, 'comment')})`;
}

/** Where a review of another version stands on this one. */
function AnchorNote({ review, view }: { review: ShownReview; view: AnalysisView }) {
  if (review.version === view.version.number || review.anchor === null) return null;
  if (review.target.kind === 'version') return null;
  return (
    <p class="minor-note">
      {review.anchor === 'anchored'
        ? 'What it is about stands on this version, too.'
        : 'Outdated: what it is about does not stand on this version any more.'}
    </p>
  );
}

/** Both passages take the place of the words, which say the same for readers elsewhere. */
function SystemChallenge({ review, view }: { review: ShownReview; view: AnalysisView }) {
  const isShown = review.version === view.version.number;
  return (
    <div class="system-challenge">
      <p>
        A stored source speaks against {isShown ? 'this page' : `version ${review.version}`}. No status was
        changed: whether it is right is for a person to judge.
        {review.state === 'open' && ' Until then confidence is Medium at most.'}
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

/** The form, or what stands between the reader and it. */
function TakePart({ view, viewer }: { view: AnalysisView; viewer: Viewer | null }) {
  if (!view.reviewsOpen) {
    return (
      <p class="empty">
        This version takes no more reviews. <a href={`/analyses/${view.number}`}>Review the current one</a>.
      </p>
    );
  }
  const role = viewer?.role ?? 'reader';
  if (holdsRole(role, view.reviewLeast)) return <ReviewForm view={view} />;
  if (viewer !== null || view.reviewLeast !== 'contributor') {
    return (
      <p class="empty" id="review-form">
        Reviews are closed on this installation to all but its analysts and editors.
        {viewer === null && <SignIn number={view.number} />}
      </p>
    );
  }
  return (
    <p class="empty" id="review-form">
      Everyone can read the reviews; submitting one takes an account.
      <SignIn number={view.number} />
    </p>
  );
}

function SignIn({ number }: { number: number }) {
  const then = encodeURIComponent(`/analyses/${number}?review=version`);
  return (
    <>
      {' '}
      <a href={`/sign-in?then=${then}`} rel="nofollow">
        Sign in to review this page
      </a>
      .
    </>
  );
}
