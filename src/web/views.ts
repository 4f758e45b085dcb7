/**
 * What each page is given. A page is a pure function of its view and of the frame around it; whoever fills the view
 * reads the database. Statuses travel only inside types that also carry their evidence state and confidence
 * (product invariant 1), so that no page can show one without the other.
 */
import type { AnalysisContent, VersionOrigin } from '#domain/analysis.ts';
import type { ConfidenceLevel, EvidenceState } from '#domain/confidence.ts';
import type { Finding, Place, Severity } from '#domain/finding.ts';
import type { GateBar } from '#domain/gate.ts';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { Viewer } from '#domain/person.ts';
import type { ReviewTarget } from '#domain/review.ts';
import type { Signal, SignalRelation, SignalRelationKind } from '#domain/signal.ts';
import type { ExtractedText, Passage, SnapshotFacts, SourceFacts, SourceTier } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { CastVote } from '#domain/vote.ts';
import type { Stage, StageRule } from '#domain/workflow.ts';
import type { ConfidenceExample } from '#grounding/confidence-examples.ts';
import type { UnitHit } from '#search/search-analyses.ts';
import type { PassageHit } from '#search/search-passages.ts';
import type { Publication, VersionStanding } from '#store/analysis-pages.ts';
import type { StandingApproval } from '#store/approvals.ts';
import type { UnsettledReview } from '#store/review-records.ts';
import type { MakingRun } from '#store/run-of-version.ts';
import type { SourceCheck } from '#store/source-checks.ts';
import type { WatchState } from './notice-views.ts';
import type { ReviewDraft, ShownReview } from './review-views.ts';

/** Addresses of the built files, from Vite's manifest. `fonts` are preloaded; `icon` null means none is offered. */
export type Assets = {
  readonly css: string;
  readonly js: string;
  readonly fonts: readonly string[];
  readonly icon: string | null;
};

/** What every page needs besides its own view. */
export type Frame = {
  readonly assets: Assets;
  /** Version of the program, shown in the footer. */
  readonly appVersion: string;
  /** Path of the request, to mark the current entry of the navigation: `/analyses/462`. */
  readonly path: string;
  /** `YYYY-MM-DD`, UTC: the day against which lateness is reckoned. */
  readonly today: string;
  /** Who is signed in; null for a reader without an account. */
  readonly viewer: Viewer | null;
  /** Notices that the viewer has not read; left out where nobody counted them. */
  readonly unread?: number;
};

/** Whether the viewer watches what the page is about; left out and null where nobody could. */
type Watchable = { readonly watch?: WatchState | null };

/** The names of a jurisdiction, enough for a line in a list. */
export type JurisdictionName = Pick<Jurisdiction, 'code' | 'officialName' | 'everydayName'>;

/** The version that stands for an analysis, as a line in a list. */
export type AnalysisItem = {
  readonly number: number;
  readonly version: number;
  readonly jurisdiction: JurisdictionName;
  readonly topic: Topic;
  readonly status: string;
  readonly ground: string | null;
  readonly origin: VersionOrigin;
  /** ISO 8601, UTC. */
  readonly recordedAt: string;
  readonly stage: Stage;
  readonly confidenceLevel: ConfidenceLevel;
  readonly confidenceFigure: number | null;
  readonly evidenceState: EvidenceState;
  readonly criticalFindings: number;
};

/** The version on the analysis page. `latest`: it stands for its cell. `createdAt`: when we recorded it. */
export type ShownVersion = {
  readonly number: number;
  readonly latest: boolean;
  readonly hash: string;
  readonly createdAt: string;
  readonly origin: VersionOrigin;
  readonly stage: Stage;
};

/** A signal with the source it stands in; null there means not known. */
export type ShownSignal = Signal & {
  readonly id: number;
  readonly sourceId: number;
  /** SHA-256 of the snapshot. */
  readonly snapshot: string;
  readonly source: {
    readonly title: string | null;
    readonly publisher: string | null;
    readonly publishedOn: string | null;
    readonly url: string | null;
  };
};

/** A signal and how it stands to the page it is shown on. */
export type HeldSignalItem = ShownSignal & { readonly relation: SignalRelation };

