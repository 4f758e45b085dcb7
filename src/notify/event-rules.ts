/**
 * The table of who is told what: for each action of the trail the kind of thing it is, who is concerned, and the words.
 * An action that is in neither table tells nobody; a test holds both against the actions that the code writes, so that
 * none is forgotten in silence. Never "everybody": who follows nothing and has done nothing is told nothing.
 */
import type { NoticeKind } from '#domain/notice.ts';

/**
 * Who may be told. `assignee`: whom the event gives the review to. `author`: who made the version. `thread`: who raised
 * the review, spoke in it or has it as a task. `watchers`: who watches page, jurisdiction or topic. `desk`: those of
 * them who may work on drafts.
 */
export type Audience = 'assignee' | 'author' | 'thread' | 'watchers' | 'desk';

/** What an event says of itself. */
export type EventDetail = Readonly<Record<string, string | number | boolean | null>>;

/** What the words are made of. `who` is a name or what stands for one. */
export type EventFacts = { readonly who: string; readonly version: number; readonly detail: EventDetail };

/** One row of the table. */
export type EventRule = {
  readonly kind: (detail: EventDetail) => NoticeKind;
  readonly tell: (detail: EventDetail) => readonly Audience[];
  /** One sentence, with its full stop. */
  readonly words: (facts: EventFacts) => string;
};

/** Characters of a reason that are told. */
const MOST_REASON = 280;

const always =
  <Value>(value: Value) =>
  () =>
    value;

const draft = (tell: readonly Audience[], words: EventRule['words']): EventRule => ({
  kind: always('drafted' as const),
  tell: always(tell),
  words,
});

const discussion = (tell: readonly Audience[], words: EventRule['words']): EventRule => ({
  kind: always('reviewed' as const),
  tell: always(tell),
  words,
});

const outcome = (words: string): EventRule =>
  discussion(
    ['author', 'thread', 'watchers'],
    ({ who, version, detail }) => `${who} ${words} a review of version ${version}${because(detail)}`,
  );

/** Actions that concern people. See the module comment. */
export const EVENT_RULES: Readonly<Record<string, EventRule>> = {
  'version.imported': draft(['desk'], ({ who, version }) => `${who} imported version ${version}.`),
  'version.saved': draft(['desk'], ({ who, version }) => `${who} saved version ${version}.`),
  'version.drafted': draft(
    ['author', 'desk'],
    ({ version, detail }) => `${runWords(detail.run)} drafted version ${version}.`,
  ),
  'version.submitted': draft(
    ['author', 'desk'],
    ({ who, version }) => `${who} submitted version ${version} for review.`,
  ),
  'version.returned': draft(
    ['author', 'desk'],
    ({ who, version, detail }) => `${who} returned version ${version} to its author${because(detail)}`,
  ),
  'version.approved': draft(['author', 'desk'], ({ who, version }) => `${who} approved version ${version}.`),
  'approval.withdrawn': draft(
    ['author', 'desk'],
    ({ who, version, detail }) => `${who} took back the approval of version ${version}${because(detail)}`,
  ),
  'version.published': {
    kind: always('published'),
    tell: always(['author', 'watchers']),
    words: ({ who, version }) => `${who} published version ${version}.`,
  },
  'version.withdrawn': {
    kind: ({ from }) => (from === 'Live' ? 'published' : 'drafted'),
    tell: ({ from }) => (from === 'Live' ? ['author', 'watchers'] : ['author', 'desk']),
    words: ({ who, version, detail }) => `${who} withdrew version ${version}${because(detail)}`,
  },
  'review.submitted': {
    kind: ({ kind }) => (kind === 'Challenge' ? 'challenged' : 'reviewed'),
    tell: always(['author', 'watchers']),
    words: ({ who, version, detail }) => `${who} ${submittedWords(detail.kind)} version ${version}.`,
  },
  'challenge.opened': {
    kind: always('challenged'),
    tell: always(['author', 'watchers']),
    words: ({ version }) => `A stored source speaks against version ${version}; it is challenged.`,
  },
  'challenge.extended': {
    kind: always('challenged'),
    tell: always(['author', 'thread']),
    words: ({ version }) => `Another passage was found for a challenge of version ${version}.`,
  },
  'review.commented': discussion(
    ['thread'],
    ({ who, version }) => `${who} wrote in the discussion of a review of version ${version}.`,
  ),
  'review.answered': discussion(
    ['author', 'thread'],
    ({ who, version }) => `${who} answered a review of version ${version}.`,
  ),
  'review.accepted': outcome('accepted'),
  'review.rejected': outcome('rejected'),
  'review.withdrawn': outcome('took back'),
  'review.assigned': {
    kind: always('assigned'),
    tell: always(['assignee']),
    words: ({ who, version }) => `${who} gave you a review of version ${version} to look at.`,
  },
  'review.due': {
    kind: always('due'),
    tell: always(['author', 'desk']),
    words: ({ version }) => `Version ${version} is due to be reviewed again.`,
  },
};

/** Actions that tell nobody, with the reason. */
export const SILENT_EVENTS: Readonly<Record<string, string>> = {
  'version.archived': 'the event of the version that took its place tells of it',
  'review.imported': 'it came with the version, which is told of',
  'source.added': 'what it changes on a page is told when it changes it',
  'source.checked': 'what it changes on a page is told when it changes it',
  'run.requested': 'what a run comes to is told of when it makes a version',
  'run.repeated': 'what a run comes to is told of when it makes a version',
  'run.cancelled': 'a run is a matter of those who work on drafts, and they see it',
  'draft.begun': 'a working copy is one person’s until it is saved',
  'draft.discarded': 'a working copy is one person’s until it is saved',
  'batch.requested': 'the drafts that its runs make are told of',
  'batch.stopped': 'the page of the batch says so to whoever asked for it',
  'batch.cancelled': 'the page of the batch says so to whoever asked for it',
};

/** What happens to an account concerns nobody but its owner, who did it or is written to by the accounts. */
export function isAboutAccount(action: string): boolean {
  return action.startsWith('person.');
}

/** The reason in its own words, cut where it is long: the page has all of it. */
function because({ reason }: EventDetail): string {
  if (typeof reason !== 'string' || reason === '') return '.';
  const words = [...reason];
  return words.length <= MOST_REASON
    ? `: “${reason}”`
    : `: “${words.slice(0, MOST_REASON).join('').trimEnd()} …”`;
}

function runWords(run: EventDetail[string] | undefined): string {
  return typeof run === 'number' ? `Run ${run}` : 'A run';
}

function submittedWords(kind: EventDetail[string] | undefined): string {
  if (kind === 'Challenge') return 'challenged';
  if (kind === 'Approval') return 'confirmed';
  return kind === 'Refinement' ? 'proposed other words for' : 'reviewed';
}
