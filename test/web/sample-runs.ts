/** Small, invented runs and batches for the tests of their pages; state, acts and sources do not exist. */
import type { Brief } from '#domain/brief.ts';
import type { RunState } from '#domain/run.ts';
import { DEFAULT_REQUEST } from '#domain/run.ts';
import type {
  BaseResearchOutput,
  CheckSummary,
  ComparisonOutput,
  SynthesisOutput,
} from '#domain/step-output.ts';
import type {
  BatchItem,
  BatchView,
  ExchangeItem,
  RunItem,
  RunNewView,
  RunView,
  Spent,
  StepView,
} from '#web/run-views.ts';
import { RURITANIA, sampleContent, TOPIC } from './sample-views.ts';

const HASH = 'cd'.repeat(32);
const ASKED = '2026-11-20T10:00:00.000Z';
const BEGUN = '2026-11-20T10:00:01.000Z';
const ENDED = '2026-11-20T10:00:05.200Z';

/** Nothing was asked of any service. */
export const NOTHING_SPENT: Spent = {
  inputTokens: 0,
  outputTokens: 0,
  costMicros: 0,
  questions: 0,
  reused: 0,
};

/** Two sources, two passages, and four documents that were left out. */
export const BRIEF: Brief = {
  jurisdiction: 'ZZ',
  topic: TOPIC.key,
  queries: [{ service: 'corpus', text: 'Ruritania token', results: 6 }],
  sources: [
    {
      ref: '1',
      source: 11,
      sha256: HASH,
      title: 'Decree 5',
      publisher: 'The Palace',
      url: 'https://example.org/decree',
      publishedOn: '2024-02-01',
      capturedAt: ASKED,
      tier: 'law',
      language: 'en',
      fileName: null,
      foundBy: 'corpus',
      reasons: ['It is a law of Ruritania and names the topic.'],
      copies: [14],
    },
    {
      ref: '2',
      source: 12,
      sha256: 'ef'.repeat(32),
      title: null,
      publisher: null,
      url: 'https://news.example/story',
      publishedOn: null,
      capturedAt: ASKED,
      tier: 'news',
      language: 'en',
      fileName: null,
      foundBy: 'given',
      reasons: ['It was given.'],
      copies: [],
    },
  ],
  passages: [
    { id: 'P1', ref: '1', start: 0, end: 27, page: 3, text: 'No one may trade in tokens.' },
    { id: 'P2', ref: '2', start: 9, end: 40, page: null, text: 'Traders meet openly, they say.' },
  ],
  leftOut: [
    {
      source: 15,
      url: null,
      title: 'A law of Graustark',
      reason: 'other-jurisdiction',
      words: 'It names Graustark 14 times and Ruritania never.',
    },
    {
      source: null,
      url: 'javascript:alert(1)',
      title: '<script>alert(2)</script>',
      reason: 'refused',
      words: 'No web address.',
    },
  ],
};

/** Two sentences, both supported. */
export const CHECK: CheckSummary = {
  engine: 'engine 1',
  sentences: 2,
  verdicts: {
    supported: 2,
    'partially-supported': 0,
    contradicted: 0,
    'not-addressed': 0,
    'not-checkable': 0,
  },
  quotations: { verified: 1, total: 1 },
  evidenceState: 'verified',
  confidence: { level: 'Medium', figure: 0.6, words: 'One law.' },
  criticalFindings: 0,
};