/** Signals about the cell of an analysis. `counts` are of all, `items` the newest of them. */
export type HeldSignals = {
  readonly items: readonly HeldSignalItem[];
  readonly counts: Readonly<Partial<Record<SignalRelationKind, number>>>;
};

/**
 * `on` is `YYYY-MM-DD`. `basis`: published here, approved again since, the date the page gives itself, or our recording
 * it.
 */
export type ReviewReckoned = {
  readonly on: string;
  readonly basis: 'publication' | 'renewal' | 'page' | 'record';
};

/** A form on a stage that was refused: what was sent comes back with it. */
export type StageDraft = {
  readonly action: string;
  readonly reason: string;
  /** What is wrong and what to do. */
  readonly problem: string;
};

/** Something in the way to Live, with links to where it is settled; none for what has no place of its own. */
export type PanelBar = GateBar & {
  readonly links: readonly { readonly href: string; readonly words: string }[];
};

/** What somebody signed in may do with the version. `allowed` may be empty: then the panel says why. */
export type StagePanel = {
  readonly viewer: Viewer;
  readonly allowed: readonly StageRule[];
  readonly bars: readonly PanelBar[];
  readonly approvals: readonly StandingApproval[];
  /** Actor who made the version. */
  readonly author: string;
  readonly draft: StageDraft | null;
};

/** Everything on the analysis page. */
export type AnalysisView = Watchable & {
  readonly number: number;
  readonly jurisdiction: Jurisdiction;
  readonly topic: Topic;
  readonly version: ShownVersion;
  readonly content: AnalysisContent;
  /** Null until the version has been checked. */
  readonly report: VerificationReport | null;
  /** Votes on sentences of `report`; empty when nobody was asked. */
  readonly votes: readonly CastVote[];
  /** ISO 8601, UTC; null while `report` is. */
  readonly verifiedAt: string | null;
  readonly importFindings: readonly Finding[];
  /** The newest ones, oldest first. */
  readonly reviews: readonly ShownReview[];
  /** All there are, shown or not. */
  readonly reviewsCount: number;
  /** What waits for an outcome or to be mended, as it stands on this version; the gravest first. */
  readonly unsettled: readonly UnsettledReview[];
  /** Whose proposed words made this version. */
  readonly wordsBy: readonly string[];
  /** The run that drafted it; left out and null where none of this installation did. */
  readonly madeByRun?: MakingRun | null;
  readonly signals: HeldSignals;
  /** False: the form is not offered, as another version is the one to review. */
  readonly reviewsOpen: boolean;
  /** Who may review on this installation. */
  readonly reviewLeast: 'contributor' | 'analyst';
  readonly reviewDraft: ReviewDraft | null;
  /** What the draft is about; null without a draft, or where it names nothing on this version. */
  readonly reviewTarget: ReviewTarget | null;
  /** Other analyses of the same jurisdiction and topic. */
  readonly siblings: readonly AnalysisItem[];
  readonly versionsCount: number;
  /** Page id of each of `report.sources`, by position; null when it has no page. */
  readonly sourceIds: readonly (number | null)[];
  /** Where the version stands among the others, and who made it. */
  readonly standing: VersionStanding;
  /** Points on which the version and the one before it cannot both be right. */
  readonly contradictions: number;
  /** The editor's decision to publish; null when never published. `overrideReason` is shown to readers. */
  readonly publication: Publication | null;
  /** What the viewer may do with the version; null for readers, and for people who may do nothing with any. */
  readonly stagePanel: StagePanel | null;
  /** `YYYY-MM-DD`; null when no one has reviewed it here. */
  readonly lastReviewedOn: string | null;
  /** `YYYY-MM-DD`; null when no review is scheduled. */
  readonly nextReviewOn: string | null;
  /** The day from which `nextReviewOn` is reckoned, and what happened on it; null while that is. */
  readonly reviewReckoned: ReviewReckoned | null;
};

/** One version in the list of versions. */
export type VersionItem = ShownVersion & {
  readonly status: string;
  readonly evidenceState: EvidenceState;
  readonly confidenceLevel: ConfidenceLevel;
  readonly confidenceFigure: number | null;
};

