/** The parts of a review wherever it is shown: who says what of which words, what it rests on, how it ended. */
import type { ReviewTarget } from '#domain/review.ts';
import type { RecordedOutcome } from '#store/review-records.ts';
import type { ShownEvidence, ShownReview } from '../review-views.ts';
import { ORIGIN_NOTES, stateWords, targetWords } from '../review-words.ts';
import { ExternalLink } from './external-link.tsx';
import { Day, Minute } from './when.tsx';

/** Kind with its severity. */
export function KindAndSeverity({ review }: { review: Pick<ShownReview, 'kind' | 'severity'> }) {
  return (
    <>
      <strong>{review.kind}</strong>
      {review.severity !== null && (
        <>
          {' '}
          <span class="severity" data-severity={review.severity}>
            {review.severity}
          </span>
        </>
      )}
    </>
  );
}

/** Who submitted it, and who vouches for that. */
export function ReviewAuthor({
  review,
}: {
  review: Pick<ShownReview, 'origin' | 'name' | 'role' | 'person'>;
}) {
  if (review.origin === 'system')
    return (
      <>
        Regatlas, {review.name} ({ORIGIN_NOTES.system})
      </>
    );
  if (review.person === null) {
    return (
      <>
        {review.name} ({ORIGIN_NOTES[review.origin]})
      </>
    );
  }
  return (
    <>
      {review.name}
      {review.role !== null && ` (${review.role})`}
    </>
  );
}

/** State as a small badge. */
export function ReviewStateBadge({ review }: { review: Pick<ShownReview, 'state' | 'causeOf' | 'kind'> }) {
  const isStanding = review.kind === 'Approval' && review.state === 'open';
  return (
    <span class="review-state" data-state={isStanding ? 'stands' : review.state}>
      {stateWords(review)}
    </span>
  );
}

/** What it is about, with the words of the version it was written of. */
export function TargetLine({ target }: { target: ReviewTarget }) {
  if (target.kind === 'version') return null;
  return (
    <p class="review-target">
      On {targetWords(target)}
      {target.kind === 'sentence' && (
        <>
          : <q>{target.quote.exact}</q>
        </>
      )}
    </p>
  );
}

/** The words that a Refinement wants in place of the target's. */
export function Proposal({ words }: { words: string | null }) {
  if (words === null) return null;
  return (
    <>
      <p class="side-title">Proposed words</p>
      <blockquote class="review-text proposal">{words}</blockquote>
    </>
  );
}

/** Links and passages; nothing when there are none. */
export function EvidenceList({ evidence }: { evidence: readonly ShownEvidence[] }) {
  if (evidence.length === 0) return null;
  return (
    <>
      <p class="side-title">It rests on</p>
      <ul class="review-evidence">
        {evidence.map((one) => (
          <li>
            <EvidenceItem evidence={one} />
            {one.note !== null && <span class="minor-note"> {one.note}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function EvidenceItem({ evidence }: { evidence: ShownEvidence }) {
  if (evidence.kind === 'link') return <ExternalLink url={evidence.url} />;
  const name = `snapshot ${evidence.snapshot.slice(0, 12)}`;
  return (
    <>
      <q>{evidence.quote.exact}</q>{' '}
      {evidence.source === null ? (
        `(${name}, not stored here)`
      ) : (
        <a href={`/sources/${evidence.source}`}>source {evidence.source}</a>
      )}
    </>
  );
}

/** How it ended: who decided, when, and the reason; nothing while it has not. */
export function OutcomeLine({ outcome }: { outcome: RecordedOutcome | null }) {
  if (outcome === null) return null;
  return (
    <div class="review-outcome" data-state={outcome.outcome}>
      <p>
        <strong>{sentenceCase(outcome.outcome)}</strong> by {outcome.by}
        {!outcome.vouched && ' (imported, name not proven)'} on <Day at={outcome.decidedAt} />
      </p>
      <blockquote class="review-text">{outcome.reason}</blockquote>
    </div>
  );
}

/** When it was submitted. */
export function SubmittedAt({ review }: { review: Pick<ShownReview, 'submittedAt'> }) {
  return <Minute at={review.submittedAt} />;
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
