/**
 * Small, invented views for the tests of pages. The state, its laws and its sources do not exist, so that no test
 * reads like a statement about a real one.
 */
import { type AnalysisContent, type CitedSource, CONTENT_SCHEMA } from '#domain/analysis.ts';
import type { Viewer } from '#domain/person.ts';
import type { Topic } from '#domain/topic.ts';
import type { QuotationCheck, SentenceCheck, VerificationReport } from '#domain/verification.ts';
import type { CastVote } from '#domain/vote.ts';
import type { ReviewDraft, ShownReview } from '#web/review-views.ts';
import type { AnalysisItem, AnalysisView, CitingItem, Frame, ShownSignal, SourceView } from '#web/views.ts';

const HASH = 'ab'.repeat(32);

/** A frame as the server would fill it. */
export const FRAME: Frame = {
  viewer: null,
  assets: { css: '/assets/main.css', js: '/assets/main.js', fonts: ['/assets/serif.woff2'], icon: null },
  appVersion: '9.9.9',
  path: '/analyses/7',
  today: '2026-11-20',
};

/** An ordered topic with one value off the line. */
export const TOPIC: Topic = {
  key: 'Token_Trading',
  title: 'Token trading',
  question: 'May individuals trade tokens?',
  guidance: 'Look for the act.',
  position: 1,
  reviewIntervalDays: 180,
  ordered: true,
  statuses: [
    { value: 'Allowed', label: 'Allowed', definition: 'No limit.', order: 0, alsoCalled: ['legal'] },
    { value: 'Restricted', label: 'Restricted', definition: 'Some limits.', order: 1, alsoCalled: [] },
    { value: 'Banned', label: 'Banned', definition: 'Not at all.', order: 2, alsoCalled: [] },
    { value: 'Unknown', label: 'Unknown', definition: 'Not known.', order: null, alsoCalled: [] },
  ],
  outlineHeadings: [],
  searchCues: ['token'],
};

/** The invented state. */
export const RURITANIA = {
  code: 'ZZ',
  alpha3: null,
  kind: 'country' as const,
  officialName: 'Ruritania (the Kingdom of)',
  everydayName: 'Ruritania',
  aliases: ['RUR'],
  demonyms: ['Ruritanian'],
  capitals: ['Strelsau'],
};

const REFERENCE: CitedSource = {
  ref: '1',
  title: 'Decree 5',
  publisher: null,
  url: 'https://example.org/decree',
  publishedOn: null,
  snapshot: null,
  quote: null,
  note: null,
};

/** Content with one section of two sentences, the second with a quotation, and one reference. */
export function sampleContent(over: Partial<AnalysisContent> = {}): AnalysisContent {
  return {
    schema: CONTENT_SCHEMA,
    jurisdiction: 'ZZ',
    topic: TOPIC.key,
    language: 'en',
    textFormat: 'plain',
    status: 'Banned',
    unknownReason: null,
    ground: 'practice',
    statusSince: null,
    sections: [
      { key: 'executive-summary', text: 'Tokens are banned. The decree says “no one may trade”. [1]' },
    ],
    laws: [],
    outline: null,
    report: null,
    sources: [REFERENCE],
    grounding: [],
    reviews: [],
    declared: {
      id: 7,
      version: 'Latest',
      created: '2025-06-26T13:10',
      stage: 'Live',
      confidence: 'High',
      run: null,
    },
    ...over,
  };
}

/** A claim in the executive summary; code points. */
export function sampleSentence(start: number, end: number, over: Partial<SentenceCheck> = {}): SentenceCheck {
  return {
    place: { unit: 'section/executive-summary', block: 0, start, end },
    text: 'A sentence.',
    kind: 'claim',
    verdict: 'not-checkable',
    reasons: ['Nothing is stored.'],
    quotations: [],
    refs: [],
    supports: [],
    claims: [],
    citations: [],
    uncitedSource: null,
    primarySource: null,
    passages: [],
    ...over,
  };
}

