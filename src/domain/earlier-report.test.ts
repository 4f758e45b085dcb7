import { describe, expect, it } from 'vitest';
import { makeReport } from '../../test/database/make-records.ts';
import { readStoredReport, upgradeReport } from './earlier-report.ts';
import { verificationReportSchema } from './verification.ts';

/** A report as the first shape had it: without the members that came later. */
function makeEarlier() {
  const { openChallenges: _, citationQuality: __, ...report } = makeReport('unverified', 0);
  const place = { unit: 'section/notes', block: 0, start: 0, end: 5 };
  return {
    ...report,
    ...{ schema: 'regatlas.verification/1', engine: 'regatlas-grounding/1' },
    sources: [
      {
        ...{ sha256: 'a', textSha256: 'b', extractor: 'plain-text', title: null, publisher: null, url: null },
        ...{ publishedOn: null, tier: 'law' },
      },
    ],
    sentences: [
      {
        ...{ place, text: 'Words', kind: 'claim', verdict: 'supported', reasons: [], quotations: [] },
        ...{ refs: [], supports: [], passages: [] },
      },
    ],
    grounding: [
      {
        ...{ provider: 'gemini', chunks: [], queries: [], diagnostics: [], references: 1, dangling: 1 },
        ...{ distinctUrls: 0, distinctDomains: 0 },
        supports: [
          {
            ...{ text: 'Words', span: null, recoveredByText: false, places: [], chunks: [], dangling: [0] },
            state: 'unlocated',
          },
        ],
      },
    ],
  };
}

describe('a report of the first shape', () => {
  it('is read as one of the present shape, with the verdicts of its own engine', () => {
    const earlier = makeEarlier();
    expect(verificationReportSchema.safeParse(earlier).success).toBe(false);
    const report = verificationReportSchema.parse(upgradeReport(earlier));
    expect(report.engine).toBe('regatlas-grounding/1');
    expect(report.sentences[0]).toMatchObject({ verdict: 'supported', claims: [], citations: [] });
    expect(report.grounding[0]?.supports[0]).toMatchObject({ dangling: [0], regrounded: [] });
  });
});

describe('a report of the present shape from before approvals counted', () => {
  it('says that nobody had approved the version and no challenge was critical', () => {
    const { criticalChallenges: _, approved: __, ...earlier } = makeReport('verified', 0);
    expect(upgradeReport(earlier)).toEqual(makeReport('verified', 0));
    expect(verificationReportSchema.parse(earlier)).toEqual(makeReport('verified', 0));
  });
});

describe('anything else', () => {
  it('is left as it is', () => {
    expect(upgradeReport(makeReport('verified', 0))).toEqual(makeReport('verified', 0));
    for (const value of [null, 7, 'text', [], { schema: 'other/1' }])
      expect(upgradeReport(value)).toBe(value);
    expect(readStoredReport(null)).toBeNull();
  });
});
