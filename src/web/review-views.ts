/** What the pages of reviews are given: the reviews of a page, one review with its discussion, and the queue. */
import type { AccountRole, Viewer } from '#domain/person.ts';
import type { ReviewEvidence, ReviewKind, ReviewSeverity, ReviewState } from '#domain/review.ts';
import type { Topic } from '#domain/topic.ts';
import type { PageReview } from '#store/analysis-pages.ts';
import type { QueueRow } from '#store/review-queue.ts';
import type { ReviewComment } from '#store/review-threads.ts';
import type { HeldSignalItem, JurisdictionName } from './views.ts';

/** A form of a review as it is to be shown: as it was sent and refused, or begun by choosing what it is about. */
export type ReviewDraft = {
  readonly kind: ReviewKind | null;
  readonly severity: ReviewSeverity | null;
  /** As `domain/review-pointer.ts` writes it. */
  readonly target: string;
  readonly text: string;
  readonly proposedText: string;
  readonly links: string;
  readonly passages: readonly { readonly source: string; readonly words: string }[];
  /** One sentence: what is wrong and what to do; null while nothing is. */
  readonly problem: string | null;
};

/** What a review rests on; `source` is the page of the source that a passage stands in, null when it has none here. */
export type ShownEvidence = ReviewEvidence & { readonly source: number | null };

/** A review on a page. `grounds` are empty but for challenges by the system. */
export type ShownReview = Omit<PageReview, 'evidence'> & {
  readonly evidence: readonly ShownEvidence[];
  readonly grounds: readonly HeldSignalItem[];
};

/** Where a review stands on a version that readers or authors have before them. */
export type ReviewStanding = {
  readonly version: number;
  /** `own`: it was written of this version. */
  readonly state: 'own' | 'anchored' | 'outdated';
  /** The words on that version, when it is about words. */
  readonly words: string | null;
  /** Address of its place there. */
  readonly href: string;
};

/** What the viewer may do with the review. */
export type ReviewPowers = {
  readonly comment: boolean;
  readonly answer: boolean;
  readonly decide: boolean;
  readonly withdraw: boolean;
  readonly apply: boolean;
  /** To whom it may be handed; empty for those who may hand it to nobody but themselves. */
  readonly assignees: readonly Viewer[];
  readonly take: boolean;
  readonly drop: boolean;
};

/** A form of a review's page that was refused. */
export type ThreadDraft = {
  readonly form: 'comments' | 'outcome' | 'assignment' | 'apply';
  readonly choice: string;
  readonly words: string;
  readonly problem: string;
};

/** The page of one review. */
export type ReviewView = {
  readonly review: ShownReview;
  readonly jurisdiction: JurisdictionName;
  readonly topic: Topic;
  /** Status of the version it was written of: for what the system found, which is about it. */
  readonly status: string;
  readonly standings: readonly ReviewStanding[];
  /** The newest ones, oldest first. */
  readonly comments: readonly ReviewComment[];
  /** Number of the version that was made because of it and the one before, when there is one. */
  readonly mended: { readonly version: number; readonly before: number | null } | null;
  readonly viewer: Viewer | null;
  readonly powers: ReviewPowers;
  readonly reviewLeast: AccountRole;
  readonly draft: ThreadDraft | null;
};

/** What the reader asked the queue for; empty words do not filter. `after` is the last review of the page before. */
export type QueueQuery = {
  readonly view: 'all' | 'mine' | 'unassigned' | 'assigned';
  readonly kind: string;
  readonly severity: string;
  readonly state: ReviewState;
  readonly origin: string;
  readonly after: string;
};

/** One line of the queue. */
export type QueueItem = Omit<QueueRow, 'jurisdiction' | 'topic'> & {
  readonly jurisdiction: JurisdictionName;
  readonly topic: Topic;
};

/** The review queue. `next` is the parameter `after` of the page that follows; null on the last. */
export type QueueView = {
  readonly query: QueueQuery;
  readonly items: readonly QueueItem[];
  readonly total: number;
  readonly next: string | null;
};