/** The versions of one analysis, newest first. */
export type VersionListView = {
  readonly number: number;
  readonly jurisdiction: JurisdictionName;
  readonly topic: Topic;
  readonly versions: readonly VersionItem[];
};

/** What the reader asked a list for; empty strings mean no filter. `page` counts from 1. */
export type AnalysisQuery = {
  readonly text: string;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly status: string;
  readonly confidence: string;
  readonly stage: string;
  readonly evidence: string;
  /** `late`: published pages whose review is due; empty does not filter. */
  readonly due: string;
  readonly sort: 'newest' | 'number' | 'jurisdiction' | 'topic';
  readonly page: number;
};

/** The list of analyses. `total` counts all that pass the filter; `stored` all there are. */
export type AnalysisListView = {
  readonly query: AnalysisQuery;
  readonly items: readonly AnalysisItem[];
  readonly total: number;
  readonly stored: number;
  readonly pageSize: number;
  readonly jurisdictions: readonly JurisdictionName[];
  readonly topics: readonly Topic[];
};

/** A finding on the newest version of some analysis. */
export type OpenFindingItem = {
  readonly analysis: number;
  readonly jurisdiction: JurisdictionName;
  readonly topic: Pick<Topic, 'key' | 'title'>;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
};

/** The front page. */
export type HomeView = {
  readonly counts: {
    readonly analyses: number;
    readonly versions: number;
    readonly sources: number;
    readonly jurisdictions: number;
    readonly topics: number;
  };
  readonly newest: readonly AnalysisItem[];
  readonly findings: readonly OpenFindingItem[];
};

/** One source in a list. `citedBy`: analyses that rely on a passage of it. */
export type SourceItem = {
  readonly id: number;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly publishedOn: string | null;
  readonly tier: SourceTier;
  readonly url: string | null;
  readonly language: string | null;
  readonly sha256: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly capturedAt: string;
  readonly citedBy: number;
};

/** The list of sources. */
export type SourceListView = {
  readonly query: {
    readonly text: string;
    readonly jurisdiction: string;
    readonly tier: string;
    readonly page: number;
  };
  readonly items: readonly SourceItem[];
  readonly total: number;
  readonly stored: number;
  readonly pageSize: number;
  readonly jurisdictions: readonly JurisdictionName[];
};

/** What a reader searches for; empty members do not filter. */
export type SearchQuery = {
  readonly text: string;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly tier: string;
  readonly after: string;
  readonly before: string;
  readonly page: number;
};

/** The search page. */
export type SearchView = {
  readonly query: SearchQuery;
  /** False when there was nothing to look for. */
  readonly isAsked: boolean;
  /** What of the query was not understood or left out. */
  readonly remarks: readonly string[];
  /** True while the index lacks something that is stored. */
  readonly isBehind: boolean;
  readonly passages: readonly (Omit<PassageHit, 'jurisdictions'> & {
    readonly jurisdictions: readonly JurisdictionName[];
  })[];
  /** Passages found, counted up to `mostCounted`. */
  readonly total: number;
  readonly mostCounted: number;
  readonly units: readonly (Omit<UnitHit, 'jurisdiction' | 'topic'> & {
    readonly jurisdiction: JurisdictionName;
    readonly topic: Topic;
  })[];
  readonly pageSize: number;
  readonly jurisdictions: readonly JurisdictionName[];
  readonly topics: readonly Topic[];
};

/** Who relies on which stretch of a source's text. Code points, end exclusive. */
export type CitingItem = {
  readonly analysis: number;
  readonly version: number;
  readonly jurisdiction: JurisdictionName;
  readonly topic: Topic;
  readonly status: string;
  readonly confidenceLevel: ConfidenceLevel;
  readonly evidenceState: EvidenceState;
  readonly kind: 'quotation' | 'reference' | 'sentence' | 'found';
  /** Null for an entry of the reference list. */
  readonly place: Place | null;
  /** The page's words; for a reference its marker. */
  readonly words: string;
  readonly verdict: string;
  readonly start: number;
  readonly end: number;
};

