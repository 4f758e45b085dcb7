/** Small valid records for store tests: one jurisdiction, one topic, a content, a report. Invented throughout. */
import { type AnalysisContent, CONTENT_SCHEMA } from '#domain/analysis.ts';
import { sha256Hex } from '#domain/canonical-json.ts';
import type { EvidenceState } from '#domain/confidence.ts';
import type { Signal } from '#domain/signal.ts';
import { REPORT_SCHEMA, type VerificationReport } from '#domain/verification.ts';
import type { ReferenceData } from '#store/reference-data.ts';
import type { NewSource } from '#store/sources.ts';

const status = (value: string, order: number | null) => ({
  value,
  label: value,
  definition: `When it is ${value}.`,
  order,
  alsoCalled: [],
});

/** A vocabulary of one cell. */
export const TEST_REFERENCE: ReferenceData = {
  jurisdictions: [
    {
      code: 'KP',
      alpha3: 'PRK',
      kind: 'country',
      officialName: "Korea (the Democratic People's Republic of)",
      everydayName: 'North Korea',
      aliases: ['DPRK'],
      demonyms: ['North Korean'],
      capitals: ['Pyongyang'],
    },
  ],
  topics: [
    {
      key: 'Test_Status',
      title: 'Test status',
      question: 'May it be tested?',
      guidance: 'Look whether it may be tested.',
      position: 1,
      reviewIntervalDays: 30,
      ordered: true,
      statuses: [status('Allowed', 0), status('Banned', 1), status('Unknown', null)],
      outlineHeadings: ['Regulatory environment'],
      searchCues: ['test'],
    },
  ],
};

/** A content that says hardly anything, so that two of them differ only in what a test names. */
export function makeContent(change: { notes?: string; status?: string } = {}): AnalysisContent {
  return {
    schema: CONTENT_SCHEMA,
    jurisdiction: 'KP',
    topic: 'Test_Status',
    language: 'en',
    textFormat: 'plain',
    status: change.status ?? 'Allowed',
    unknownReason: null,
    ground: null,
    statusSince: null,
    sections: [{ key: 'notes', text: change.notes ?? 'Testing is allowed.' }],
    laws: [],
    outline: null,
    report: null,
    sources: [],
    grounding: [],
    reviews: [],
    declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
  };
}

/** A report with the given evidence state and number of critical findings, and nothing else in it. */
export function makeReport(evidenceState: string, critical: number): VerificationReport {
  return {
    schema: REPORT_SCHEMA,
    engine: 'test/1',
    contentHash: '0'.repeat(64),
    asOf: null,
    openChallenges: 0,
    criticalChallenges: 0,
    approved: false,
    jurisdiction: 'KP',
    topic: 'Test_Status',
    status: 'Allowed',
    sources: [],
    sentences: [],
    quotations: [],
    citations: [],
    citationQuality: {
      ...{ sentences: 0, uncited: 0, borne: 0, citations: 0, precise: 0 },
      ...{ recall: null, precision: null },
    },
    grounding: [],
    links: [],
    findings: Array.from({ length: critical }, () => ({
      code: 'TEST_FINDING',
      severity: 'critical' as const,
      message: 'A test says so.',
      place: null,
      line: null,
      excerpt: null,
    })),
    confidence: { level: 'Unknown', figure: null, summary: 'A test.', factors: [], caps: [] },
    evidenceState: evidenceState as EvidenceState,
  };
}

/** A signal that stands at the beginning of its text and claims that testing is allowed. */
export function makeSignal(change: Partial<Signal> = {}): Signal {
  return {
    jurisdiction: 'KP',
    topic: 'Test_Status',
    status: 'Allowed',
    modality: 'asserted',
    speaker: null,
    speakerRole: null,
    unconfirmed: false,
    instrument: null,
    predicate: 'was allowed',
    when: null,
    quote: { exact: 'Testing was allowed', prefix: '', suffix: ', said the speaker.' },
    position: { start: 0, end: 19 },
    page: null,
    tier: 'news',
    reasons: ['A test says so.'],
    ...change,
  };
}

/** A news text about North Korea, whole in one passage. */
export function makeSource(text: string): NewSource {
  const bytes = Buffer.from(text);
  const sha256 = sha256Hex(bytes);
  const at = '2026-01-02T03:04:05.000Z';
  return {
    facts: {
      ...{ title: 'A test note', publisher: 'The Tester', author: null, publishedOn: '2026-01-01' },
      ...{ tier: 'news', url: null, language: 'en' },
    },
    canonicalUrl: null,
    snapshot: {
      ...{ sha256, mediaType: 'text/plain', size: bytes.length },
      ...{ capturedAt: at, capturedFrom: 'note.txt' },
    },
    bytes,
    extracted: { extractor: 'plain-text', extractorVersion: '1', text, pageStarts: [] },
    textSha256: sha256,
    normalisation: [],
    passages: [{ start: 0, end: [...text].length, page: null }],
    jurisdictions: [{ code: 'KP', basis: 'detected', mentions: 1 }],
    at,
  };
}