/** A language model that calls the first sentence contradicted. */
export function sampleVote(over: Partial<CastVote> = {}): CastVote {
  return {
    sentence: 0,
    voter: 'model',
    model: 'openai:judge-small',
    promptVersion: 'judge/1',
    verdict: 'contradicted',
    score: null,
    rationale: 'The passage allows it.',
    passages: [0],
    inputTokens: 10,
    outputTokens: 5,
    votedAt: '2026-11-20T10:00:00.000Z',
    ...over,
  };
}

const MATCH = {
  source: 0,
  quote: { exact: 'no one must trade', prefix: 'Art. 1: ', suffix: ' tokens.' },
  position: { start: 8, end: 25 },
  page: null,
};

const QUOTATION: QuotationCheck = {
  place: { unit: 'section/executive-summary', block: 0, start: 36, end: 52 },
  text: 'no one may trade',
  attributedTo: 'The decree',
  attributedSource: 0,
  verdict: 'altered',
  matches: [MATCH],
  diff: [
    { kind: 'same', text: 'no one ' },
    { kind: 'page-only', text: 'may' },
    { kind: 'source-only', text: 'must' },
    { kind: 'same', text: ' trade' },
  ],
  reasons: ['The source says “must”; the page says “may”.'],
};

/** A report on {@link sampleContent}: first sentence not checkable, second with an altered quotation. */
export function sampleReport(over: Partial<VerificationReport> = {}): VerificationReport {
  return {
    schema: 'regatlas.verification/2',
    engine: 'rules/1',
    contentHash: HASH,
    asOf: null,
    openChallenges: 0,
    criticalChallenges: 0,
    approved: false,
    jurisdiction: 'ZZ',
    topic: TOPIC.key,
    status: 'Banned',
    sources: [
      {
        sha256: HASH,
        textSha256: HASH,
        extractor: 'plain-text',
        title: 'Decree 5',
        publisher: null,
        url: null,
        publishedOn: null,
        tier: 'law',
        fileName: null,
      },
    ],
    sentences: [sampleSentence(0, 18), sampleSentence(19, 54, { refs: ['1'], quotations: [0] })],
    quotations: [QUOTATION],
    citations: [{ ref: '1', source: 0, resolvedBy: 'title', quotation: null, matches: [] }],
    citationQuality: {
      ...{ sentences: 0, uncited: 0, borne: 0, citations: 0, precise: 0 },
      ...{ recall: null, precision: null },
    },
    grounding: [],
    links: [],
    findings: [],
    confidence: {
      level: 'Low',
      figure: 0.2,
      summary: 'Low: the status rests on nothing stored.',
      factors: [{ key: 'status', value: 0, weight: 0.3, sentence: 'No source bears the status.' }],
      caps: ['At most Low without a snapshot.'],
    },
    evidenceState: 'unverified',
    ...over,
  };
}

/** The analysis page of {@link sampleContent} with {@link sampleReport}. */
export function sampleView(over: Partial<AnalysisView> = {}): AnalysisView {
  return {
    number: 7,
    jurisdiction: RURITANIA,
    topic: TOPIC,
    version: {
      number: 2,
      latest: true,
      hash: HASH,
      createdAt: '2026-11-19T08:00:00Z',
      origin: 'import',
      stage: 'Draft',
    },
    content: sampleContent(),
    report: sampleReport(),
    votes: [],
    verifiedAt: '2026-11-19T08:00:01Z',
    importFindings: [],
    reviews: [],
    reviewsCount: 0,
    signals: { items: [], counts: {} },
    unsettled: [],
    wordsBy: [],
    reviewsOpen: true,
    reviewLeast: 'contributor',
    reviewDraft: null,
    reviewTarget: null,
    siblings: [],
    versionsCount: 2,
    sourceIds: [3],
    standing: {
      ...{ author: null, isCurrent: true, newer: null, live: null, supersededBy: null },
      withdrawn: null,
    },
    contradictions: 0,
    publication: null,
    stagePanel: null,
    lastReviewedOn: null,
    nextReviewOn: '2026-11-01',
    reviewReckoned: { on: '2026-05-05', basis: 'page' },
    ...over,
  };
}

/** An editor's own account. */
export const EDITOR: Viewer = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Eli Editor',
  role: 'editor',
};

/** A form of a review that says nothing yet. */
export const EMPTY_DRAFT: ReviewDraft = {
  ...{ kind: null, severity: null, target: '', text: '', proposedText: '', links: '', passages: [] },
  problem: null,
};