/** A draft, one finding and one sentence that was cut. */
export function sampleResearch(over: Partial<BaseResearchOutput> = {}): BaseResearchOutput {
  const statement = { text: 'No one may trade in tokens.', passages: ['P1'], quotation: null };
  return {
    brief: BRIEF,
    analyst: { kind: 'extractive', rules: 'extractive/1', model: null },
    page: {
      status: 'Banned',
      unknownReason: null,
      ground: 'explicit-law',
      statusSince: '2024-02-01',
      rationale: ['The decree forbids trading outright.'],
      statusStatements: [statement],
      sections: [{ key: 'executive-summary', statements: [statement] }],
      headings: [],
      laws: [],
      findings: [],
    },
    content: sampleContent({ ground: 'explicit-law', statusSince: '2024-02-01' }),
    check: CHECK,
    origins: [],
    repairs: [
      {
        unit: 'section/notes',
        before: 'Trading is also taxed.',
        verdict: 'not-addressed',
        reasons: ['No passage speaks of tax.'],
        outcome: 'cut',
        after: null,
        rounds: 2,
      },
    ],
    findings: [
      {
        code: 'SOURCES_CONFLICT',
        severity: 'major',
        message: 'Two sources disagree.',
        passages: ['P1', 'P2'],
      },
    ],
    abstained: null,
    ...over,
  };
}

/** The draft against version 3: one point each way. */
export const COMPARISON: ComparisonOutput = {
  sides: [
    {
      key: 'version:7/3',
      kind: 'live',
      label: 'version 3 (Live)',
      status: 'Allowed',
      evidenceState: 'imported',
    },
  ],
  points: [
    {
      side: 'version:7/3',
      aspect: 'status',
      relation: 'differ',
      draft: {
        words: 'Banned',
        unit: null,
        verdict: 'supported',
        passages: [{ sha256: HASH, start: 0, end: 27, words: 'No one may trade in tokens.' }],
      },
      other: { words: 'Allowed', unit: null, verdict: 'not-checkable', passages: [] },
      better: 'draft',
      reasons: ['Only the draft rests on a stored law.'],
    },
    {
      side: 'version:7/3',
      aspect: 'law',
      relation: 'only-draft',
      draft: { words: 'Decree 5', unit: 'law/0', verdict: null, passages: [] },
      other: null,
      better: 'open',
      reasons: [],
    },
  ],
  basedOn: { analysis: 7, number: 3, id: '00000000-0000-4000-8000-000000000003' },
  findings: [],
};

/** Version 4, of which one sentence was kept from version 3. */
export const SYNTHESIS: SynthesisOutput = {
  content: sampleContent({ ground: 'explicit-law', statusSince: '2024-02-01' }),
  origins: [
    {
      unit: 'section/executive-summary',
      text: 'Tokens are banned.',
      from: { kind: 'draft' },
      passages: [{ sha256: HASH, start: 0, end: 27 }],
      why: 'It is better supported.',
    },
    {
      unit: 'section/executive-summary',
      text: 'The decree says “no one may trade”. [1]',
      from: { kind: 'version', analysis: 7, number: 3 },
      passages: [],
      why: null,
    },
  ],
  check: CHECK,
  repairs: [],
  open: ['Whether Decree 5 is still in force.'],
  findings: [],
  version: { analysis: 7, number: 4, id: '00000000-0000-4000-8000-000000000004' },
  unchanged: false,
};

type Outputs = {
  readonly research: BaseResearchOutput | null;
  readonly comparison: ComparisonOutput | null;
  readonly synthesis: SynthesisOutput | null;
};

/** Three steps in these states. */
export function sampleSteps(
  states: readonly [RunState, RunState, RunState],
  outputs: Partial<Outputs> = {},
): StepView[] {
  const shared = (state: RunState) => {
    const isBegun = state !== 'Blocked' && state !== 'Ready';
    const isEnded = isBegun && state !== 'Running';
    return {
      state,
      attempt: isBegun ? 1 : 0,
      reason: null,
      begunAt: isBegun ? BEGUN : null,
      endedAt: isEnded ? ENDED : null,
      attempts: isEnded
        ? [{ attempt: 1, state, reason: null, begunAt: BEGUN, endedAt: ENDED, hasOutput: true }]
        : [],
      mayRunAgain: isEnded,
    };
  };
  return [
    { ...shared(states[0]), step: 'base-research', output: outputs.research ?? null },
    { ...shared(states[1]), step: 'comparison-analysis', output: outputs.comparison ?? null },
    { ...shared(states[2]), step: 'blended-synthesis', output: outputs.synthesis ?? null },
  ];
}