/** One page of a source: the whole text, of which the given passages are shown. */
export type SourceView = {
  readonly id: number;
  readonly facts: SourceFacts;
  readonly snapshot: SnapshotFacts;
  readonly extracted: ExtractedText;
  readonly textSha256: string;
  /** Those of this page; none stands for the whole text. */
  readonly passages: readonly Passage[];
  /** On all pages together. */
  readonly passagesCount: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly jurisdictions: readonly {
    readonly jurisdiction: JurisdictionName;
    readonly basis: 'declared' | 'detected';
    readonly mentions: number;
  }[];
  readonly citations: readonly CitingItem[];
  /** Later looks at its address, newest first. */
  readonly checks: readonly SourceCheck[];
  /** What it says of any status, in reading order; the first {@link SignalItem}s of `signalsCount`. */
  readonly signals: readonly SignalItem[];
  readonly signalsCount: number;
};

/** A current page that a signal was held against. */
export type SignalPage = SignalRelation & {
  readonly analysis: number;
  readonly version: number;
  readonly status: string;
  readonly evidenceState: EvidenceState;
  readonly confidenceLevel: ConfidenceLevel;
};

/** A signal in a list; without `pages` there is no page of its jurisdiction and topic. */
export type SignalItem = {
  readonly signal: ShownSignal;
  readonly jurisdiction: JurisdictionName;
  readonly topic: Topic;
  readonly pages: readonly SignalPage[];
};

/** What the reader asked the list of signals for; `relation` may also be `none`. */
export type SignalQuery = {
  readonly jurisdiction: string;
  readonly topic: string;
  readonly relation: string;
  readonly modality: string;
  readonly page: number;
};

/** The list of signals. */
export type SignalListView = {
  readonly query: SignalQuery;
  readonly items: readonly SignalItem[];
  readonly total: number;
  readonly stored: number;
  readonly pageSize: number;
  readonly jurisdictions: readonly JurisdictionName[];
  readonly topics: readonly Topic[];
};

/** A jurisdiction with what is stored about it. */
export type JurisdictionItem = {
  readonly jurisdiction: Pick<Jurisdiction, 'code' | 'officialName' | 'everydayName' | 'kind'>;
  readonly analyses: number;
  readonly sources: number;
};

/** All jurisdictions, those with pages first. `text` is what was searched for. */
export type JurisdictionListView = { readonly text: string; readonly items: readonly JurisdictionItem[] };

/** One jurisdiction: its pages and the topics without one. */
export type JurisdictionView = Watchable & {
  readonly jurisdiction: Jurisdiction;
  readonly analyses: readonly AnalysisItem[];
  readonly missingTopics: readonly Topic[];
  readonly sources: readonly SourceItem[];
};

/** All topics with the number of their pages. */
export type TopicListView = {
  readonly items: readonly { readonly topic: Topic; readonly analyses: number }[];
};

/** One topic: question, scale and pages. */
export type TopicView = Watchable & { readonly topic: Topic; readonly analyses: readonly AnalysisItem[] };

/** The figures behind the methodology page, taken from the code that uses them. */
export type MethodologyView = {
  /** Name and number of the rules: the report's `engine`. */
  readonly engine: string;
  readonly factors: readonly { readonly key: string; readonly weight: number; readonly sentence: string }[];
  /** The caps, each a sentence. */
  readonly caps: readonly string[];
  /** Lowest figure of each level, best first. */
  readonly levels: readonly { readonly level: ConfidenceLevel; readonly from: number }[];
  /** Invented evidence with what the rules make of it. */
  readonly examples: readonly ConfidenceExample[];
};

/** Beginning a draft of an analysis. `versions` are newest first, and `version` is the first of them. */
export type EditView = {
  readonly number: number;
  readonly jurisdiction: JurisdictionName;
  readonly topic: Pick<Topic, 'key' | 'title'>;
  readonly version: Pick<ShownVersion, 'number' | 'hash' | 'createdAt'>;
  readonly versions: readonly Pick<ShownVersion, 'number' | 'stage'>[];
};

/** A page that says what went wrong. `kept` says what is safe, `remedy` what to do. */
export type ErrorView = {
  readonly status: number;
  readonly title: string;
  readonly message: string;
  readonly kept: string;
  readonly remedy: string;
};
