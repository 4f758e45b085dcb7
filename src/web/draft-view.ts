/** What the pages of drafts are given. A draft is its owner's; an editor sees it without the means to change it. */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { GateBar } from '#domain/gate.ts';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { Topic } from '#domain/topic.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { MergedContents } from '#review/merge-contents.ts';
import type { SourceSummary } from '#store/sources.ts';
import type { DraftProblem } from './list-problems.ts';
import type { JurisdictionName, SourceView } from './views.ts';

/** What stands at the head of every page of a draft. */
export type DraftHead = {
  readonly id: string;
  /** Null while the page does not exist. */
  readonly analysis: number | null;
  readonly jurisdiction: Jurisdiction;
  readonly topic: Topic;
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly changedAt: string;
  readonly isOwner: boolean;
  readonly ownerName: string;
  /** The version it was begun from and the newest one; null for a new page. */
  readonly base: { readonly number: number; readonly newest: number; readonly newestId: string } | null;
};

/** The editor. `report` is of this very text, else null; `bars` are null until it is. */
export type DraftView = DraftHead & {
  readonly content: AnalysisContent;
  readonly report: VerificationReport | null;
  readonly problems: readonly DraftProblem[];
  readonly bars: readonly GateBar[] | null;
  /** Empty rows that are offered, by list. */
  readonly more: string;
  readonly problem: string | null;
};

/** The draft as the page it would be. */
export type DraftPreviewView = DraftHead & {
  readonly content: AnalysisContent;
  readonly report: VerificationReport | null;
  readonly sourceIds: readonly (number | null)[];
};

/** A review that the change may answer. */
export type OpenReview = {
  readonly id: string;
  readonly kind: string;
  readonly by: string;
  readonly text: string;
  readonly state: string;
};

/** What was written beside the draft for saving it; comes back when saving is refused. */
export type VersionForm = {
  readonly note: string;
  readonly reviews: readonly string[];
  readonly sources: readonly string[];
};

/** Saving as a version. */
export type DraftVersionView = DraftHead & {
  readonly merged: MergedContents;
  readonly problems: readonly DraftProblem[];
  readonly bars: readonly GateBar[] | null;
  readonly reviews: readonly OpenReview[];
  readonly sources: readonly { readonly id: number; readonly title: string }[];
  readonly form: VersionForm;
  readonly problem: string | null;
};

/** Three texts side by side. `with` names the other one; `form` is carried on to saving, null when that is not meant. */
export type DraftMergeView = DraftHead & {
  readonly with: { readonly version: string; readonly number: number } | { readonly aside: string };
  readonly merged: MergedContents;
  readonly form: VersionForm | null;
  readonly problem: string | null;
};

/** Choosing a source and words in it. */
export type DraftCiteView = DraftHead & {
  readonly content: AnalysisContent;
  /** The section that the mark is for; empty when none was named. */
  readonly section: string;
  /** Sentences of that section, with the offset behind each. */
  readonly sentences: readonly { readonly end: number; readonly text: string }[];
  readonly text: string;
  readonly found: readonly SourceSummary[];
  readonly source: SourceView | null;
  readonly nextRef: string;
  readonly words: string;
  /** The mark just made; empty when none was. */
  readonly done: string;
  readonly problem: string | null;
};

/** One's drafts. */
export type DraftListView = {
  readonly items: readonly {
    readonly id: string;
    readonly analysis: number | null;
    readonly jurisdiction: JurisdictionName;
    readonly topic: Topic;
    readonly changedAt: string;
    readonly basedOnNumber: number | null;
    readonly newestNumber: number | null;
  }[];
};

/** Beginning a page. */
export type DraftNewView = {
  readonly jurisdictions: readonly JurisdictionName[];
  readonly topics: readonly Topic[];
  readonly jurisdiction: string;
  readonly topic: string;
  readonly problem: string | null;
};
