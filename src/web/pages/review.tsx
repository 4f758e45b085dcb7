/** One review: what it says of which words, where it stands today, the discussion, and what may be done with it. */

import { holdsRole } from '#domain/person.ts';
import type { ReviewSeverity } from '#domain/review.ts';
import { counted } from '../amounts.ts';
import { ChallengeGrounds } from '../components/challenge-grounds.tsx';
import { versionPath } from '../components/cite-box.tsx';
import { type Fact, FactList } from '../components/fact-list.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Part } from '../components/part.tsx';
import { ReviewActions } from '../components/review-actions.tsx';
import { CommentForm, Discussion } from '../components/review-discussion.tsx';
import {
  EvidenceList,
  OutcomeLine,
  Proposal,
  ReviewAuthor,
  ReviewStateBadge,
  SubmittedAt,
} from '../components/review-parts.tsx';
import { Layout } from '../layout.tsx';
import { NEWEST_COMMENTS } from '../load/load-review.ts';
import type { ReviewStanding, ReviewView } from '../review-views.ts';
import { targetWords } from '../review-words.ts';
import type { Frame } from '../views.ts';

/** The page of one review. */
export function ReviewPage({ view, frame }: { view: ReviewView; frame: Frame }) {
  const { review, jurisdiction, topic } = view;
  const page = `${jurisdiction.everydayName} · ${topic.title}`;
  return (
    <Layout frame={frame} title={`${review.kind} · ${page}`}>
      <article class="page review-page">
        <PageTitle
          trail={[
            ['/analyses', 'Analyses'],
            [`/analyses/${review.analysis}`, page],
          ]}
          title={review.kind}
        >
          <p class="lead">
            Of #{review.analysis}, version {review.version}, on {targetWords(review.target)}.
          </p>
        </PageTitle>
        <Facts view={view} />
        <Part id="what-it-says" title="What it says">
          <Said view={view} />
        </Part>
        <Part id="where-it-stands" title="Where it stands">
          <Standings view={view} />
        </Part>
        <Part id="outcome" title="Outcome">
          <Outcome view={view} />
          <ReviewActions view={view} />
        </Part>
        <Part id="discussion" title="Discussion">
          {review.commentsCount > view.comments.length && (
            <p class="lead">
              The newest {NEWEST_COMMENTS} of {counted(review.commentsCount, 'comment')} are shown; the others
              are in the <a href={`/analyses/${review.analysis}.json`}>JSON export</a>.
            </p>
          )}
          <Discussion comments={view.comments} />
          <CommentForm view={view} viewer={frame.viewer} />
        </Part>
      </article>
    </Layout>
  );
}

function Facts({ view }: { view: ReviewView }) {
  const { review } = view;
  const facts: Fact[] = [
    ['State', <ReviewStateBadge review={review} />],
    ...(review.severity === null ? [] : [severityFact(review.severity)]),
    ['By', <ReviewAuthor review={review} />],
    ['Submitted', <SubmittedAt review={review} />],
    ['Written of', <a href={versionPath(review.analysis, review.version)}>version {review.version}</a>],
    ['Looked at by', review.assignee?.name ?? 'nobody yet'],
  ];
  return <FactList facts={facts} kind="review-facts" />;
}

function severityFact(severity: ReviewSeverity): Fact {
  return [
    'Severity',
    <span class="severity" data-severity={severity}>
      {severity}
    </span>,
  ];
}

function Said({ view }: { view: ReviewView }) {
  const { review } = view;
  const { target } = review;
  return (
    <>
      {target.kind === 'sentence' && (
        <>
          <p class="side-title">The page says</p>
          <blockquote class="review-text">{target.quote.exact}</blockquote>
        </>
      )}
      <p class="side-title">The review says</p>
      {review.grounds.length === 0 ? (
        <blockquote class="review-text">{review.text}</blockquote>
      ) : (
        <ChallengeGrounds
          grounds={review.grounds}
          topic={view.topic}
          status={view.status}
          page={versionPath(review.analysis, review.version)}
        />
      )}
      <Proposal words={review.proposedText} />
      <EvidenceList evidence={review.evidence} />
    </>
  );
}

const STANDING_WORDS: Readonly<Record<ReviewStanding['state'], string>> = {
  own: 'it was written of this version',
  anchored: 'what it is about stands here, too',
  outdated: 'outdated: what it is about does not stand here any more',
};

function Standings({ view }: { view: ReviewView }) {
  return (
    <ul class="review-standings">
      {view.standings.map((one) => (
        <li data-state={one.state}>
          <a href={one.href}>Version {one.version}</a>: {STANDING_WORDS[one.state]}
        </li>
      ))}
    </ul>
  );
}

function Outcome({ view }: { view: ReviewView }) {
  const { review, mended } = view;
  if (review.outcome === null) {
    return (
      <p class="empty">
        {review.kind === 'Approval'
          ? 'It stands; nothing has to be decided about it.'
          : 'No editor has decided on it yet.'}
      </p>
    );
  }
  return (
    <>
      <OutcomeLine outcome={review.outcome} />
      {review.state === 'accepted' && mended === null && <NotMended view={view} />}
      {mended !== null && (
        <p>
          Mended in <a href={versionPath(review.analysis, mended.version)}>version {mended.version}</a>
          {mended.before !== null && (
            <>
              {' '}
              (
              <a href={`/analyses/${review.analysis}/compare/${mended.before}/${mended.version}`}>
                compare with version {mended.before}
              </a>
              )
            </>
          )}
          .
        </p>
      )}
    </>
  );
}

/** What is still to be done, and for those who may do it, where. */
function NotMended({ view: { review, viewer } }: { view: ReviewView }) {
  if (viewer === null || !holdsRole(viewer.role, 'analyst')) return <p>No version has mended it yet.</p>;
  return (
    <p>
      No version has mended it yet. <a href={`/analyses/${review.analysis}/edit`}>Edit the page</a>, and name
      this review as answered when you save the version.
    </p>
  );
}
