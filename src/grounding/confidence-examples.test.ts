import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { confidenceExamples, describeExamples } from './confidence-examples.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/methodology.md', import.meta.url));

describe('the worked examples', () => {
  it('stand in docs/methodology.md as the rules compute them (else run node scripts/dump-examples.ts)', () => {
    const [, examples] =
      /<!-- examples: begin -->\n\n([\s\S]*)\n\n<!-- examples: end -->/.exec(
        readFileSync(DOCUMENT, 'utf8'),
      ) ?? [];
    expect(examples).toBe(describeExamples());
  });

  it('show every level, and a challenge that lowers one', () => {
    const levels = Object.fromEntries(
      confidenceExamples().map(({ key, confidence }) => [key, confidence.level]),
    );
    expect(levels).toEqual({
      decree: 'High',
      challenged: 'Medium',
      critical: 'Low',
      approved: 'High',
      press: 'Medium',
      dangling: 'Low',
      nothing: 'Unknown',
    });
  });

  it('add up to the figure they show where no limit applied', () => {
    for (const { confidence } of confidenceExamples()) {
      if (confidence.figure === null || confidence.caps.length > 0) continue;
      const sum = confidence.factors.reduce((total, { weight, value }) => total + weight * (value ?? 0), 0);
      expect(confidence.figure).toBeCloseTo(sum, 2);
    }
  });
});