/** A run that ended in version 4 of page 7. */
export function sampleRunItem(over: Partial<RunItem> = {}): RunItem {
  return {
    number: 12,
    jurisdiction: RURITANIA,
    topic: TOPIC,
    analyst: 'extractive',
    batch: null,
    state: 'Completed with findings',
    isWaiting: false,
    reason: null,
    requestedBy: 'Ana Lyst',
    requestedAt: ASKED,
    endedAt: ENDED,
    seconds: 4.2,
    spent: NOTHING_SPENT,
    draft: { analysis: 7, version: 4 },
    ...over,
  };
}

/** The same run as its page shows it. */
export function sampleRun(over: Partial<RunView> = {}): RunView {
  return {
    ...sampleRunItem(),
    request: DEFAULT_REQUEST,
    isStopping: false,
    steps: sampleSteps(['Completed with findings', 'Completed', 'Completed'], {
      research: sampleResearch(),
      comparison: COMPARISON,
      synthesis: SYNTHESIS,
    }),
    exchanges: [],
    log: [
      {
        id: 1,
        step: 'base-research',
        attempt: 1,
        level: 'info',
        message: 'Searched what is stored.',
        at: BEGUN,
      },
      {
        id: 2,
        step: 'base-research',
        attempt: 1,
        level: 'warning',
        message: 'Two sources disagree.',
        at: ENDED,
      },
    ],
    logCount: 2,
    sourceOf: new Map([[HASH, 11]]),
    now: '2026-11-20T10:05:00.000Z',
    ...over,
  };
}

/** A question that was answered. */
export function sampleExchange(over: Partial<ExchangeItem> = {}): ExchangeItem {
  return {
    id: '00000000-0000-4000-8000-0000000000e1',
    step: 'base-research',
    attempt: 1,
    kind: 'model',
    service: 'google:gemini-2.5-flash',
    purpose: 'draft key-pillars',
    state: 'answered',
    status: 200,
    fault: null,
    message: null,
    inputTokens: 1200,
    outputTokens: 340,
    costMicros: 4200,
    reused: null,
    askedAt: BEGUN,
    answeredAt: ENDED,
    ...over,
  };
}

/** The empty form where neither model nor search is set up. */
export function sampleRunNew(over: Partial<RunNewView> = {}): RunNewView {
  return {
    form: {
      jurisdiction: '',
      jurisdictions: [],
      topic: '',
      analyst: 'extractive',
      web: false,
      urls: '',
      sitemaps: '',
      tokens: '',
      dollars: '',
      seconds: '',
      repairs: '2',
      concurrency: '2',
    },
    problem: null,
    jurisdictions: [RURITANIA],
    topics: [TOPIC],
    model: null,
    searches: [],
    ...over,
  };
}

/** Five runs, of which two drafts came. */
export function sampleBatchItem(over: Partial<BatchItem> = {}): BatchItem {
  return {
    number: 3,
    topic: TOPIC,
    request: { ...DEFAULT_REQUEST, budget: { tokens: 10_000, costMicros: 2_000_000, seconds: null } },
    concurrency: 2,
    requestedBy: 'Ana Lyst',
    requestedAt: ASKED,
    endedAt: ENDED,
    seconds: 4.2,
    runs: {
      total: 5,
      completed: 2,
      withFindings: 1,
      abstained: 1,
      failed: 1,
      cancelled: 1,
      underWay: 0,
      waiting: 0,
    },
    spent: { ...NOTHING_SPENT, questions: 4, inputTokens: 6000, outputTokens: 1500, costMicros: 500_000 },
    stop: { words: 'The budget of money is used up.', by: 'the system', at: ENDED },
    ...over,
  };
}

/** The same with a page of its runs. */
export function sampleBatch(over: Partial<BatchView> = {}): BatchView {
  return {
    ...sampleBatchItem(),
    items: [sampleRunItem({ batch: 3 })],
    state: '',
    page: 1,
    pageSize: 50,
    shown: 5,
    ...over,
  };
}
