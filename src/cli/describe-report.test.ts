import { describe, expect, it } from 'vitest';
import { sampleReport } from '../../test/web/sample-views.ts';
import { describeReport } from './describe-report.ts';

const line = (report: ReturnType<typeof sampleReport>) =>
  describeReport(report).find((each) => each.startsWith('Citations'));

describe('a report as lines', () => {
  it('gives recall and precision of the citations as the counts they are shares of', () => {
    const quality = { sentences: 4, uncited: 1, borne: 3, citations: 6, precise: 5 };
    const report = sampleReport({ citationQuality: { ...quality, recall: 0.75, precision: 0.8333 } });
    expect(line(report)).toBe('Citations   recall 3 of 4, precision 5 of 6');
  });

  it('gives no share of nothing', () => {
    expect(line(sampleReport())).toBe('Citations   no sentence cites a stored source');
  });
});