/** A Challenge of the whole page by a contributor that waits for its outcome. */
export function sampleReview(over: Partial<ShownReview> = {}): ShownReview {
  return {
    ...{ id: '00000000-0000-4000-8000-0000000000aa', versionId: '00000000-0000-4000-8000-0000000000bb' },
    ...{ analysis: 7, version: 2, kind: 'Challenge', origin: 'submitted', severity: 'major' },
    ...{ author: 'person:00000000-0000-4000-8000-0000000000cc', name: 'Cleo Contributor' },
    ...{ person: '00000000-0000-4000-8000-0000000000cc', role: 'contributor' },
    ...{ text: 'The decree says otherwise.', submittedAt: '2026-11-19T09:00:00.000Z', state: 'open' },
    ...{ target: { kind: 'version' }, proposedText: null, evidence: [], grounds: [], assignee: null },
    ...{ outcome: null, causeOf: null, commentsCount: 0, anchor: null, answer: null },
    ...over,
  };
}

/** A line of a list. */
export function sampleItem(over: Partial<AnalysisItem> = {}): AnalysisItem {
  return {
    number: 7,
    version: 2,
    jurisdiction: RURITANIA,
    topic: TOPIC,
    status: 'Banned',
    ground: 'practice',
    origin: 'import',
    recordedAt: '2026-11-19T08:00:00Z',
    stage: 'Draft',
    confidenceLevel: 'Low',
    confidenceFigure: 0.2,
    evidenceState: 'unverified',
    criticalFindings: 1,
    ...over,
  };
}

/** A source of two passages that nothing cites. */
export function sampleSource(over: Partial<SourceView> = {}): SourceView {
  return {
    id: 3,
    facts: {
      title: 'Decree 5',
      publisher: null,
      author: null,
      publishedOn: null,
      tier: 'unknown',
      url: null,
      language: 'en',
    },
    snapshot: {
      sha256: HASH,
      mediaType: 'text/plain',
      size: 1536,
      capturedAt: '2026-11-18T10:00:00Z',
      capturedFrom: 'decree.txt',
    },
    extracted: {
      extractor: 'plain-text',
      extractorVersion: '1',
      text: 'Art. 1: no one must trade tokens.\n\nArt. 2: it is so.',
      pageStarts: [],
    },
    textSha256: HASH,
    passages: [
      { start: 0, end: 33, page: null },
      { start: 35, end: 52, page: null },
    ],
    passagesCount: 2,
    page: 1,
    pages: 1,
    jurisdictions: [],
    checks: [],
    citations: [],
    signals: [],
    signalsCount: 0,
    ...over,
  };
}

/** The quotation of {@link sampleReport}, as its source sees it. */
export function sampleCiting(over: Partial<CitingItem> = {}): CitingItem {
  return {
    analysis: 7,
    version: 2,
    jurisdiction: RURITANIA,
    topic: TOPIC,
    status: 'Banned',
    confidenceLevel: 'Low',
    evidenceState: 'unverified',
    kind: 'quotation',
    place: { unit: 'section/executive-summary', block: 0, start: 36, end: 52 },
    words: 'no one may trade',
    verdict: 'altered',
    start: 8,
    end: 25,
    ...over,
  };
}

/** What an invented minister said of tokens in a newspaper. */
export function sampleSignal(over: Partial<ShownSignal> = {}): ShownSignal {
  return {
    ...{ id: 12, sourceId: 3, snapshot: HASH, jurisdiction: 'ZZ', topic: TOPIC.key },
    source: { title: 'The Gazette', publisher: null, publishedOn: '2026-05-11', url: null },
    status: 'Allowed',
    modality: 'asserted',
    speaker: 'Rupert of Hentzau',
    speakerRole: 'a minister',
    unconfirmed: false,
    instrument: null,
    predicate: 'allowed anyone to trade',
    when: { words: 'on 8 May', date: '2026-05-08' },
    quote: { exact: 'The crown has allowed anyone to trade.', prefix: '', suffix: '' },
    position: { start: 0, end: 8 },
    page: null,
    tier: 'news',
    reasons: [],
    ...over,
  };
}
